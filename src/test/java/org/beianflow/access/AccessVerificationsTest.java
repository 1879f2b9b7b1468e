package org.beianflow.access;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.beianflow.access.ProbeOutcome.Next.PASSED;
import static org.beianflow.access.ProbeOutcome.Next.PERSON;
import static org.beianflow.access.ProbeOutcome.Next.WAIT;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** Windows, requests and evidence, on a real database; the network is a stand-in. */
class AccessVerificationsTest {

	private static final String FILING = "F2026110000123";

	private static final Actor APPLICANT = Actor.applicant("a-1");

	private static final Actor WORKER = Actor.staff("wang");

	private static final List<VerificationTarget> TARGETS = List.of(new VerificationTarget("example.cn", "example.cn",
			"山水文具", List.of("203.0.113.10", "203.0.113.20 - 203.0.113.30"), "demo"));

	private final SmallDatabase database = database();

	private final MovedClock clock = MovedClock.at("2026-12-18T10:00");

	private final AccessProbe probe = mock(AccessProbe.class);

	private final AccessDeadlines deadlines = mock(AccessDeadlines.class);

	private final AccessProcess process = mock(AccessProcess.class);

	private final RecordedAudit audit = new RecordedAudit();

	private static final EvidenceReview REVIEW = new EvidenceReview(Instant.parse("2026-12-21T16:00:00Z"),
			Instant.parse("2026-12-21T06:00:00Z"));

	private final AccessVerifications verifications = new RecordedAccessVerifications(
			new AccessRecords(this.database.jdbc(), new ObjectMapper()), this.probe, this.deadlines, this.process,
			this.audit, LoopbackNetwork.settings(), this.clock, this.database.transactions());

	SmallDatabase database() {
		return new SmallDatabase(43);
	}

