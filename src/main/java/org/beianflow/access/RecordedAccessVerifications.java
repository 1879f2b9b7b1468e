package org.beianflow.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.site.ServerAddress;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Verifications kept in the database. */
@Service
class RecordedAccessVerifications implements AccessVerifications {

	private static final Actor CHECKER = Actor.system("access-verification");

	private static final int TOKEN_BYTES = 16;

	private static final int LONGEST_TEXT = 2000;

	private static final int MOST_EVIDENCE = 500;

	/** The last probe on schedule comes so long before the window ends. */
	private static final Duration LAST_CHANCE = Duration.ofMinutes(2);

	private final AccessRecords records;

	private final AccessProbe probe;

	private final AccessDeadlines deadlines;

	private final AccessProcess process;

	private final AuditTrail audit;

	private final AccessSettings settings;

	private final Clock clock;

	private final TransactionTemplate transaction;

	private final SecureRandom random = new SecureRandom();

	RecordedAccessVerifications(AccessRecords records, AccessProbe probe, AccessDeadlines deadlines,
			AccessProcess process, AuditTrail audit, AccessSettings settings, Clock clock,
			PlatformTransactionManager transactions) {
		this.records = records;
		this.probe = probe;
		this.deadlines = deadlines;
		this.process = process;
		this.audit = audit;
		this.settings = settings;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	@Transactional
	public AccessStatus open(String filing, String province, List<VerificationTarget> targets) {
		List<VerificationTarget> tidy = targets.stream().map(RecordedAccessVerifications::tidy).toList();
		if (tidy.isEmpty()) {
			throw new IllegalArgumentException("Nothing to verify in " + filing);
		}
		Optional<Verification> before = this.records.latest(filing);
		if (before.isPresent() && !before.get().state().isFinal()) {
			Verification running = this.records.lock(before.get());
			if (!running.targets().equals(tidy)) {
				this.records.replaceTargets(running, tidy);
				this.audit.record(filing, CHECKER, "access.targetsChanged", Map.of());
			}
			return status(filing);
		}
		byte[] secret = new byte[TOKEN_BYTES];
		this.random.nextBytes(secret);
		this.records.insert(filing, before.map(Verification::round).orElse(0) + 1, province,
				HexFormat.of().formatHex(secret), tidy, this.clock.instant());
		return status(filing);
	}

	/** Literals in one form, without spaces; a wrong one is an error of the caller. */
	private static VerificationTarget tidy(VerificationTarget target) {
		List<String> addresses = target.addresses().stream().map((address) -> address.replaceAll("\\s+", "")).toList();
		addresses.forEach(ServerAddress::parse);
		return new VerificationTarget(target.domain(), target.home(), target.serviceName(), addresses,
				target.provider());
	}

	@Override
	@Transactional
	public void noticeSent(String filing, Instant at) {
		Verification verification = locked(filing);
		if (verification.state() == VerificationState.PREPARED && verification.noticeSentAt() == null) {
			this.records.save(verification.noticeSent(at), this.clock.instant());
		}
	}

	@Override
	@Transactional
	public AccessWindow openWindow(String filing) {
		Verification verification = locked(filing);
		Instant now = this.clock.instant();
		if (verification.state() != VerificationState.OPEN) {
			int number = verification.window() + 1;
			Instant from = from(verification, now);
			if (verification.state() == VerificationState.RETRY_WAITING) {
				this.deadlines.closeRestart(filing);
			}
			Instant to = this.deadlines.openWindow(filing, verification.province(), number, from);
			verification = verification.windowOpened(number, from, to, now);
			this.records.save(verification, now);
			this.audit.record(filing, CHECKER, "access.windowOpened",
					Map.of("window", String.valueOf(number), "dueAt", to.toString()));
		}
		return new AccessWindow(verification.window(), AccessDeadlines.window(verification.window()),
				verification.openedAt(), verification.dueAt(),
				this.deadlines.nextWindowReminder(filing, verification.window()));
	}

	private static Instant from(Verification verification, Instant now) {
		Instant from = switch (verification.state()) {
			case PREPARED -> verification.noticeSentAt();
			case RETRY_WAITING -> verification.requestedAt();
			default -> throw new IllegalStateException(
					verification.filing() + " cannot open a window: " + verification.state());
		};
		return (from != null) ? from : now;
	}

	/**
	 * The network comes before the row is locked: whoever asks for something meanwhile
	 * does not wait for a slow site.
	 */
	@Override
	public ProbeOutcome probe(String filing) {
		Verification verification = current(filing);
		if (verification.state() == VerificationState.PASSED) {
			return new ProbeOutcome(ProbeOutcome.Next.PASSED, null);
		}
		Instant startedAt = this.clock.instant();
		if (verification.state() != VerificationState.OPEN || !verification.mayProbe(startedAt)) {
			return new ProbeOutcome(ProbeOutcome.Next.WAIT, startedAt.plus(this.settings.schedule().seldom()));
		}
		List<CheckResult> checks = this.probe.attempt(verification.targets(), verification.token());
		return this.transaction.execute((status) -> record(filing, startedAt, checks));
	}

	private ProbeOutcome record(String filing, Instant startedAt, List<CheckResult> checks) {
		Verification verification = locked(filing);
		Instant now = this.clock.instant();
		boolean requested = verification.requestedAt() != null && !verification.requestedAt().isAfter(startedAt);
		Instant openRequest = requested ? null : verification.requestedAt();
		Verdict verdict = checks.stream().map(CheckResult::verdict).reduce(Verdict.PASS, Verdict::and);
		AccessAttempt attempt = new AccessAttempt(this.records.attempts(filing) + 1, verification.window(), requested,
				startedAt, now, verdict, checks);
		this.records.insert(verification, attempt);
		this.audit.record(filing, CHECKER, "access.probed",
				Map.of("attempt", String.valueOf(attempt.number()), "verdict", verdict.name()));
		boolean met = checks.stream().noneMatch(RecordedAccessVerifications::blocks);
		List<CheckResult> doubtful = checks.stream().filter(RecordedAccessVerifications::asksPerson).toList();
		if (met && doubtful.isEmpty()) {
			end(verification, VerificationState.PASSED);
			return new ProbeOutcome(ProbeOutcome.Next.PASSED, null);
		}
		if (met && (requested || !fingerprint(doubtful).equals(verification.dismissed()))) {
			this.records.insertManual(verification, null, "", now, CHECKER.id());
			this.records.save(
					verification.probesNext(verification.nextProbeAt(), openRequest).in(VerificationState.MANUAL), now);
			return new ProbeOutcome(ProbeOutcome.Next.PERSON, null);
		}
		Instant next = (openRequest != null) ? now : nextProbe(verification, now);
		this.records.save(verification.probesNext(next, openRequest), now);
		return new ProbeOutcome(ProbeOutcome.Next.WAIT, next);
	}

	private static boolean blocks(CheckResult check) {
		return check.verdict() == Verdict.FAIL || check.verdict() == Verdict.ERROR;
	}

	private static boolean asksPerson(CheckResult check) {
		return check.verdict() == Verdict.WARN && check.kind().askPerson();
	}

	private Instant nextProbe(Verification verification, Instant now) {
		AccessSettings.Schedule schedule = this.settings.schedule();
		boolean beginning = now.isBefore(verification.openedAt().plus(schedule.oftenFor()));
		Instant next = now.plus(beginning ? schedule.often() : schedule.seldom());
		if (next.isBefore(verification.dueAt())) {
			return next;
		}
		Instant last = verification.dueAt().minus(LAST_CHANCE);
		return last.isAfter(now.plus(schedule.leastGap())) ? last : verification.dueAt();
	}

	@Override
	@Transactional
	public AccessRestart closeWindow(String filing) {
		Verification verification = locked(filing);
		if (verification.state() == VerificationState.OPEN) {
			this.deadlines.closeWindow(filing, verification.window());
			boolean left = verification.window() < this.settings.maxWindows();
			this.audit.record(filing, CHECKER, "access.windowFailed",
					Map.of("window", String.valueOf(verification.window())));
			if (left) {
				Instant until = this.deadlines.openRestart(filing, verification.province(), verification.dueAt());
				verification = verification.waitsForRestart(until);
			}
			else {
				verification = verification.in(VerificationState.FAILED);
			}
			this.records.save(verification, this.clock.instant());
		}
		if (verification.state() != VerificationState.RETRY_WAITING) {
			return new AccessRestart(false, null, null);
		}
		return new AccessRestart(true, verification.restartDueAt(), this.deadlines.nextRestartReminder(filing));
	}

	@Override
	@Transactional
	public boolean conclude(String filing) {
		Verification verification = locked(filing);
		if (!verification.state().isFinal()) {
			end(verification, VerificationState.FAILED);
			this.audit.record(filing, CHECKER, "access.notRestarted", Map.of());
		}
		return verification.state() == VerificationState.PASSED;
	}

	@Override
	@Transactional
	public void retarget(String filing, List<VerificationTarget> targets, Actor actor) {
		Verification verification = locked(filing);
		if (verification.state() == VerificationState.MANUAL) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.atPerson");
		}
		if (verification.state().isFinal()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.notOpen");
		}
		List<VerificationTarget> tidy = targets.stream().map(RecordedAccessVerifications::tidy).toList();
		if (!verification.targets().equals(tidy)) {
			this.records.replaceTargets(verification, tidy);
			this.audit.record(filing, actor, "access.targetsChanged", Map.of("targets", String.join("; ",
					tidy.stream().map((target) -> target.domain() + " " + target.addresses()).toList())));
		}
	}

