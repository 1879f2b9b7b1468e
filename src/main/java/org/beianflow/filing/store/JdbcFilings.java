package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.filing.Counters;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingKind;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSettings;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.FlowProfile;
import org.beianflow.privacy.BlindIndex;
import org.beianflow.privacy.FieldCipher;
import org.beianflow.privacy.Masking;
import org.beianflow.site.DomainName;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Filings in the database: the form sealed, what lists need beside it. */
@Repository
class JdbcFilings implements Filings {

	private static final int PROVINCE_LENGTH = 6;

	private static final int SHOWN_NAME_LENGTH = 200;

	private static final String SUMMARY = """
			select reference, kind, state, applicant_id, province, shown_name, shown_domain, round, state_since,
			       filing_number
			from bf_filing
			""";

	private final JdbcClient jdbc;

	private final Counters counters;

	private final FieldCipher cipher;

	private final BlindIndex blindIndex;

	private final ObjectMapper json;

	private final SearchKeys searchKeys;

	JdbcFilings(JdbcClient jdbc, Counters counters, FieldCipher cipher, BlindIndex blindIndex, ObjectMapper json,
			SearchKeys searchKeys) {
		this.jdbc = jdbc;
		this.counters = counters;
		this.cipher = cipher;
		this.blindIndex = blindIndex;
		this.json = json;
		this.searchKeys = searchKeys;
	}

	@Override
	public FilingReference nextReference(Instant at) {
		YearMonth month = YearMonth.from(at.atZone(FilingSettings.ZONE));
		return FilingReference.of(month, this.counters.next("filing-" + month));
	}

	@Override
	@Transactional
	public void add(Filing filing) {
		Filing.Memento row = filing.memento();
		this.jdbc.sql("""
				insert into bf_filing (reference, kind, applicant_id, province, profile, state, round, return_cause,
				  access_data_only,
				  listed_paths, listed_materials, form, nature, shown_name, shown_domain, subject_key, running_subject,
				  created_at, last_edited_at, submitted_at, state_since, version)
				values (:reference, :kind, :applicant, :province, :profile, :state, :round, :cause,
				  :accessOnly, :paths, :materials, :form, :nature, :name, :domain, :subjectKey, :running,
				  :createdAt, :editedAt, :submittedAt, :stateSince, 1)
				""").params(columns(row)).update();
		appendSteps(filing);
		replaceDomains(row);
		replaceKeys(row);
	}

	@Override
	public Optional<Filing> find(FilingReference reference) {
		return query(reference, "");
	}