	@BeforeEach
	void limits() {
		given(this.deadlines.openWindow(anyString(), anyString(), anyInt(), any()))
			.willAnswer((call) -> call.<Instant>getArgument(3).plus(Duration.ofHours(24)));
		given(this.deadlines.nextWindowReminder(anyString(), anyInt()))
			.willAnswer((call) -> this.clock.instant().plus(Duration.ofHours(6)));
		given(this.deadlines.openRestart(anyString(), anyString(), any()))
			.willAnswer((call) -> call.<Instant>getArgument(2).plus(Duration.ofDays(10)));
		given(this.deadlines.extendWindow(anyString(), anyInt(), anyString(), any()))
			.willReturn(Instant.parse("2026-12-20T02:00:00Z"));
		given(this.deadlines.openEvidenceReview(anyString(), anyString(), any())).willReturn(REVIEW);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	// windows

	@Test
	void theFirstWindowCountsFromTheNotice() {
		AccessStatus prepared = this.verifications.open(FILING, "110000", TARGETS);
		assertThat(prepared.state()).isEqualTo(VerificationState.PREPARED);
		assertThat(prepared.token()).matches("[0-9a-f]{32}");
		assertThat(prepared.tokenPath()).isEqualTo("/.well-known/icp-verify/" + prepared.token() + ".txt");
		assertThat(prepared.targets().get(0).addresses()).containsExactly("203.0.113.10", "203.0.113.20-203.0.113.30");
		Instant sent = this.clock.instant();
		this.verifications.noticeSent(FILING, sent);
		this.clock.forward(Duration.ofHours(1));
		this.verifications.noticeSent(FILING, this.clock.instant());
		AccessWindow window = this.verifications.openWindow(FILING);
		assertThat(window.number()).isEqualTo(1);
		assertThat(window.openedAt()).isEqualTo(sent);
		assertThat(window.dueAt()).isEqualTo(sent.plus(Duration.ofHours(24)));
		assertThat(this.verifications.openWindow(FILING).dueAt()).isEqualTo(window.dueAt());
		assertThat(this.audit.acts()).containsExactly("access.windowOpened");
	}

	@Test
	void openingAgainWhileItRunsOnlyChangesTheTargets() {
		AccessStatus first = open();
		AccessStatus same = this.verifications.open(FILING, "110000", TARGETS);
		assertThat(same.token()).isEqualTo(first.token());
		assertThat(same.state()).isEqualTo(VerificationState.OPEN);
		List<VerificationTarget> moved = List
			.of(new VerificationTarget("example.cn", "example.cn", "山水文具", List.of("203.0.113.99"), null));
		AccessStatus changed = this.verifications.open(FILING, "110000", moved);
		assertThat(changed.targets()).isEqualTo(moved);
		assertThat(changed.token()).isEqualTo(first.token());
		assertThat(changed.dueAt()).isEqualTo(first.dueAt());
	}

	@Test
	void afterItsEndItStartsAfreshAndKeepsTheEvidence() {
		AccessStatus first = open();
		sees(Verdict.FAIL);
		this.verifications.probe(FILING);
		assertThat(this.verifications.conclude(FILING)).isFalse();
		AccessStatus again = this.verifications.open(FILING, "110000", TARGETS);
		assertThat(again.state()).isEqualTo(VerificationState.PREPARED);
		assertThat(again.window()).isZero();
		assertThat(again.token()).isNotEqualTo(first.token());
		assertThat(this.verifications.openWindow(FILING).number()).isEqualTo(1);
		assertThat(this.verifications.evidence(FILING)).hasSize(1);
	}

	@Test
	void threeWindowsAndNoMore() {
		open();
		for (int window = 1; window < 3; window++) {
			this.clock.forward(Duration.ofHours(24));
			Instant end = this.verifications.status(FILING).dueAt();
			AccessRestart restart = this.verifications.closeWindow(FILING);
			assertThat(restart.allowed()).isTrue();
			assertThat(restart.dueAt()).isEqualTo(end.plus(Duration.ofDays(10)));
			assertThat(this.verifications.closeWindow(FILING)).isEqualTo(restart);
			this.clock.forward(Duration.ofHours(5));
			Instant asked = this.clock.instant();
			this.verifications.requestRetry(FILING, APPLICANT);
			this.clock.forward(Duration.ofMinutes(1));
			AccessWindow next = this.verifications.openWindow(FILING);
			assertThat(next.number()).isEqualTo(window + 1);
			assertThat(next.openedAt()).isEqualTo(asked);
		}
		this.clock.forward(Duration.ofHours(24));
		assertThat(this.verifications.closeWindow(FILING).allowed()).isFalse();
		assertThat(this.verifications.status(FILING).state()).isEqualTo(VerificationState.FAILED);
		assertThat(this.verifications.conclude(FILING)).isFalse();
	}

	@Test
	void theNextWindowMustBeStartedInTime() {
		open();
		refused("access.noRestart", () -> this.verifications.requestRetry(FILING, APPLICANT));
		this.clock.forward(Duration.ofHours(24));
		Instant until = this.verifications.closeWindow(FILING).dueAt();
		this.clock.moveTo(until);
		refused("access.noRestart", () -> this.verifications.requestRetry(FILING, APPLICANT));
		verify(this.process, never()).retryRequested(FILING);
		this.clock.forward(Duration.ofSeconds(-1));
		this.verifications.requestRetry(FILING, APPLICANT);
		verify(this.process).retryRequested(FILING);
	}

	@Test
	void theLimitForStartingAgainRulesWhereverItHasMoved() {
		open();
		this.clock.forward(Duration.ofHours(24));
		Instant until = this.verifications.closeWindow(FILING).dueAt();
		Instant later = until.plus(Duration.ofDays(3));
		given(this.deadlines.restartEnd(FILING)).willReturn(Optional.of(later));
		assertThat(this.verifications.status(FILING).restartDueAt()).isEqualTo(later);
		this.clock.moveTo(later);
		refused("access.noRestart", () -> this.verifications.requestRetry(FILING, APPLICANT));
		this.clock.moveTo(later.minusSeconds(1));
		this.verifications.requestRetry(FILING, APPLICANT);
		verify(this.process).retryRequested(FILING);
	}

	@Test
	void aLimitForStartingAgainThatMovedEarlierEndsEarlier() {
		open();
		this.clock.forward(Duration.ofHours(24));
		Instant earlier = this.verifications.closeWindow(FILING).dueAt().minus(Duration.ofDays(2));
		given(this.deadlines.restartEnd(FILING)).willReturn(Optional.of(earlier));
		this.clock.moveTo(earlier);
		refused("access.noRestart", () -> this.verifications.requestRetry(FILING, APPLICANT));
	}

	@Test
	void aWindowRunsToTheEndItsLimitHasNow() {
		Instant later = open().dueAt().plus(Duration.ofHours(12));
		given(this.deadlines.windowEnd(FILING, 1)).willReturn(Optional.of(later));
		assertThat(this.verifications.status(FILING).dueAt()).isEqualTo(later);
		this.clock.moveTo(later.minusSeconds(1));
		this.verifications.requestNow(FILING, APPLICANT);
		this.clock.moveTo(later);
		refused("access.notOpen", () -> this.verifications.requestNow(FILING, APPLICANT));
	}

	@Test
	void onlyTheFirstWindowCanBeExtended() {
		open();
		assertThat(this.verifications.extend(FILING, "域名转移中", APPLICANT))
			.isEqualTo(Instant.parse("2026-12-20T02:00:00Z"));
		assertThat(this.verifications.status(FILING).dueAt()).isEqualTo(Instant.parse("2026-12-20T02:00:00Z"));
		this.clock.moveTo("2026-12-20T10:00");
		this.verifications.closeWindow(FILING);
		this.verifications.requestRetry(FILING, APPLICANT);
		this.verifications.openWindow(FILING);
		refused("access.noExtension", () -> this.verifications.extend(FILING, "域名转移中", APPLICANT));
	}

	// probes

	@Test
	void anAttemptLeavesEvidenceAsItWasSeen() {
		AccessStatus status = open();
		sees(Verdict.FAIL);
		ProbeOutcome outcome = this.verifications.probe(FILING);
		assertThat(outcome.next()).isEqualTo(WAIT);
		verify(this.probe).attempt(status.targets(), status.token());
		AccessAttempt attempt = this.verifications.evidence(FILING).get(0);
		assertThat(attempt.number()).isEqualTo(1);
		assertThat(attempt.window()).isEqualTo(1);
		assertThat(attempt.requested()).isFalse();
		assertThat(attempt.verdict()).isEqualTo(Verdict.FAIL);
		assertThat(attempt.checks()).containsExactly(check(CheckKind.RESOLUTION, Verdict.PASS),
				check(CheckKind.REACHABLE, Verdict.FAIL));
		assertThat(this.verifications.status(FILING).unmet()).containsExactly(check(CheckKind.REACHABLE, Verdict.FAIL));
	}

	@Test
	void probesAreFrequentAtFirstAndTheLastComesShortlyBeforeTheEnd() {
		AccessStatus status = open();
		sees(Verdict.ERROR);
		assertThat(nextAfter(Duration.ZERO)).isEqualTo(Duration.ofMinutes(10));
		assertThat(nextAfter(Duration.ofMinutes(59))).isEqualTo(Duration.ofMinutes(10));
		assertThat(nextAfter(Duration.ofMinutes(1))).isEqualTo(Duration.ofMinutes(30));
		this.clock.moveTo(status.dueAt().minus(Duration.ofMinutes(20)));
		assertThat(nextAfter(Duration.ZERO)).isEqualTo(Duration.ofMinutes(18));
		assertThat(nextAfter(Duration.ofMinutes(18))).isEqualTo(Duration.ofMinutes(2));
	}

	private Duration nextAfter(Duration pause) {
		this.clock.forward(pause);
		return Duration.between(this.clock.instant(), this.verifications.probe(FILING).nextProbeAt());
	}

	@Test
	void aProbeThatFellDueInTimeCountsEvenIfItRunsLate() {
		AccessStatus status = open();
		sees(Verdict.FAIL);
		this.clock.moveTo(status.dueAt().minus(Duration.ofMinutes(20)));
		this.verifications.probe(FILING);
		this.clock.moveTo(status.dueAt().plus(Duration.ofMinutes(5)));
		sees(Verdict.PASS);
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(PASSED);
	}

	@Test
	void afterTheEndNothingIsProbedAnyMore() {
		AccessStatus status = open();
		sees(Verdict.FAIL);
		this.clock.moveTo(status.dueAt().minus(Duration.ofMinutes(2)));
		this.verifications.probe(FILING);
		this.clock.moveTo(status.dueAt());
		sees(Verdict.PASS);
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(WAIT);
		assertThat(this.verifications.evidence(FILING)).hasSize(1);
		refused("access.notOpen", () -> this.verifications.requestNow(FILING, APPLICANT));
	}

	@Test
	void whatIsOnlyWorthANoteDoesNotHoldUp() {
		open();
		given(this.probe.attempt(any(), any())).willReturn(List.of(check(CheckKind.RESOLUTION, Verdict.PASS),
				check(CheckKind.CERTIFICATE, Verdict.WARN), check(CheckKind.PROVIDER_BLOCK, Verdict.WARN)));
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(PASSED);
		assertThat(this.verifications.status(FILING).state()).isEqualTo(VerificationState.PASSED);
		assertThat(this.verifications.conclude(FILING)).isTrue();
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(PASSED);
		assertThat(this.verifications.evidence(FILING)).hasSize(1);
	}

	@Test
	void aRequestIsAnsweredByTheNextProbe() {
		open();
		sees(Verdict.FAIL);
		this.verifications.requestNow(FILING, APPLICANT);
		verify(this.process).probeRequested(FILING);
		this.verifications.probe(FILING);
		this.clock.forward(Duration.ofSeconds(30));
		refused("access.tooSoon", () -> this.verifications.requestNow(FILING, APPLICANT));
		this.clock.forward(Duration.ofMinutes(1));
		this.verifications.probe(FILING);
		assertThat(this.verifications.evidence(FILING)).extracting(AccessAttempt::requested)
			.containsExactly(false, true);
	}

	@Test
	void aRequestDuringAProbeBringsTheNextOneAtOnce() throws Exception {
		open();
		CountDownLatch probing = new CountDownLatch(1);
		CountDownLatch asked = new CountDownLatch(1);
		given(this.probe.attempt(any(), any())).willAnswer((call) -> {
			probing.countDown();
			assertThat(asked.await(120, TimeUnit.SECONDS)).isTrue();
			return List.of(check(CheckKind.REACHABLE, Verdict.FAIL));
		});
		var worker = Executors.newSingleThreadExecutor();
		try {
			Future<ProbeOutcome> running = worker.submit(() -> this.verifications.probe(FILING));
			assertThat(probing.await(120, TimeUnit.SECONDS)).isTrue();
			this.clock.forward(Duration.ofSeconds(3));
			this.verifications.requestNow(FILING, APPLICANT);
			asked.countDown();
			assertThat(running.get(120, TimeUnit.SECONDS).nextProbeAt()).isEqualTo(this.clock.instant());
		}
		finally {
			worker.shutdownNow();
		}
	}

	// people

	@Test
	void doubtfulPagesGoToAPersonOnceUntilSomethingChanges() {
		open();
		seesPage("特价机票");
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(PERSON);
		assertThat(this.verifications.openManual(FILING)).isEqualTo(REVIEW);
		refused("access.atPerson", () -> this.verifications.requestNow(FILING, APPLICANT));
		this.verifications.confirmManual(FILING, false, "首页内容与备案的网站无关", WORKER);
		AccessStatus status = this.verifications.status(FILING);
		assertThat(status.state()).isEqualTo(VerificationState.OPEN);
		assertThat(status.manual().accepted()).isFalse();
		assertThat(status.manual().reason()).isEqualTo("首页内容与备案的网站无关");
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(WAIT);
		seesPage("山水集团");
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(PERSON);
		this.verifications.confirmManual(FILING, false, "仍然无关", WORKER);
		this.clock.forward(Duration.ofMinutes(2));
		this.verifications.requestNow(FILING, APPLICANT);
		assertThat(this.verifications.probe(FILING).next()).isEqualTo(PERSON);
		this.verifications.confirmManual(FILING, true, null, WORKER);
		assertThat(this.verifications.conclude(FILING)).isTrue();
	}

	@Test
	void evidenceWaitsForAPersonAndMayPass() {
		open();
		this.verifications.submitManualEvidence(FILING, "m-17", "服务器在内部网络，探测点到不了。", APPLICANT);
		verify(this.process).evidenceSubmitted(FILING);
		assertThat(this.verifications.status(FILING).state()).isEqualTo(VerificationState.MANUAL);
		refused("access.atPerson", () -> this.verifications.submitManualEvidence(FILING, "m-18", "再来一份", APPLICANT));
		refused("access.manual.incomplete", () -> this.verifications.confirmManual(FILING, false, " ", WORKER));
		this.verifications.confirmManual(FILING, true, null, WORKER);
		AccessStatus status = this.verifications.status(FILING);
		assertThat(status.state()).isEqualTo(VerificationState.PASSED);
		assertThat(status.manual().materialVersionId()).isEqualTo("m-17");
		refused("access.manual.notWaiting", () -> this.verifications.confirmManual(FILING, true, null, WORKER));
		assertThat(this.audit.acts()).containsExactly("access.windowOpened", "access.evidenceSubmitted",
				"access.evidenceDecided");
	}

	@Test
	void incompleteEvidenceIsRefusedWithEverythingThatIsMissing() {
		open();
		assertThatThrownBy(() -> this.verifications.submitManualEvidence(FILING, "", " ", APPLICANT))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.violations()).extracting((violation) -> violation.path())
						.containsExactly("materialVersionId", "statement"));
		verify(this.process, never()).evidenceSubmitted(any());
	}

	@Test
	void nothingIsKnownOfAFilingWithoutVerification() {
		refused("access.none", () -> this.verifications.status("F2026110009999"));
		assertThat(this.verifications.evidence("F2026110009999")).isEmpty();
	}

	@Test
	void addressesThatAreNoneAreAnErrorOfTheCaller() {
		List<VerificationTarget> names = List
			.of(new VerificationTarget("example.cn", "example.cn", "山水文具", List.of("server.example.cn"), null));
		assertThatThrownBy(() -> this.verifications.open(FILING, "110000", names))
			.isInstanceOf(IllegalArgumentException.class);
		assertThatThrownBy(() -> this.verifications.open(FILING, "110000", new ArrayList<>()))
			.isInstanceOf(IllegalArgumentException.class);
	}

	private AccessStatus open() {
		this.verifications.open(FILING, "110000", TARGETS);
		this.verifications.noticeSent(FILING, this.clock.instant());
		this.verifications.openWindow(FILING);
		return this.verifications.status(FILING);
	}

	private void sees(Verdict reachable) {
		given(this.probe.attempt(any(), any()))
			.willReturn(List.of(check(CheckKind.RESOLUTION, Verdict.PASS), check(CheckKind.REACHABLE, reachable)));
	}

	private void seesPage(String title) {
		String token = this.verifications.status(FILING).token();
		given(this.probe.attempt(any(), eq(token)))
			.willReturn(List.of(new CheckResult(CheckKind.PAGE, "example.cn", Verdict.WARN, "access.page.named",
					List.of(title, "山水文具"), "山水文具", title, this.clock.instant(), Map.of())));
	}

	private CheckResult check(CheckKind kind, Verdict verdict) {
		return new CheckResult(kind, "example.cn", verdict, "access.test", List.of("一", "2"), "203.0.113.10", "看到的",
				Instant.parse("2026-12-18T02:00:00Z"), Map.of("dns", List.of("example.cn. 300 IN A 203.0.113.10")));
	}

	private static void refused(String key, Runnable act) {
		assertThatThrownBy(act::run).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> assertThat(refusal.messageKey()).isEqualTo(key));
	}

}