	@Override
	@Transactional
	public void requestNow(String filing, Actor actor) {
		Verification verification = openNow(filing);
		Instant now = this.clock.instant();
		this.records.evidence(filing, 1).stream().findFirst().ifPresent((last) -> {
			Instant earliest = last.finishedAt().plus(this.settings.schedule().leastGap());
			if (now.isBefore(earliest)) {
				throw new Refusal(Refusal.Kind.TOO_MANY, "access.tooSoon",
						Duration.between(now, earliest).toSeconds() + 1);
			}
		});
		this.records.save(verification.probesNext(now, now), now);
		this.audit.record(filing, actor, "access.probeRequested", Map.of());
		this.process.probeRequested(filing);
	}

	@Override
	@Transactional
	public void requestRetry(String filing, Actor actor) {
		Verification verification = locked(filing);
		Instant now = this.clock.instant();
		if (verification.state() != VerificationState.RETRY_WAITING || !now.isBefore(verification.restartDueAt())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.noRestart");
		}
		this.records.save(verification.probesNext(null, now), now);
		this.audit.record(filing, actor, "access.retryRequested", Map.of());
		this.process.retryRequested(filing);
	}

	@Override
	@Transactional
	public Instant extend(String filing, String reason, Actor actor) {
		Verification verification = openNow(filing);
		int hours = this.settings.extensionHours();
		if (hours <= 0 || verification.window() != 1) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.noExtension");
		}
		Instant until = this.deadlines.extendWindow(filing, hours, reason, actor);
		this.records.save(verification.dueAt(until), this.clock.instant());
		this.audit.record(filing, actor, "access.windowExtended", Map.of("dueAt", until.toString()));
		return until;
	}

	@Override
	@Transactional
	public void submitManualEvidence(String filing, String materialVersionId, String statement, Actor actor) {
		List<Violation> violations = new ArrayList<>();
		if (isBlank(materialVersionId)) {
			violations.add(Violation.of("materialVersionId", "1057", "access.manual.material"));
		}
		if (isBlank(statement) || statement.length() > LONGEST_TEXT) {
			violations.add(Violation.of("statement", "5001", "access.manual.statement", LONGEST_TEXT));
		}
		if (!violations.isEmpty()) {
			throw Refusal.invalid("access.manual.incomplete", violations);
		}
		Verification verification = openNow(filing);
		Instant now = this.clock.instant();
		this.records.insertManual(verification, materialVersionId, statement.strip(), now, actor.id());
		this.records.save(verification.in(VerificationState.MANUAL), now);
		this.audit.record(filing, actor, "access.evidenceSubmitted", Map.of("material", materialVersionId));
		this.process.evidenceSubmitted(filing);
	}

	@Override
	@Transactional
	public EvidenceReview openManual(String filing) {
		return this.deadlines.openEvidenceReview(filing, locked(filing).province(), this.clock.instant());
	}

	@Override
	@Transactional
	public void confirmManual(String filing, boolean accepted, String reason, Actor actor) {
		Verification verification = locked(filing);
		if (verification.state() != VerificationState.MANUAL) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.manual.notWaiting");
		}
		if (!accepted && isBlank(reason)) {
			throw Refusal.invalid("access.manual.incomplete",
					List.of(Violation.of("reason", "5001", "access.manual.reason")));
		}
		Instant now = this.clock.instant();
		this.records.decideManual(verification, accepted, reason, now, actor.id());
		this.audit.record(filing, actor, "access.evidenceDecided", Map.of("accepted", String.valueOf(accepted)));
		if (accepted) {
			end(verification, VerificationState.PASSED);
		}
		else {
			List<CheckResult> doubtful = this.records.evidence(filing, 1)
				.stream()
				.flatMap((attempt) -> attempt.checks().stream())
				.filter(RecordedAccessVerifications::asksPerson)
				.toList();
			this.records.save(verification.dismisses(fingerprint(doubtful)).in(VerificationState.OPEN), now);
		}
	}

	@Override
	@Transactional(readOnly = true)
	public AccessStatus status(String filing) {
		return status(current(filing));
	}

	private AccessStatus status(Verification verification) {
		List<AccessAttempt> last = this.records.evidence(verification.filing(), 1);
		boolean waits = verification.state() == VerificationState.OPEN;
		return new AccessStatus(verification.filing(), verification.state(), verification.targets(),
				verification.token(), verification.window(), this.settings.maxWindows(), verification.openedAt(),
				verification.dueAt(), waits ? verification.nextProbeAt() : null, verification.restartDueAt(),
				this.records.attempts(verification.filing()),
				last.stream()
					.flatMap((attempt) -> attempt.checks().stream())
					.filter((check) -> check.verdict() != Verdict.PASS)
					.toList(),
				this.records.manual(verification).orElse(null));
	}

	@Override
	@Transactional(readOnly = true)
	public List<AccessAttempt> evidence(String filing) {
		return this.records.evidence(filing, MOST_EVIDENCE);
	}

	private void end(Verification verification, VerificationState state) {
		this.records.save(verification.in(state), this.clock.instant());
		String filing = verification.filing();
		if (verification.state() == VerificationState.RETRY_WAITING) {
			this.deadlines.closeRestart(filing);
		}
		else if (verification.window() > 0) {
			this.deadlines.closeWindow(filing, verification.window());
		}
	}

	/** The verification in a window that still runs, locked. */
	private Verification openNow(String filing) {
		Verification verification = locked(filing);
		if (verification.state() == VerificationState.MANUAL) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.atPerson");
		}
		if (verification.state() != VerificationState.OPEN || verification.isOver(this.clock.instant())) {
			throw new Refusal(Refusal.Kind.CONFLICT, "access.notOpen");
		}
		return verification;
	}

	private Verification locked(String filing) {
		return timed(this.records.lock(stored(filing)));
	}

	private Verification current(String filing) {
		return timed(stored(filing));
	}

	/** The ends of its limits rule, wherever they have moved since they were stored. */
	private Verification timed(Verification verification) {
		return switch (verification.state()) {
			case OPEN,
					MANUAL ->
				this.deadlines.windowEnd(verification.filing(), verification.window())
					.map(verification::dueAt)
					.orElse(verification);
			case RETRY_WAITING ->
				this.deadlines.restartEnd(verification.filing()).map(verification::restartDueAt).orElse(verification);
			case PREPARED, PASSED, FAILED -> verification;
		};
	}

	private Verification stored(String filing) {
		return this.records.latest(filing)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "access.none", filing));
	}

	/** Stands for the warnings as a person saw them. */
	private static String fingerprint(List<CheckResult> doubtful) {
		StringBuilder text = new StringBuilder();
		doubtful.forEach(
				(check) -> text.append(check.domain()).append(check.finding()).append(check.arguments()).append('\n'));
		try {
			return HexFormat.of()
				.formatHex(
						MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static boolean isBlank(String text) {
		return text == null || text.isBlank();
	}

}