	@Override
	@Transactional(propagation = Propagation.MANDATORY)
	public Filing load(FilingReference reference) {
		return query(reference, " for update")
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "filing.reference.unknown", reference.value()));
	}

	private Optional<Filing> query(FilingReference reference, String lock) {
		return this.jdbc.sql("select * from bf_filing where reference = :reference" + lock)
			.param("reference", reference.value())
			.query(this::filing)
			.optional();
	}

	@Override
	@Transactional(propagation = Propagation.MANDATORY)
	public void save(Filing filing) {
		Filing.Memento row = filing.memento();
		int changed;
		try {
			changed = this.jdbc
				.sql("""
						update bf_filing set province = :province, profile = :profile, state = :state, round = :round,
						  return_cause = :cause, access_data_only = :accessOnly, listed_paths = :paths, listed_materials = :materials, form = :form,
						  nature = :nature, shown_name = :name, shown_domain = :domain, subject_key = :subjectKey,
						  running_subject = :running, last_edited_at = :editedAt, submitted_at = :submittedAt,
						  state_since = :stateSince, version = version + 1
						where reference = :reference and version = :version
						""")
				.params(columns(row))
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.subject.running");
		}
		if (changed == 0) {
			throw new Refusal(Refusal.Kind.STALE, "filing.stale", row.reference());
		}
		appendSteps(filing);
		replaceDomains(row);
		replaceKeys(row);
	}

	private Map<String, Object> columns(Filing.Memento row) {
		Map<String, Object> columns = new HashMap<>();
		FilingSubject subject = row.form().subject();
		String subjectKey = subjectKey(subject);
		columns.put("reference", row.reference());
		columns.put("version", row.version());
		columns.put("kind", row.kind().name());
		columns.put("applicant", row.applicantId());
		columns.put("province", province(row.province()));
		columns.put("profile", name(row.profile()));
		columns.put("state", row.state().name());
		columns.put("round", row.round());
		columns.put("cause", name(row.returnCause()));
		columns.put("accessOnly", row.accessDataOnly());
		columns.put("paths", String.join("\n", row.listedPaths()));
		columns.put("materials", String.join("\n", row.listedMaterials()));
		columns.put("form", this.cipher.seal(write(row.form()), context(row.reference())));
		columns.put("nature", (subject != null) ? name(subject.nature()) : null);
		columns.put("name", shortened(shownName(subject)));
		columns.put("domain", domains(row.form()).stream().findFirst().orElse(null));
		columns.put("subjectKey", subjectKey);
		columns.put("running", (row.round() > 0 && !row.state().ended()) ? subjectKey : null);
		columns.put("createdAt", utc(row.createdAt()));
		columns.put("editedAt", utc(row.lastEditedAt()));
		columns.put("submittedAt", utc(row.submittedAt()));
		columns.put("stateSince", utc(row.stateSince()));
		return columns;
	}

	/**
	 * A draft may hold anything; what is no code of a province stays in the sealed form
	 * and is named by the checks.
	 */
	private static String province(String code) {
		return (code != null && code.length() <= PROVINCE_LENGTH) ? code : null;
	}

	private static String shortened(String name) {
		return (name != null && name.length() > SHOWN_NAME_LENGTH) ? name.substring(0, SHOWN_NAME_LENGTH - 1) + "…"
				: name;
	}

	private String subjectKey(FilingSubject subject) {
		return (subject != null) ? this.blindIndex.of(BlindIndex.ID_NUMBER, subject.certificateKey()) : null;
	}

	private static String shownName(FilingSubject subject) {
		if (subject == null || subject.name() == null) {
			return null;
		}
		return (subject.nature() == SubjectNature.INDIVIDUAL) ? Masking.name(subject.name()) : subject.name();
	}

	private static Set<String> domains(FilingForm form) {
		Set<String> domains = new LinkedHashSet<>();
		for (FilingForm.ServiceEntry service : form.services()) {
			if (service.website() != null && service.website().domains() != null) {
				service.website()
					.domains()
					.stream()
					.map(JdbcFilings::ascii)
					.flatMap(Optional::stream)
					.forEach(domains::add);
			}
		}
		return domains;
	}

	/** A draft may hold anything; what is no domain is left out of lists and searches. */
	private static Optional<String> ascii(String entered) {
		try {
			return Optional.of(DomainName.parse(entered).ascii());
		}
		catch (IllegalArgumentException | NullPointerException ex) {
			return Optional.empty();
		}
	}

	/** Drafts are their applicant's own business and found by nobody. */
	private void replaceKeys(Filing.Memento row) {
		if (row.round() > 0) {
			this.searchKeys.keep(row.reference(), row.form());
		}
	}

	private void replaceDomains(Filing.Memento row) {
		this.jdbc.sql("delete from bf_filing_domain where reference = ?").param(row.reference()).update();
		for (String domain : domains(row.form())) {
			this.jdbc.sql("insert into bf_filing_domain (reference, domain) values (?, ?)")
				.params(row.reference(), domain)
				.update();
		}
	}

	private void appendSteps(Filing filing) {
		if (filing.newSteps().isEmpty()) {
			return;
		}
		String reference = filing.reference().value();
		int seq = 0;
		Instant entered = null;
		Optional<Left> last = this.jdbc
			.sql("select seq, at from bf_filing_step where reference = ? order by seq desc fetch first row only")
			.param(reference)
			.query((rs, row) -> new Left(rs.getInt("seq"), instant(rs, "at")))
			.optional();
		if (last.isPresent()) {
			seq = last.get().seq();
			entered = last.get().at();
		}
		for (Filing.Step step : filing.newSteps()) {
			this.jdbc
				.sql("""
						insert into bf_filing_step (reference, seq, from_state, to_state, at, actor_kind, actor_id, province,
						  lasted_seconds)
						values (?, ?, ?, ?, ?, ?, ?, ?, ?)
						""")
				.params(reference, ++seq, name(step.from()), step.to().name(), utc(step.at()),
						step.actor().kind().name(), step.actor().id(), province(filing.province()),
						(entered != null) ? Duration.between(entered, step.at()).toSeconds() : null)
				.update();
			entered = step.at();
		}
	}

	/** The last step so far. */
	private record Left(int seq, Instant at) {

	}

	@Override
	public List<Filing.Step> history(FilingReference reference) {
		return this.jdbc.sql("select * from bf_filing_step where reference = ? order by seq")
			.param(reference.value())
			.query((rs, row) -> new Filing.Step(value(FilingState.class, rs.getString("from_state")),
					FilingState.valueOf(rs.getString("to_state")), instant(rs, "at"),
					new Actor(Actor.Kind.valueOf(rs.getString("actor_kind")), rs.getString("actor_id"))))
			.list();
	}

	@Override
	public List<FilingSummary> ofApplicant(String applicantId) {
		return this.jdbc.sql(SUMMARY + "where applicant_id = ? order by reference desc")
			.param(applicantId)
			.query(JdbcFilings::summary)
			.list();
	}

	@Override
	public List<FilingSummary> summaries(Collection<String> references) {
		if (references.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql(SUMMARY + "where reference in (:references)")
			.param("references", references)
			.query(JdbcFilings::summary)
			.list();
	}

	@Override
	public List<String> runningWithDomain(FilingReference except, List<String> asciiDomains) {
		if (asciiDomains.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("""
				select distinct d.reference from bf_filing_domain d join bf_filing f on f.reference = d.reference
				where d.domain in (:domains) and f.running_subject is not null and d.reference <> :except
				""").param("domains", asciiDomains).param("except", except.value()).query(String.class).list();
	}

	@Override
	public String subjectKey(FilingReference reference) {
		return this.jdbc.sql("select subject_key from bf_filing where reference = ?")
			.param(reference.value())
			.query(String.class)
			.single();
	}

	@Override
	public boolean mobileOfAnother(FilingReference reference, PersonInCharge person) {
		return this.searchKeys.mobileOfAnother(reference.value(), person);
	}

	@Override
	public void recordNumber(FilingReference reference, String filingNumber) {
		this.jdbc.sql("update bf_filing set filing_number = ? where reference = ?")
			.params(filingNumber, reference.value())
			.update();
	}

	@Override
	public List<FilingReference> ended(Instant lapsedBefore, Instant endedBefore, String after, int limit) {
		return this.jdbc.sql("""
				select reference from bf_filing where erased_at is null and reference > :after
				  and (((state = 'EXPIRED' or (state = 'ABANDONED' and round = 0)) and state_since <= :lapsed)
				    or (((state = 'ABANDONED' and round > 0) or state in ('WITHDRAWN', 'REFUSED', 'NOT_ACCEPTED'))
				      and state_since <= :ended))
				order by reference fetch first :limit rows only
				""")
			.param("after", after)
			.param("lapsed", utc(lapsedBefore))
			.param("ended", utc(endedBefore))
			.param("limit", limit)
			.query((rs, row) -> new FilingReference(rs.getString(1)))
			.list();
	}

	@Override
	public void erased(FilingReference reference, Instant at) {
		this.jdbc.sql("update bf_filing set erased_at = ? where reference = ?")
			.params(utc(at), reference.value())
			.update();
	}

	@Override
	@Transactional
	public void deleteDraft(FilingReference reference) {
		this.jdbc.sql("delete from bf_idempotency where reference = ?").param(reference.value()).update();
		this.jdbc.sql("delete from bf_filing_domain where reference = ?").param(reference.value()).update();
		this.jdbc.sql("delete from bf_filing_key where reference = ?").param(reference.value()).update();
		this.jdbc.sql("delete from bf_filing_step where reference = ?").param(reference.value()).update();
		this.jdbc.sql("delete from bf_filing where reference = ? and round = 0").param(reference.value()).update();
	}

	private Filing filing(ResultSet rs, int row) throws SQLException {
		String reference = rs.getString("reference");
		return Filing.stored(new Filing.Memento(reference, FilingKind.valueOf(rs.getString("kind")),
				rs.getString("applicant_id"), instant(rs, "created_at"), rs.getLong("version"),
				read(this.cipher.open(rs.getBytes("form"), context(reference))),
				FilingState.valueOf(rs.getString("state")), rs.getString("province"),
				value(FlowProfile.class, rs.getString("profile")), rs.getInt("round"), instant(rs, "state_since"),
				instant(rs, "last_edited_at"), instant(rs, "submitted_at"),
				value(Filing.ReturnCause.class, rs.getString("return_cause")), rs.getBoolean("access_data_only"),
				lines(rs.getString("listed_paths")), lines(rs.getString("listed_materials"))));
	}

	private static FilingSummary summary(ResultSet rs, int row) throws SQLException {
		return new FilingSummary(rs.getString("reference"), FilingKind.valueOf(rs.getString("kind")),
				FilingState.valueOf(rs.getString("state")), rs.getString("applicant_id"), rs.getString("province"),
				rs.getString("shown_name"), rs.getString("shown_domain"), rs.getInt("round"),
				instant(rs, "state_since"), rs.getString("filing_number"));
	}

	private String write(FilingForm form) {
		try {
			return this.json.writeValueAsString(form);
		}
		catch (JsonProcessingException ex) {
			// Without the cause: its message can quote personal data.
			throw new IllegalStateException("a form cannot be written as JSON");
		}
	}

	private FilingForm read(String form) {
		try {
			return this.json.readValue(form, FilingForm.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a stored form cannot be read");
		}
	}

	/** Binds the sealed form to its row, so that it opens in no other. */
	static String context(String reference) {
		return "bf_filing.form:" + reference;
	}

	private static Set<String> lines(String text) {
		return text.lines().filter((line) -> !line.isBlank()).collect(Collectors.toCollection(TreeSet::new));
	}

	private static String name(Enum<?> value) {
		return (value != null) ? value.name() : null;
	}

	private static <E extends Enum<E>> E value(Class<E> type, String name) {
		return (name != null) ? Enum.valueOf(type, name) : null;
	}

	private static OffsetDateTime utc(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
