package org.beianflow.register;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.beianflow.number.FilingNumber;
import org.beianflow.number.ServiceNumber;
import org.beianflow.privacy.FieldCipher;
import org.beianflow.site.DomainName;
import org.beianflow.site.ServiceType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectNature;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the register; names and contacts of persons are sealed. */
@Component
class RegisterRecords {

	/** Older records stay readable after a part was dropped. */
	private static final JsonMapper JSON = JsonMapper.builder()
		.addModule(new JavaTimeModule())
		.disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
		.build();

	private static final String PUBLIC = """
			select s.id, b.public_name, b.nature, b.number as main_licence, s.number as service_licence, s.service_type,
			  s.name, s.content_types, s.approved_on, s.suspended, s.state
			from bf_register_service s join bf_register_subject b on b.id = s.subject_id
			""";

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	RegisterRecords(JdbcClient jdbc, FieldCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	boolean isEntered(String filing) {
		return this.jdbc.sql("select count(*) from bf_register_entry where filing = :filing")
			.param("filing", filing)
			.query(Integer.class)
			.single() > 0;
	}

	void insertEntry(String filing, OffsetDateTime now) {
		this.jdbc.sql("insert into bf_register_entry (filing, entered_at) values (:filing, :now)")
			.param("filing", filing)
			.param("now", now)
			.update();
	}

	/** Inserts the subject, or gives it the details of this filing. */
	long putSubject(RegisterEntry entry, LocalDate today, OffsetDateTime now) {
		String number = entry.number().toString();
		FilingSubject subject = entry.subject();
		Optional<Long> known = subjectId(number);
		String statement = known.isPresent() ? """
				update bf_register_subject set subject_key = :key, nature = :nature, public_name = :name,
				  details = :details, state = 'ACTIVE', changed_at = :now where number = :number""" : """
				insert into bf_register_subject (number, subject_key, province, nature, public_name, details, state,
				  blacklisted, approved_on, changed_at)
				values (:number, :key, :province, :nature, :name, :details, 'ACTIVE', false, :today, :now)""";
		JdbcClient.StatementSpec sql = this.jdbc.sql(statement)
			.param("number", number)
			.param("key", entry.subjectKey())
			.param("nature", subject.nature().name())
			.param("name", Register.publicName(subject))
			.param("details", this.cipher.seal(json(subject), subjectContext(number)))
			.param("now", now);
		if (known.isEmpty()) {
			sql = sql.param("province", entry.number().province().code()).param("today", today);
		}
		sql.update();
		return subjectId(number).orElseThrow();
	}

	long insertService(long subject, String filing, RegisterEntry.Service service, LocalDate today,
			OffsetDateTime now) {
		String number = service.number().toString();
		this.jdbc
			.sql("""
					insert into bf_register_service (subject_id, number, service_type, name, content_types, details, state,
					  suspended, approved_on, filing, changed_at)
					values (:subject, :number, :type, :name, :contentTypes, :details, 'ACTIVE', false, :today, :filing, :now)""")
			.param("subject", subject)
			.param("number", number)
			.param("type", service.number().type().name())
			.param("name", service.website().name())
			.param("contentTypes", String.join(",", service.website().contentTypes()))
			.param("details", this.cipher.seal(json(service.website()), "register:service:" + number))
			.param("today", today)
			.param("filing", filing)
			.param("now", now)
			.update();
		return this.jdbc.sql("select id from bf_register_service where number = :number")
			.param("number", number)
			.query(Long.class)
			.single();
	}

	void insertDomains(long service, List<DomainName> domains) {
		for (int place = 0; place < domains.size(); place++) {
			this.jdbc.sql("""
					insert into bf_register_domain (service_id, place, unicode_name, ascii_name, filed_name)
					values (:service, :place, :unicode, :ascii, :ascii)""")
				.param("service", service)
				.param("place", place)
				.param("unicode", domains.get(place).unicode())
				.param("ascii", domains.get(place).ascii())
				.update();
		}
	}

	void insertAccess(long service, RegisterEntry.Access access) {
		this.jdbc.sql("""
				insert into bf_register_access (service_id, provider, access_type, server_region, addresses, instance)
				values (:service, :provider, :type, :region, :addresses, :instance)""")
			.param("service", service)
			.param("provider", access.providerId())
			.param("type", access.accessType())
			.param("region", access.serverRegion())
			.param("addresses", String.join("\n", access.addresses()))
			.param("instance", access.instanceId())
			.update();
	}

	boolean isFiled(DomainName domain) {
		return this.jdbc.sql("select count(*) from bf_register_domain where filed_name = :ascii")
			.param("ascii", domain.ascii())
			.query(Integer.class)
			.single() > 0;
	}

	List<PublicRecord> byServiceNumber(ServiceNumber number) {
		return this.jdbc.sql(PUBLIC + "where s.number = :number")
			.param("number", number.toString())
			.query(this::publicRecord)
			.list();
	}

	List<PublicRecord> bySubjectNumber(FilingNumber number) {
		return this.jdbc.sql(PUBLIC + "where b.number = :number order by s.id")
			.param("number", number.toString())
			.query(this::publicRecord)
			.list();
	}

	List<PublicRecord> byDomain(DomainName domain) {
		return this.jdbc
			.sql(PUBLIC + "where s.id in (select service_id from bf_register_domain where filed_name = :ascii)")
			.param("ascii", domain.ascii())
			.query(this::publicRecord)
			.list();
	}

	private PublicRecord publicRecord(ResultSet row, int index) throws SQLException {
		String contentTypes = row.getString("content_types");
		return new PublicRecord(row.getString("public_name"), SubjectNature.valueOf(row.getString("nature")),
				row.getString("main_licence"), row.getString("service_licence"),
				ServiceType.valueOf(row.getString("service_type")), row.getString("name"), domains(row.getLong("id")),
				contentTypes.isEmpty() ? List.of() : Arrays.asList(contentTypes.split(",")),
				row.getObject("approved_on", LocalDate.class), row.getBoolean("suspended"),
				ServiceState.valueOf(row.getString("state")));
	}

	private List<String> domains(long service) {
		return this.jdbc.sql("select unicode_name from bf_register_domain where service_id = :service order by place")
			.param("service", service)
			.query(String.class)
			.list();
	}

	List<FiledSubject> ofSubject(String subjectKey) {
		return this.jdbc
			.sql("select number, state, blacklisted from bf_register_subject where subject_key = :key order by id desc")
			.param("key", subjectKey)
			.query((row, index) -> new FiledSubject(FilingNumber.parse(row.getString("number")),
					SubjectState.valueOf(row.getString("state")), row.getBoolean("blacklisted")))
			.list();
	}

	Optional<SubjectState> subjectState(FilingNumber number) {
		return this.jdbc.sql("select state from bf_register_subject where number = :number")
			.param("number", number.toString())
			.query(String.class)
			.optional()
			.map(SubjectState::valueOf);
	}

	Optional<FilingSubject> subject(FilingNumber number) {
		return this.jdbc.sql("select details from bf_register_subject where number = :number")
			.param("number", number.toString())
			.query((row, index) -> row.getBytes(1))
			.optional()
			.map((sealed) -> subject(this.cipher.open(sealed, subjectContext(number.toString()))));
	}

	Optional<ServiceState> lockService(ServiceNumber number) {
		// The subject first: so do all who change the state of services.
		lockSubject(number.subject());
		return this.jdbc.sql("select state from bf_register_service where number = :number for update")
			.param("number", number.toString())
			.query(String.class)
			.optional()
			.map(ServiceState::valueOf);
	}

	Optional<SubjectState> lockSubject(FilingNumber number) {
		return this.jdbc.sql("select state from bf_register_subject where number = :number for update")
			.param("number", number.toString())
			.query(String.class)
			.optional()
			.map(SubjectState::valueOf);
	}

	void setServiceState(ServiceNumber number, ServiceState state, OffsetDateTime now) {
		this.jdbc.sql("update bf_register_service set state = :state, changed_at = :now where number = :number")
			.param("state", state.name())
			.param("now", now)
			.param("number", number.toString())
			.update();
		if (state == ServiceState.CANCELLED) {
			this.jdbc.sql("""
					update bf_register_domain set filed_name = null
					where service_id = (select id from bf_register_service where number = :number)""")
				.param("number", number.toString())
				.update();
		}
		this.jdbc
			.sql("""
					update bf_register_subject set changed_at = :now, state = case when exists (
					  select 1 from bf_register_service s where s.subject_id = bf_register_subject.id and s.state <> 'CANCELLED')
					  then 'ACTIVE' else 'SHELL' end
					where number = :subject and state <> 'CANCELLED'""")
			.param("now", now)
			.param("subject", number.subject().toString())
			.update();
	}

	void setSuspended(ServiceNumber number, boolean suspended, OffsetDateTime now) {
		this.jdbc.sql("update bf_register_service set suspended = :suspended, changed_at = :now where number = :number")
			.param("suspended", suspended)
			.param("now", now)
			.param("number", number.toString())
			.update();
	}

	void setBlacklisted(FilingNumber number, boolean blacklisted, OffsetDateTime now) {
		this.jdbc
			.sql("update bf_register_subject set blacklisted = :blacklisted, changed_at = :now where number = :number")
			.param("blacklisted", blacklisted)
			.param("now", now)
			.param("number", number.toString())
			.update();
	}

	boolean isBlacklisted(String subjectKey) {
		return this.jdbc.sql("select count(*) from bf_register_subject where subject_key = :key and blacklisted")
			.param("key", subjectKey)
			.query(Integer.class)
			.single() > 0;
	}

	void cancel(FilingNumber number, OffsetDateTime now) {
		long subject = subjectId(number.toString()).orElseThrow();
		this.jdbc.sql("update bf_register_subject set state = 'CANCELLED', changed_at = :now where id = :subject")
			.param("now", now)
			.param("subject", subject)
			.update();
		this.jdbc
			.sql("update bf_register_service set state = 'CANCELLED', changed_at = :now where subject_id = :subject")
			.param("now", now)
			.param("subject", subject)
			.update();
		this.jdbc.sql("""
				update bf_register_domain set filed_name = null
				where service_id in (select id from bf_register_service where subject_id = :subject)""")
			.param("subject", subject)
			.update();
	}

	private Optional<Long> subjectId(String number) {
		return this.jdbc.sql("select id from bf_register_subject where number = :number")
			.param("number", number)
			.query(Long.class)
			.optional();
	}

	private static String subjectContext(String number) {
		return "register:subject:" + number;
	}

	private static String json(Object value) {
		try {
			return JSON.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("cannot be written as JSON", ex);
		}
	}

	private static FilingSubject subject(String json) {
		try {
			return JSON.readValue(json, FilingSubject.class);
		}
		catch (JsonProcessingException ex) {
			// Its message would quote what was sealed.
			throw new IllegalStateException("a sealed subject is not readable");
		}
	}

}
