package org.beianflow.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.beianflow.notice.SendResult;
import org.beianflow.privacy.FieldCipher;
import org.beianflow.verification.SmsStatus.CodeState;
import org.beianflow.verification.SmsStatus.PersonState;
import org.beianflow.verification.SmsStatus.State;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;

/** The tables of SMS verification. */
@Repository
class SmsRecords {

	private static final String PERSONS = """
			select p.*, v.filing, v.state as verification_state, v.opened_at
			from bf_sms_person p join bf_sms_verification v on v.id = p.verification_id
			""";

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	SmsRecords(JdbcClient jdbc, FieldCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	/** A verification. */
	record Verification(long id, String filing, int round, State state, Instant openedAt, Instant endedAt) {

	}

	/** A person of a verification. */
	record Person(long id, long verification, String filing, State verificationState, int position, String path,
			String maskedName, String maskedMobile, String idTail, String code, CodeState codeState, Instant codeSentAt,
			int resends, int wrongTries, PersonState state, Instant verifiedAt) {

		/** Whether an answer of this person still changes something. */
		boolean waiting() {
			return this.verificationState == State.OPEN && this.state == PersonState.WAITING;
		}

		@Override
		public String toString() {
			return this.filing + " " + this.path + " " + this.state;
		}

	}

	/** What a new person starts with. */
	record NewPerson(int position, String path, String maskedName, String maskedMobile, String mobile,
			String mobileIndex) {

		@Override
		public String toString() {
			return this.path;
		}

	}

	Optional<Verification> latest(String filing) {
		return this.jdbc
			.sql("select * from bf_sms_verification where filing = ? order by round desc fetch first 1 rows only")
			.param(filing)
			.query((row, number) -> new Verification(row.getLong("id"), row.getString("filing"), row.getInt("round"),
					State.valueOf(row.getString("state")), instant(row, "opened_at"), instant(row, "ended_at")))
			.optional();
	}

	long insert(String filing, int round, String province, Instant now) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_sms_verification (filing, round, province, state, opened_at)
				values (?, ?, ?, 'OPEN', ?)
				""").params(filing, round, province, stored(now)).update(key, "id");
		return key.getKeyAs(Number.class).longValue();
	}

	/**
	 * @return the new person's id
	 */
	long insert(long verification, NewPerson person) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_sms_person (verification_id, position, path, masked_name, masked_mobile, mobile,
				  mobile_index, code_state, resends, wrong_tries, state)
				values (:verification, :position, :path, :name, :masked, :mobile, :index, 'NONE', 0, 0, 'WAITING')
				""")
			.param("verification", verification)
			.param("position", person.position())
			.param("path", person.path())
			.param("name", person.maskedName())
			.param("masked", person.maskedMobile())
			.param("mobile", this.cipher.seal(person.mobile(), context(verification, person.position())))
			.param("index", person.mobileIndex())
			.update(key, "id");
		return key.getKeyAs(Number.class).longValue();
	}

	void setIdTail(long person, String hash) {
		this.jdbc.sql("update bf_sms_person set id_tail = ? where id = ?").params(hash, person).update();
	}

	List<Person> persons(long verification) {
		return this.jdbc.sql(PERSONS + " where p.verification_id = ? order by p.position")
			.param(verification)
			.query((row, number) -> person(row))
			.list();
	}

	Optional<Person> person(long verification, int position) {
		return this.jdbc.sql(PERSONS + " where p.verification_id = ? and p.position = ?")
			.params(verification, position)
			.query((row, number) -> person(row))
			.optional();
	}

	/** The waiting persons with this number, of any filing. */
	List<Person> waiting(String mobileIndex) {
		return this.jdbc
			.sql(PERSONS + " where p.mobile_index = ? and p.state = 'WAITING' and v.state = 'OPEN' order by p.id")
			.param(mobileIndex)
			.query((row, number) -> person(row))
			.list();
	}

	/** Reads a person and keeps others from changing them until the transaction ends. */
	Person lock(long person) {
		this.jdbc.sql("select id from bf_sms_person where id = ? for update").param(person).query(Long.class).single();
		return this.jdbc.sql(PERSONS + " where p.id = ?").param(person).query((row, number) -> person(row)).single();
	}

	/** Keeps others from ending the verification until the transaction ends. */
	void lockVerification(long verification) {
		this.jdbc.sql("select id from bf_sms_verification where id = ? for update")
			.param(verification)
			.query(Long.class)
			.single();
	}

	Optional<String> mobile(Person person) {
		return this.jdbc.sql("select mobile from bf_sms_person where id = ?")
			.param(person.id())
			.query((row, number) -> Optional.ofNullable(row.getBytes("mobile")))
			.single()
			.map((sealed) -> this.cipher.open(sealed, context(person.verification(), person.position())));
	}

	/** Makes a code the valid one and notes that it is being sent. */
	long claim(Person person, String codeHash, String messageId, Instant now) {
		this.jdbc.sql("update bf_sms_person set code = ?, code_state = 'UNDERWAY', code_sent_at = ? where id = ?")
			.params(codeHash, stored(now), person.id())
			.update();
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_sms_code (person_id, message_id, claimed_at, state, result)
				values (?, ?, ?, 'SENDING', '')
				""").params(person.id(), messageId, stored(now)).update(key, "id");
		return key.getKeyAs(Number.class).longValue();
	}

	void sent(long code, Person person, CodeState state, SendResult result, Instant now) {
		this.jdbc.sql("update bf_sms_code set state = ?, result = ?, provider_id = ?, ended_at = ? where id = ?")
			.params(result.state().name(), cut(result.result()), cut(result.providerId()), stored(now), code)
			.update();
		this.jdbc.sql("update bf_sms_person set code_state = ? where id = ?")
			.params(state.name(), person.id())
			.update();
	}

	void wrong(Person person, boolean last) {
		this.jdbc.sql("update bf_sms_person set wrong_tries = ?, state = ? where id = ?")
			.params(person.wrongTries() + 1, (last ? PersonState.BLOCKED : PersonState.WAITING).name(), person.id())
			.update();
	}

	void verified(Person person, Instant now) {
		this.jdbc.sql("update bf_sms_person set state = 'VERIFIED', verified_at = ?, code = null where id = ?")
			.params(stored(now), person.id())
			.update();
	}

	void resent(Person person) {
		this.jdbc.sql("update bf_sms_person set resends = ? where id = ?")
			.params(person.resends() + 1, person.id())
			.update();
	}

	/** Ends a verification and forgets what nobody needs any more. */
	void end(long verification, State state, Instant now) {
		this.jdbc.sql("update bf_sms_verification set state = ?, ended_at = ? where id = ?")
			.params(state.name(), stored(now), verification)
			.update();
		this.jdbc.sql("""
				update bf_sms_person set mobile = null, mobile_index = null, id_tail = null, code = null
				where verification_id = ?
				""").param(verification).update();
	}

	private static Person person(ResultSet row) throws SQLException {
		return new Person(row.getLong("id"), row.getLong("verification_id"), row.getString("filing"),
				State.valueOf(row.getString("verification_state")), row.getInt("position"), row.getString("path"),
				row.getString("masked_name"), row.getString("masked_mobile"), row.getString("id_tail"),
				row.getString("code"), CodeState.valueOf(row.getString("code_state")), instant(row, "code_sent_at"),
				row.getInt("resends"), row.getInt("wrong_tries"), PersonState.valueOf(row.getString("state")),
				instant(row, "verified_at"));
	}

	private static String context(long verification, int position) {
		return "bf_sms_person.mobile:" + verification + ":" + position;
	}

	private static String cut(String text) {
		return (text != null && text.length() > 200) ? text.substring(0, 200) : text;
	}

	private static OffsetDateTime stored(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
