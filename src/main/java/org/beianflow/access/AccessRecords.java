package org.beianflow.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;

/** The tables of this module. */
class AccessRecords {

	private static final String VERIFICATION = """
			select id, filing, round, province, token, state, notice_sent_at, window_number, opened_at, due_at,
				next_probe_at, restart_due_at, requested_at, dismissed
			from bf_access_verification
			""";

	private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, List<String>>> DETAILS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	AccessRecords(JdbcClient jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	/** The latest verification of a filing. */
	Optional<Verification> latest(String filing) {
		return this.jdbc.sql(VERIFICATION + " where filing = :filing order by round desc fetch first 1 rows only")
			.param("filing", filing)
			.query((row, number) -> verification(row))
			.optional()
			.map(this::withTargets);
	}

	/** The same row, kept from others until the transaction ends. */
	Verification lock(Verification verification) {
		return withTargets(this.jdbc.sql(VERIFICATION + " where id = :id for update")
			.param("id", verification.id())
			.query((row, number) -> verification(row))
			.single());
	}

	void insert(String filing, int round, String province, String token, List<VerificationTarget> targets,
			Instant now) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_access_verification (filing, round, province, token, state, window_number, created_at)
				values (:filing, :round, :province, :token, :state, 0, :now)
				""")
			.param("filing", filing)
			.param("round", round)
			.param("province", province)
			.param("token", token)
			.param("state", VerificationState.PREPARED.name())
			.param("now", stored(now))
			.update(key, "id");
		insertTargets(key.getKeyAs(Number.class).longValue(), targets);
	}

	void replaceTargets(Verification verification, List<VerificationTarget> targets) {
		this.jdbc.sql("delete from bf_access_target where verification_id = :id")
			.param("id", verification.id())
			.update();
		insertTargets(verification.id(), targets);
	}

	private void insertTargets(long id, List<VerificationTarget> targets) {
		for (int i = 0; i < targets.size(); i++) {
			VerificationTarget target = targets.get(i);
			this.jdbc.sql("""
					insert into bf_access_target
						(verification_id, position, domain, home, service_name, addresses, provider)
					values (:id, :position, :domain, :home, :name, :addresses, :provider)
					""")
				.param("id", id)
				.param("position", i)
				.param("domain", target.domain())
				.param("home", target.home())
				.param("name", target.serviceName())
				.param("addresses", String.join(" ", target.addresses()))
				.param("provider", target.provider())
				.update();
		}
	}

	void save(Verification verification, Instant now) {
		this.jdbc.sql("""
				update bf_access_verification set state = :state, notice_sent_at = :noticeSentAt,
					window_number = :window, opened_at = :openedAt, due_at = :dueAt, next_probe_at = :nextProbeAt,
					restart_due_at = :restartDueAt, requested_at = :requestedAt, dismissed = :dismissed,
					ended_at = :endedAt
				where id = :id
				""")
			.param("state", verification.state().name())
			.param("noticeSentAt", stored(verification.noticeSentAt()))
			.param("window", verification.window())
			.param("openedAt", stored(verification.openedAt()))
			.param("dueAt", stored(verification.dueAt()))
			.param("nextProbeAt", stored(verification.nextProbeAt()))
			.param("restartDueAt", stored(verification.restartDueAt()))
			.param("requestedAt", stored(verification.requestedAt()))
			.param("dismissed", verification.dismissed())
			.param("endedAt", verification.state().isFinal() ? stored(now) : null)
			.param("id", verification.id())
			.update();
	}

	int attempts(String filing) {
		return this.jdbc.sql("select coalesce(max(number), 0) from bf_access_attempt where filing = :filing")
			.param("filing", filing)
			.query(Integer.class)
			.single();
	}

	void insert(Verification verification, AccessAttempt attempt) {
		GeneratedKeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_access_attempt (verification_id, filing, number, window_number, requested, verdict,
					started_at, finished_at)
				values (:id, :filing, :number, :window, :requested, :verdict, :startedAt, :finishedAt)
				""")
			.param("id", verification.id())
			.param("filing", verification.filing())
			.param("number", attempt.number())
			.param("window", attempt.window())
			.param("requested", attempt.requested())
			.param("verdict", attempt.verdict().name())
			.param("startedAt", stored(attempt.startedAt()))
			.param("finishedAt", stored(attempt.finishedAt()))
			.update(key, "id");
		long id = key.getKeyAs(Number.class).longValue();
		for (int i = 0; i < attempt.checks().size(); i++) {
			CheckResult check = attempt.checks().get(i);
			this.jdbc.sql("""
					insert into bf_access_check (attempt_id, position, kind, domain, verdict, finding, arguments,
						expected, seen, checked_at, details)
					values (:id, :position, :kind, :domain, :verdict, :finding, :arguments, :expected, :seen, :at,
						:details)
					""")
				.param("id", id)
				.param("position", i)
				.param("kind", check.kind().name())
				.param("domain", check.domain())
				.param("verdict", check.verdict().name())
				.param("finding", check.finding())
				.param("arguments", written(check.arguments()))
				.param("expected", check.expected())
				.param("seen", check.seen())
				.param("at", stored(check.at()))
				.param("details", written(check.details()))
				.update();
		}
	}

	/** Attempts of a filing, newest first. */
	List<AccessAttempt> evidence(String filing, int limit) {
		Map<Long, AccessAttempt> attempts = new LinkedHashMap<>();
		this.jdbc.sql("""
				select id, number, window_number, requested, verdict, started_at, finished_at
				from bf_access_attempt where filing = :filing order by number desc fetch first :limit rows only
				""").param("filing", filing).param("limit", limit).query((row) -> {
			attempts.put(row.getLong("id"),
					new AccessAttempt(row.getInt("number"), row.getInt("window_number"), row.getBoolean("requested"),
							instant(row, "started_at"), instant(row, "finished_at"),
							Verdict.valueOf(row.getString("verdict")), List.of()));
		});
		if (attempts.isEmpty()) {
			return List.of();
		}
		Map<Long, List<CheckResult>> checks = checks(attempts.keySet());
		return attempts.entrySet()
			.stream()
			.map((entry) -> entry.getValue().with(checks.getOrDefault(entry.getKey(), List.of())))
			.toList();
	}

	private Map<Long, List<CheckResult>> checks(Collection<Long> attempts) {
		Map<Long, List<CheckResult>> checks = new HashMap<>();
		this.jdbc.sql("""
				select attempt_id, kind, domain, verdict, finding, arguments, expected, seen, checked_at, details
				from bf_access_check where attempt_id in (:attempts) order by attempt_id, position
				""").param("attempts", attempts).query((row) -> {
			checks.computeIfAbsent(row.getLong("attempt_id"), (id) -> new ArrayList<>()).add(check(row));
		});
		return checks;
	}

	private CheckResult check(ResultSet row) throws SQLException {
		return new CheckResult(CheckKind.valueOf(row.getString("kind")), row.getString("domain"),
				Verdict.valueOf(row.getString("verdict")), row.getString("finding"),
				read(row.getString("arguments"), TEXTS), row.getString("expected"), row.getString("seen"),
				instant(row, "checked_at"), read(row.getString("details"), DETAILS));
	}

	void insertManual(Verification verification, String materialVersionId, String statement, Instant now, String by) {
		this.jdbc.sql("""
				insert into bf_access_manual (verification_id, material_version_id, statement, submitted_at,
					submitted_by)
				values (:id, :material, :statement, :now, :by)
				""")
			.param("id", verification.id())
			.param("material", materialVersionId)
			.param("statement", statement)
			.param("now", stored(now))
			.param("by", by)
			.update();
	}

	void decideManual(Verification verification, boolean accepted, String reason, Instant now, String by) {
		this.jdbc.sql("""
				update bf_access_manual set accepted = :accepted, reason = :reason, decided_at = :now, decided_by = :by
				where verification_id = :id and decided_at is null
				""")
			.param("accepted", accepted)
			.param("reason", reason)
			.param("now", stored(now))
			.param("by", by)
			.param("id", verification.id())
			.update();
	}

	/** What was last put before a person. */
	Optional<ManualEvidence> manual(Verification verification) {
		return this.jdbc.sql("""
				select material_version_id, statement, submitted_at, accepted, reason, decided_at
				from bf_access_manual where verification_id = :id order by id desc fetch first 1 rows only
				""")
			.param("id", verification.id())
			.query((row, number) -> new ManualEvidence(row.getString("material_version_id"), row.getString("statement"),
					instant(row, "submitted_at"), (Boolean) row.getObject("accepted"), row.getString("reason"),
					instant(row, "decided_at")))
			.optional();
	}

	private static Verification verification(ResultSet row) throws SQLException {
		return new Verification(row.getLong("id"), row.getString("filing"), row.getInt("round"),
				row.getString("province"), row.getString("token"), VerificationState.valueOf(row.getString("state")),
				instant(row, "notice_sent_at"), row.getInt("window_number"), instant(row, "opened_at"),
				instant(row, "due_at"), instant(row, "next_probe_at"), instant(row, "restart_due_at"),
				instant(row, "requested_at"), row.getString("dismissed"), List.of());
	}

	private Verification withTargets(Verification verification) {
		return verification.with(this.jdbc.sql("""
				select domain, home, service_name, addresses, provider from bf_access_target
				where verification_id = :id order by position
				""")
			.param("id", verification.id())
			.query((row, number) -> new VerificationTarget(row.getString("domain"),
					Objects.requireNonNullElse(row.getString("home"), row.getString("domain")),
					row.getString("service_name"), List.of(row.getString("addresses").split(" ")),
					row.getString("provider")))
			.list());
	}

	private String written(Object value) {
		try {
			return this.json.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private <T> T read(String text, TypeReference<T> type) {
		try {
			return this.json.readValue(text, type);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static OffsetDateTime stored(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet row, String column) throws SQLException {
		OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
