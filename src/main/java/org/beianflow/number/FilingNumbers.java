package org.beianflow.number;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.site.ServiceType;
import org.beianflow.subject.Province;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Issues filing numbers, once and never again (domain.md §15, ruling 23).
 * <p>
 * Beianflow stands in for the authority here: {@link NumberSource} tells its own numbers
 * from real ones that were taken over.
 */
@Service
public class FilingNumbers {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private static final int SERIAL_MOST = 999_999;

	private final JdbcClient jdbc;

	private final AuditTrail audit;

	private final Clock clock;

	FilingNumbers(JdbcClient jdbc, AuditTrail audit, Clock clock) {
		this.jdbc = jdbc;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * The numbers of a filing: issues them the first time and returns the same ones ever
	 * after. Takes part in the caller's transaction and makes others who issue in the
	 * same province wait until it ends.
	 * @param filing reference of the filing
	 * @param provinceCode six-digit code of the filing province
	 * @param subjectKey blind index of the subject's certificate; a subject that already
	 * has a number in this province keeps it
	 * @param services what to number, in order; may be empty
	 * @throws Refusal if the serials of the year or the sequences of the subject are used
	 * up
	 */
	@Transactional
	public IssuedNumbers issueFor(String filing, String provinceCode, String subjectKey, List<ServiceType> services) {
		Province province = lock(provinceCode);
		// Only now: whoever held the lock before may have issued for this filing.
		return find(filing).orElseGet(() -> issue(filing, province, subjectKey, services));
	}

	private IssuedNumbers issue(String filing, Province province, String subjectKey, List<ServiceType> services) {
		Row row = rowOf(province, subjectKey).orElseGet(() -> {
			String serial = nextSerial(province);
			insert(province, serial, subjectKey, 0, NumberSource.ISSUED_HERE, null);
			return rowOf(province, subjectKey).orElseThrow();
		});
		if (row.highestSequence() + services.size() > ServiceNumber.MOST) {
			throw new Refusal(Refusal.Kind.CONFLICT, "number.sequences-used-up", row.number(province).toString());
		}
		this.jdbc.sql("insert into bf_number_issue (filing, number_id, issued_at) values (:filing, :number, :now)")
			.param("filing", filing)
			.param("number", row.id())
			.param("now", now())
			.update();
		for (int place = 0; place < services.size(); place++) {
			this.jdbc.sql("""
					insert into bf_service_number (number_id, sequence_no, service_type, filing, place)
					values (:number, :sequence, :type, :filing, :place)""")
				.param("number", row.id())
				.param("sequence", row.highestSequence() + place + 1)
				.param("type", services.get(place).name())
				.param("filing", filing)
				.param("place", place)
				.update();
		}
		raiseSequence(row.id(), row.highestSequence() + services.size());
		return find(filing).orElseThrow();
	}

	/** The numbers issued for this filing. */
	public Optional<IssuedNumbers> find(String filing) {
		Optional<FilingNumber> subject = this.jdbc.sql("""
				select n.province, n.serial from bf_number_issue i join bf_number n on n.id = i.number_id
				where i.filing = :filing""")
			.param("filing", filing)
			.query((row, index) -> number(row.getString(1), row.getString(2)))
			.optional();
		return subject.map((number) -> new IssuedNumbers(number, this.jdbc.sql("""
				select sequence_no, service_type from bf_service_number where filing = :filing order by place""")
			.param("filing", filing)
			.query((row, index) -> new ServiceNumber(number, row.getInt(1), ServiceType.valueOf(row.getString(2))))
			.list()));
	}

	/** The subject's number in force in this province. */
	public Optional<FilingNumber> numberOf(String provinceCode, String subjectKey) {
		Province province = province(provinceCode);
		return rowOf(province, subjectKey).map((row) -> row.number(province));
	}

	/** Where a number comes from; empty if it is not known here. */
	public Optional<NumberSource> sourceOf(FilingNumber number) {
		return this.jdbc.sql("select source from bf_number where province = :province and serial = :serial")
			.param("province", number.province().code())
			.param("serial", number.serial())
			.query(String.class)
			.optional()
			.map(NumberSource::valueOf);
	}

	/**
	 * Takes over a number issued elsewhere. Doing it again only raises the highest
	 * sequence.
	 * @param number the subject's number
	 * @param subjectKey blind index of the subject's certificate
	 * @param highestSequence the highest sequence ever given to one of its services, 0 if
	 * it has none
	 * @param source where it is known from, for people to read, up to 200 characters;
	 * never personal data
	 * @param actor who takes it over
	 * @throws Refusal if the number belongs to another subject or is retired, or the
	 * subject has another number in that province
	 */
	@Transactional
	public void importNumber(FilingNumber number, String subjectKey, int highestSequence, String source, Actor actor) {
		if (highestSequence < 0 || highestSequence > ServiceNumber.MOST || source == null || source.isBlank()
				|| source.length() > 200) {
			throw new Refusal(Refusal.Kind.MALFORMED, "number.import.form", String.valueOf(ServiceNumber.MOST));
		}
		Province province = lock(number.province().code());
		Optional<Row> borne = rowOf(province, subjectKey);
		if (borne.isPresent() && !borne.get().serial().equals(number.serial())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "number.import.has-another",
					borne.get().number(province).toString());
		}
		if (borne.isEmpty() && isUsed(province, number.serial())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "number.import.of-another", number.toString());
		}
		if (borne.isEmpty()) {
			insert(province, number.serial(), subjectKey, highestSequence, NumberSource.IMPORTED, source);
		}
		else {
			raiseSequence(borne.get().id(), Math.max(highestSequence, borne.get().highestSequence()));
		}
		this.audit.record("person:" + actor.id(), actor, "number.imported", Map.of("number", number.toString(),
				"highestSequence", String.valueOf(highestSequence), "source", source));
	}

	/**
	 * Ends a number whose subject was cancelled: it is never used again, and the same
	 * subject would get another one (domain.md §8.3).
	 */
	@Transactional
	public void retire(FilingNumber number) {
		Province province = lock(number.province().code());
		this.jdbc.sql("""
				update bf_number set bearer_key = null, retired_at = :now
				where province = :province and serial = :serial and retired_at is null""")
			.param("now", now())
			.param("province", province.code())
			.param("serial", number.serial())
			.update();
	}

	/**
	 * Lets one transaction at a time issue in a province. The rows of the provinces stand
	 * from the beginning, so nobody has to insert what he wants to lock.
	 */
	private Province lock(String provinceCode) {
		Province province = province(provinceCode);
		this.jdbc.sql("select province from bf_number_province where province = :province for update")
			.param("province", province.code())
			.query(String.class)
			.single();
		return province;
	}

	private static Province province(String code) {
		return Province.ofCode(code)
			.filter((province) -> province.code().equals(code))
			.orElseThrow(() -> new IllegalArgumentException("not the code of a province: " + code));
	}

	/** The next serial of the year that nobody brought along. */
	private String nextSerial(Province province) {
		int year = now().atZoneSameInstant(SHANGHAI).getYear();
		Optional<Integer> last = this.jdbc.sql(
				"select last_serial from bf_number_counter where province = :province and issued_in = :year for update")
			.param("province", province.code())
			.param("year", year)
			.query(Integer.class)
			.optional();
		int next = last.orElse(0) + 1;
		while (isUsed(province, serial(year, next))) {
			next++;
		}
		if (next > SERIAL_MOST) {
			throw new Refusal(Refusal.Kind.CONFLICT, "number.serials-used-up", province.title(),
					province.englishTitle(), String.valueOf(year));
		}
		String statement = last.isPresent()
				? "update bf_number_counter set last_serial = :serial where province = :province and issued_in = :year"
				: "insert into bf_number_counter (province, issued_in, last_serial) values (:province, :year, :serial)";
		this.jdbc.sql(statement).param("province", province.code()).param("year", year).param("serial", next).update();
		return serial(year, next);
	}

	private static String serial(int year, int number) {
		return String.format("%04d%06d", year, number);
	}

	private boolean isUsed(Province province, String serial) {
		return this.jdbc.sql("select count(*) from bf_number where province = :province and serial = :serial")
			.param("province", province.code())
			.param("serial", serial)
			.query(Integer.class)
			.single() > 0;
	}

	private Optional<Row> rowOf(Province province, String subjectKey) {
		return this.jdbc.sql("""
				select id, serial, highest_sequence from bf_number
				where province = :province and bearer_key = :subject""")
			.param("province", province.code())
			.param("subject", subjectKey)
			.query((row, index) -> new Row(row.getLong(1), row.getString(2), row.getInt(3)))
			.optional();
	}

	private void insert(Province province, String serial, String subjectKey, int highestSequence, NumberSource source,
			String note) {
		this.jdbc.sql("""
				insert into bf_number (province, serial, subject_key, bearer_key, highest_sequence, source, source_note,
				  created_at)
				values (:province, :serial, :subject, :subject, :sequence, :source, :note, :now)""")
			.param("province", province.code())
			.param("serial", serial)
			.param("subject", subjectKey)
			.param("sequence", highestSequence)
			.param("source", source.name())
			.param("note", note)
			.param("now", now())
			.update();
	}

	private void raiseSequence(long id, int sequence) {
		this.jdbc.sql("update bf_number set highest_sequence = :sequence where id = :id")
			.param("sequence", sequence)
			.param("id", id)
			.update();
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static FilingNumber number(String provinceCode, String serial) {
		return new FilingNumber(province(provinceCode), serial);
	}

	private record Row(long id, String serial, int highestSequence) {

		FilingNumber number(Province province) {
			return new FilingNumber(province, this.serial);
		}

	}

}
