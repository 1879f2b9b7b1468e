package org.beianflow.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;

import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.process.ShippedRules;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.beianflow.deadline.CountingTest.shanghai;

/** Times in these tests are wall times in Shanghai. */
@Tag("zones")
class DeadlinesTest {

	private static final String FILING = "F2026110000123";

	private static final String BEIJING = "110000";

	private static final DeadlineKind REVIEW = DeadlineKind.AUTHORITY_REVIEW;

	private static final DeadlineKind ACCESS = DeadlineKind.ACCESS_VERIFICATION;

	private static final Actor CHIEF = Actor.staff("chief");

	private static final DeadlineRules RULES = new ShippedRules();

	private SmallDatabase database;

	private final MovedClock clock = MovedClock.at("2026-11-22T10:00");

	private final RecordedAudit audit = new RecordedAudit();

	private final List<String> moves = new ArrayList<>();

	private Deadlines deadlines;

	private DeadlineWords words;

	private DeadlineCalendar calendar;

	SmallDatabase emptyTables() {
		return new SmallDatabase(20);
	}

	@BeforeEach
	void open() {
		this.database = emptyTables();
		DeadlineTimers timers = (filing, kind, due, next) -> this.moves
			.add(filing + " " + kind + " " + wall(due) + " " + wall(next));
		WorkingCalendar calendar = WorkingCalendar.shipped();
		this.deadlines = new DatabaseDeadlines(new DeadlineStore(this.database.jdbc()), RULES, () -> calendar,
				settings(),
				new StaticListableBeanFactory(Map.of("timers", timers)).getBeanProvider(DeadlineTimers.class),
				this.audit, this.clock);
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages/deadline");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		this.words = new DeadlineWords(messages, this.deadlines);
		this.calendar = new DeadlineCalendar(messages, this.words, this.clock);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aLimitTakesLengthAndLadderAlongAndSaysWhenItEnds() {
		Deadline deadline = start(REVIEW);
		assertThat(deadline.length()).isEqualTo(new DeadlineLength(20, DeadlineUnit.WORKING_DAYS));
		assertThat(deadline.dueAt()).isEqualTo(shanghai("2026-12-19T00:00"));
		assertThat(deadline.lastDay()).contains(LocalDate.parse("2026-12-18"));
		assertThat(deadline.provisional()).isFalse();
		assertThat(this.deadlines.running(FILING, REVIEW)).contains(deadline);
		assertThat(this.deadlines.of(FILING)).containsExactly(deadline);
	}

	@Test
	void aSecondOpeningFindsTheFirst() {
		Deadline first = start(REVIEW);
		this.clock.moveTo("2026-11-25T10:00");
		assertThat(start(REVIEW)).isEqualTo(first);
	}

	@Test
	void closingEndsItOnceAndForAll() {
		start(REVIEW);
		this.clock.moveTo("2026-11-25T10:00");
		this.deadlines.close(FILING, REVIEW);
		this.clock.moveTo("2026-11-26T10:00");
		this.deadlines.close(FILING, REVIEW);
		assertThat(this.deadlines.running(FILING, REVIEW)).isEmpty();
		assertThat(this.deadlines.of(FILING)).singleElement()
			.extracting(Deadline::closedAt)
			.isEqualTo(shanghai("2026-11-25T10:00"));
		assertThat(this.deadlines.claimReminder(FILING, REVIEW)).isEmpty();
		assertThat(this.deadlines.hasNext(FILING, REVIEW)).isFalse();
		assertThatIllegalStateException().isThrownBy(() -> this.deadlines.nextReminderAt(FILING, REVIEW));
	}

	@Test
	void aNewReceiptStartsTheWholeBudgetAnew() {
		start(REVIEW);
		this.deadlines.close(FILING, REVIEW);
		this.clock.moveTo("2026-12-10T10:00");
		Deadline second = start(REVIEW);
		assertThat(second.lastDay()).contains(LocalDate.parse("2027-01-08"));
		assertThat(second.provisional()).isTrue();
		assertThat(this.words.provisional(second, Locale.SIMPLIFIED_CHINESE))
			.contains("暂定（2027年放假安排尚未公布，公布后会重新计算并通知您）");
		assertThat(this.deadlines.of(FILING)).hasSize(2);
	}

	@Test
	void allLimitsOfAFilingEndWithIt() {
		start(REVIEW);
		start(ACCESS);
		this.deadlines.closeAll(FILING);
		assertThat(this.deadlines.of(FILING)).hasSize(2).noneMatch(Deadline::open);
	}

	@Test
	void listsReadManyFilingsAtOnce() {
		start(REVIEW);
		start(ACCESS);
		this.deadlines.open("F2026110000124", REVIEW, BEIJING, this.clock.instant());
		this.deadlines.open("F2026110000125", REVIEW, BEIJING, this.clock.instant());
		this.deadlines.close("F2026110000125", REVIEW);
		Map<String, List<Deadline>> running = this.deadlines
			.running(List.of(FILING, "F2026110000124", "F2026110000125", "F2026110000126"));
		assertThat(running).containsOnlyKeys(FILING, "F2026110000124");
		assertThat(running.get(FILING)).extracting(Deadline::kind).containsExactly(REVIEW, ACCESS);
		assertThat(this.deadlines.running(List.of())).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati" })
	@ResourceLock(Resources.TIME_ZONE)
	void theServersOwnZonePlaysNoPart(String zone) {
		TimeZone before = TimeZone.getDefault();
		TimeZone.setDefault(TimeZone.getTimeZone(zone));
		try {
			this.clock.moveTo("2026-11-22T23:30");
			Deadline deadline = start(REVIEW);
			assertThat(deadline.startDay()).isEqualTo("2026-11-22");
			assertThat(deadline.dueAt()).isEqualTo(Instant.parse("2026-12-18T16:00:00Z"));
			assertThat(this.deadlines.running(FILING, REVIEW)).contains(deadline);
			assertThat(this.words.due(deadline, Locale.SIMPLIFIED_CHINESE)).isEqualTo("2026年12月18日（周五）24:00");
			assertThat(this.deadlines.nextReminderAt(FILING, REVIEW)).isEqualTo(shanghai("2026-12-04T09:00"));
			this.clock.moveTo("2026-11-30T00:30");
			this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF);
			this.clock.moveTo("2026-12-02T23:30");
			assertThat(this.deadlines.resume(FILING, REVIEW, CHIEF).lastDay()).contains(LocalDate.parse("2026-12-23"));
			assertThat(this.deadlines.running(FILING, REVIEW).get().suspensions()).singleElement()
				.isEqualTo(new Suspension(shanghai("2026-11-30T00:30"), shanghai("2026-12-02T23:30"), "补正"));
			assertThat(WorkingCalendar.shipped().plusWorkingDays(LocalDate.parse("2026-02-13"), 20))
				.isEqualTo("2026-03-19");
		}
		finally {
			TimeZone.setDefault(before);
		}
	}

	@Nested
	class StartingAfresh {

		@Test
		void anEditMovesTheEndOfADraftAtMostOnceADay() {
			start(DeadlineKind.DRAFT_IDLE);
			DeadlinesTest.this.clock.moveTo("2026-11-22T18:00");
			restart();
			assertThat(DeadlinesTest.this.moves).isEmpty();
			DeadlinesTest.this.clock.moveTo("2026-11-24T18:00");
			assertThat(restart().lastDay()).contains(LocalDate.parse("2027-01-08"));
			restart();
			assertThat(DeadlinesTest.this.moves)
				.containsExactly(FILING + " DRAFT_IDLE 2027-01-09T00:00 2026-12-01T09:00");
		}

		@Test
		void remindersStartAfreshToo() {
			start(DeadlineKind.DRAFT_IDLE);
			// Day 42 is 3 January 2027, a Sunday; the office opens on Monday.
			DeadlinesTest.this.clock.moveTo("2027-01-04T09:00");
			assertThat(claim(DeadlineKind.DRAFT_IDLE)).contains("T1-d42 +3");
			// None is left, but the end may still move: the ladder waits for it.
			assertThat(DeadlinesTest.this.deadlines.hasNext(FILING, DeadlineKind.DRAFT_IDLE)).isTrue();
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, DeadlineKind.DRAFT_IDLE))
				.isEqualTo(shanghai("2027-01-07T00:00"));
			restart();
			DeadlinesTest.this.clock.moveTo("2027-01-11T09:00");
			assertThat(claim(DeadlineKind.DRAFT_IDLE)).contains("T1-d7 +0");
		}

		@Test
		void itForgetsStopsAndExtension() {
			start(REVIEW);
			DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 5, "案情复杂", CHIEF);
			DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF);
			DeadlinesTest.this.clock.moveTo("2026-11-23T10:00");
			Deadline fresh = DeadlinesTest.this.deadlines.restart(FILING, REVIEW, DeadlinesTest.this.clock.instant());
			assertThat(fresh.lastDay()).contains(LocalDate.parse("2026-12-21"));
			assertThat(DeadlinesTest.this.deadlines.running(FILING, REVIEW)).contains(fresh);
			assertThat(fresh.suspensions()).isEmpty();
			assertThat(fresh.extendedBy()).isZero();
		}

		@Test
		void anEndedOneOpensAgain() {
			start(DeadlineKind.FEE_PAYMENT);
			DeadlinesTest.this.deadlines.close(FILING, DeadlineKind.FEE_PAYMENT);
			DeadlinesTest.this.clock.moveTo("2026-12-07T10:00");
			Deadline again = DeadlinesTest.this.deadlines.restart(FILING, DeadlineKind.FEE_PAYMENT,
					DeadlinesTest.this.clock.instant());
			assertThat(again.lastDay()).contains(LocalDate.parse("2026-12-14"));
			assertThat(DeadlinesTest.this.deadlines.of(FILING)).hasSize(2);
		}

		@Test
		void oneThatNeverWasIsRefused() {
			refused(Refusal.Kind.NOT_FOUND, "deadline.none",
					() -> DeadlinesTest.this.deadlines.restart(FILING, REVIEW, DeadlinesTest.this.clock.instant()));
		}

		private Deadline restart() {
			return DeadlinesTest.this.deadlines.restart(FILING, DeadlineKind.DRAFT_IDLE,
					DeadlinesTest.this.clock.instant());
		}

	}

	@Nested
	class Suspending {

		@Test
		void theClockStandsAndItsTimersAreParked() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-11-27T15:00");
			Deadline standing = DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "要求补正（行政许可法第三十二条）", CHIEF);
			assertThat(standing.suspended()).isTrue();
			assertThat(standing.dueAt()).isNull();
			assertThat(standing.overdue(shanghai("2028-01-01T00:00"))).isFalse();
			assertThat(DeadlinesTest.this.moves)
				.containsExactly(FILING + " AUTHORITY_REVIEW 3000-01-01T00:00 3000-01-01T00:00");
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, REVIEW)).isEqualTo(Deadlines.PARKED);
			assertThat(DeadlinesTest.this.deadlines.hasNext(FILING, REVIEW)).isTrue();
			DeadlinesTest.this.clock.moveTo("2026-12-20T15:00");
			assertThat(DeadlinesTest.this.deadlines.claimReminder(FILING, REVIEW)).isEmpty();
			assertThat(DeadlinesTest.this.words.standing(standing, Locale.SIMPLIFIED_CHINESE).text())
				.isEqualTo("计时已中止，恢复后还有 16 个工作日");
			assertThat(DeadlinesTest.this.audit.acts()).containsExactly("deadline.suspended");
		}

		@Test
		void overTheSpringFestivalTheBudgetStays() {
			DeadlinesTest.this.clock.moveTo("2026-02-09T10:00");
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-02-13T10:00");
			DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF);
			DeadlinesTest.this.clock.moveTo("2026-02-24T10:00");
			// 10, 11, 12 counted; 17 are left from the 25th on, with the make-up Saturday
			// 28th.
			Deadline resumed = DeadlinesTest.this.deadlines.resume(FILING, REVIEW, CHIEF);
			assertThat(resumed.lastDay()).contains(LocalDate.parse("2026-03-18"));
			assertThat(resumed).isEqualTo(DeadlinesTest.this.deadlines.running(FILING, REVIEW).get());
			assertThat(DeadlinesTest.this.moves).last().asString().contains("2026-03-19T00:00 2026-03-04T09:00");
		}

		@Test
		void itMayStopTwice() {
			start(REVIEW);
			for (String day : List.of("2026-11-24", "2026-11-26")) {
				DeadlinesTest.this.clock.moveTo(day + "T09:00");
				DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF);
				DeadlinesTest.this.clock.moveTo(day + "T19:00");
				DeadlinesTest.this.deadlines.resume(FILING, REVIEW, CHIEF);
			}
			assertThat(DeadlinesTest.this.deadlines.running(FILING, REVIEW).get().lastDay())
				.contains(LocalDate.parse("2026-12-22"));
		}

		@Test
		void whatCannotBeStoppedSaysWhy() {
			refused(Refusal.Kind.NOT_FOUND, "deadline.none",
					() -> DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF));
			start(ACCESS);
			refused(Refusal.Kind.CONFLICT, "deadline.suspend.never",
					() -> DeadlinesTest.this.deadlines.suspend(FILING, ACCESS, "补正", CHIEF));
			start(REVIEW);
			refused(Refusal.Kind.CONFLICT, "deadline.resume.running",
					() -> DeadlinesTest.this.deadlines.resume(FILING, REVIEW, CHIEF));
			refused(Refusal.Kind.INVALID, "deadline.suspend.invalid",
					() -> DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, " ", CHIEF));
			DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF);
			refused(Refusal.Kind.CONFLICT, "deadline.suspend.already",
					() -> DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF));
			DeadlinesTest.this.deadlines.resume(FILING, REVIEW, CHIEF);
			DeadlinesTest.this.clock.moveTo("2027-02-01T00:00");
			refused(Refusal.Kind.CONFLICT, "deadline.over",
					() -> DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF));
		}

	}

	@Nested
	class Extending {

		@Test
		void onTheLastDayToTheLastMillisecond() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-12-18T23:59:59.999");
			Deadline extended = DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 10, "案情复杂，经负责人批准", CHIEF);
			assertThat(extended.lastDay()).contains(LocalDate.parse("2027-01-04"));
			assertThat(extended.provisional()).isTrue();
			assertThat(extended.length().amount()).isEqualTo(20);
			assertThat(DeadlinesTest.this.deadlines.running(FILING, REVIEW)).contains(extended);
			assertThat(DeadlinesTest.this.audit.of(FILING)).singleElement().satisfies((entry) -> {
				assertThat(entry.act()).isEqualTo("deadline.extended");
				assertThat(entry.actor()).isEqualTo(CHIEF);
				assertThat(entry.facts()).containsEntry("amount", "10").containsEntry("deadline", "T10");
			});
		}

		@Test
		void afterTheEndItIsRefused() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-12-19T00:00");
			refused(Refusal.Kind.CONFLICT, "deadline.over",
					() -> DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 10, "案情复杂", CHIEF));
			assertThat(DeadlinesTest.this.moves).isEmpty();
			assertThat(DeadlinesTest.this.audit.acts()).isEmpty();
		}

		@Test
		void onlyOnce() {
			start(REVIEW);
			DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 1, "案情复杂", CHIEF);
			refused(Refusal.Kind.CONFLICT, "deadline.extend.twice",
					() -> DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 1, "案情复杂", CHIEF));
		}

		@Test
		void amountAndReasonAreCheckedTogether() {
			start(REVIEW);
			assertThatExceptionOfType(Refusal.class)
				.isThrownBy(() -> DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 11, "", CHIEF))
				.satisfies((refusal) -> assertThat(refusal.violations()).extracting(Violation::path)
					.containsExactly("reason", "amount"));
			refused(Refusal.Kind.INVALID, "deadline.extend.invalid",
					() -> DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 0, "案情复杂", CHIEF));
			refused(Refusal.Kind.INVALID, "deadline.extend.invalid",
					() -> DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 1, "长".repeat(501), CHIEF));
		}

		@Test
		void aWindowOfHoursGetsHours() {
			start(ACCESS);
			Deadline extended = DeadlinesTest.this.deadlines.extend(FILING, ACCESS, 24, "域名解析迁移中", CHIEF);
			assertThat(extended.dueAt()).isEqualTo(shanghai("2026-11-24T10:00"));
			refused(Refusal.Kind.CONFLICT, "deadline.extend.never",
					() -> DeadlinesTest.this.deadlines.extend(FILING, DeadlineKind.FINAL_REVIEW, 1, "x", CHIEF));
		}

	}

	@Nested
	class Reminding {

		@Test
		void theLadderOfTheAuthorityReview() {
			start(REVIEW);
			List<String> told = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				Instant next = DeadlinesTest.this.deadlines.nextReminderAt(FILING, REVIEW);
				assertThat(next).isAfter(DeadlinesTest.this.clock.instant());
				DeadlinesTest.this.clock.moveTo(next.minusMillis(1));
				assertThat(claim(REVIEW)).isEmpty();
				DeadlinesTest.this.clock.moveTo(next);
				told.add(wall(next) + " " + claim(REVIEW).orElseThrow());
				assertThat(claim(REVIEW)).isEmpty();
				assertThat(DeadlinesTest.this.deadlines.hasNext(FILING, REVIEW)).isTrue();
			}
			assertThat(told).containsExactly("2026-12-04T09:00 T10-d10 +0", "2026-12-11T09:00 T10-d15 +0",
					"2026-12-16T09:00 T10-last2 +0", "2026-12-17T09:00 T10-last1 +0", "2026-12-18T09:00 T10-last +0",
					"2026-12-21T09:00 T10-overdue +0", "2026-12-22T09:00 T10-overdue +0",
					"2026-12-23T09:00 T10-overdue +0");
		}

		@Test
		void afterDowntimeOverSeveralRungsPeopleAreToldOnce() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-12-17T03:00");
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, REVIEW))
				.isEqualTo(shanghai("2026-12-16T09:00"));
			assertThat(claim(REVIEW)).contains("T10-last2 +2");
			assertThat(claim(REVIEW)).isEmpty();
			assertThat(states()).containsExactly("T10-d10 COLLAPSED", "T10-d15 COLLAPSED", "T10-last2 CLAIMED");
		}

		@Test
		void afterDowntimeOverTheEndTheyAreToldThatItIsOverdue() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-12-23T12:00");
			assertThat(claim(REVIEW)).contains("T10-overdue +5");
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, REVIEW))
				.isEqualTo(shanghai("2026-12-24T09:00"));
		}

		@Test
		void aWindowThatIsOverRemindsNobody() {
			start(ACCESS);
			DeadlinesTest.this.clock.moveTo("2026-11-23T10:00");
			assertThat(claim(ACCESS)).isEmpty();
			assertThat(DeadlinesTest.this.deadlines.hasNext(FILING, ACCESS)).isFalse();
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, ACCESS))
				.isEqualTo(shanghai("2026-11-23T10:00"));
			assertThat(states()).containsExactly("T13-h6 LAPSED", "T13-h12 LAPSED", "T13-h20 LAPSED", "T13-h23 LAPSED");
		}

		@Test
		void hoursAreToldAlsoAtNight() {
			start(ACCESS);
			DeadlinesTest.this.clock.moveTo("2026-11-22T16:00");
			assertThat(claim(ACCESS)).contains("T13-h6 +0");
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, ACCESS))
				.isEqualTo(shanghai("2026-11-22T22:00"));
			DeadlinesTest.this.clock.moveTo("2026-11-23T06:00");
			assertThat(claim(ACCESS)).contains("T13-h20 +1");
		}

		@Test
		void withoutALadderTheEndIsTheNextThing() {
			start(DeadlineKind.PHONE_CHECK_RETRY);
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, DeadlineKind.PHONE_CHECK_RETRY))
				.isEqualTo(shanghai("2026-11-23T10:00"));
			DeadlinesTest.this.clock.moveTo("2026-11-23T10:00");
			assertThat(claim(DeadlineKind.PHONE_CHECK_RETRY)).isEmpty();
			assertThat(DeadlinesTest.this.deadlines.hasNext(FILING, DeadlineKind.PHONE_CHECK_RETRY)).isFalse();
		}

		@Test
		void anExtensionArmsTheLastRungsAgainAndNotTheTenthDay() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-12-17T09:00");
			assertThat(claim(REVIEW)).contains("T10-last1 +3");
			DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 5, "案情复杂", CHIEF);
			assertThat(DeadlinesTest.this.moves)
				.containsExactly(FILING + " AUTHORITY_REVIEW 2026-12-26T00:00 2026-12-23T09:00");
			assertThat(claim(REVIEW)).isEmpty();
			DeadlinesTest.this.clock.moveTo("2026-12-23T09:00");
			assertThat(claim(REVIEW)).contains("T10-last2 +0");
		}

		@Test
		void aSuspensionTakesTheRungsAlong() {
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-12-04T09:00");
			assertThat(claim(REVIEW)).contains("T10-d10 +0");
			DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "补正", CHIEF);
			DeadlinesTest.this.clock.moveTo("2026-12-09T12:00");
			DeadlinesTest.this.deadlines.resume(FILING, REVIEW, CHIEF);
			// The tenth day did not count after all: 10 December is the tenth.
			assertThat(DeadlinesTest.this.deadlines.nextReminderAt(FILING, REVIEW))
				.isEqualTo(shanghai("2026-12-10T09:00"));
		}

		@Test
		void aReminderHasAKeyOfItsOwn() {
			start(ACCESS);
			DeadlinesTest.this.clock.moveTo("2026-11-22T16:00");
			Reminder first = DeadlinesTest.this.deadlines.claimReminder(FILING, ACCESS).orElseThrow();
			DeadlinesTest.this.clock.moveTo("2026-11-22T22:00");
			Reminder second = DeadlinesTest.this.deadlines.claimReminder(FILING, ACCESS).orElseThrow();
			assertThat(first.occurrence()).isNotEqualTo(second.occurrence());
			assertThat(first.dueAt()).isEqualTo(shanghai("2026-11-23T10:00"));
			assertThat(first.rung().audience()).isEqualTo(Audience.APPLICANT);
		}

		private List<String> states() {
			return DeadlinesTest.this.database.jdbc()
				.sql("select rung || ' ' || state from bf_reminder order by planned_at")
				.query(String.class)
				.list();
		}

	}

	@Nested
	class Words {

		private static final Locale CHINESE = Locale.SIMPLIFIED_CHINESE;

		@Test
		void whatIsLeftOfDays() {
			Deadline deadline = start(REVIEW);
			assertThat(left(deadline)).containsExactly("还剩 20 个工作日", "20 working days left");
			DeadlinesTest.this.clock.moveTo("2026-12-17T10:00");
			assertThat(left(deadline)).containsExactly("还剩 1 个工作日", "1 working day left");
			DeadlinesTest.this.clock.moveTo("2026-12-18T10:00");
			assertThat(left(deadline)).containsExactly("今天 24:00 到期", "ends today at 24:00");
			DeadlinesTest.this.clock.moveTo("2026-12-19T10:00");
			assertThat(left(deadline)).containsExactly("已超期", "overdue");
			DeadlinesTest.this.clock.moveTo("2026-12-22T10:00");
			assertThat(left(deadline)).containsExactly("已超期 2 个工作日", "2 working days overdue");
		}

		@Test
		void whatIsLeftOfHours() {
			Deadline deadline = start(ACCESS);
			DeadlinesTest.this.clock.moveTo("2026-11-23T03:48");
			assertThat(left(deadline)).containsExactly("还剩 6 小时 12 分", "6 h 12 min left");
			DeadlinesTest.this.clock.moveTo("2026-11-23T09:48");
			assertThat(left(deadline)).containsExactly("还剩 12 分", "12 min left");
			DeadlinesTest.this.clock.moveTo("2026-11-23T11:05");
			assertThat(left(deadline)).containsExactly("已超时 1 小时 5 分", "1 h 5 min overdue");
		}

		@Test
		void byWhenAndOnWhatGround() {
			Deadline review = start(REVIEW);
			assertThat(DeadlinesTest.this.words.due(review, CHINESE)).isEqualTo("2026年12月18日（周五）24:00");
			assertThat(DeadlinesTest.this.words.due(review, Locale.ENGLISH))
				.isEqualTo("Fri 18 December 2026, 24:00 Beijing time");
			assertThat(DeadlinesTest.this.words.due(start(ACCESS), CHINESE)).isEqualTo("2026年11月23日（周一）10:00");
			assertThat(DeadlinesTest.this.words.basis(REVIEW, CHINESE)).isEqualTo("《非经营性互联网信息服务备案管理办法》第十二条");
			assertThat(DeadlinesTest.this.words.turn(REVIEW, CHINESE)).isEqualTo("管局");
			assertThat(DeadlinesTest.this.words.name(REVIEW, Locale.ENGLISH)).isEqualTo("Authority review");
			assertThat(DeadlinesTest.this.words.expiry(REVIEW, CHINESE)).contains("不等于通过");
			assertThat(DeadlinesTest.this.words.provisional(review, CHINESE)).isEmpty();
		}

		@Test
		void calendarProgramsGetAnEntryForEachLimitThatRuns() {
			Deadline review = start(REVIEW);
			Deadline access = start(ACCESS);
			String ics = DeadlinesTest.this.calendar.write(List.of(review, access), CHINESE);
			assertThat(ics.split("\r\n"))
				.allSatisfy((line) -> assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
			assertThat(ics.replace("\r\n ", "").split("\r\n")).startsWith("BEGIN:VCALENDAR")
				.endsWith("END:VCALENDAR")
				.contains("SUMMARY:管局审核截止（" + FILING + "）", "DTSTART;VALUE=DATE:20261218", "DTEND;VALUE=DATE:20261219")
				.contains("SUMMARY:接入核验截止（" + FILING + "）", "DTSTART:20261123T020000Z", "STATUS:CONFIRMED");
			Deadline standing = DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "要求补正", CHIEF);
			assertThat(DeadlinesTest.this.calendar.write(List.of(standing), CHINESE)).doesNotContain("VEVENT");
		}

		@Test
		void midnightEndsTheDayBefore() {
			Instant midnight = shanghai("2026-11-23T00:00");
			assertThat(DeadlinesTest.this.words.moment(midnight, CHINESE)).isEqualTo("2026年11月22日（周日）24:00");
			assertThat(DeadlinesTest.this.words.moment(midnight, Locale.ENGLISH))
				.isEqualTo("Sun 22 November 2026, 24:00 Beijing time");
			assertThat(DeadlinesTest.this.words.moment(shanghai("2026-11-22T14:05"), Locale.ENGLISH))
				.isEqualTo("Sun 22 November 2026, 14:05 Beijing time");
		}

		@Test
		void theToneSaysHowMuchItPresses() {
			Deadline review = start(REVIEW);
			assertThat(tone(review)).isEqualTo("ok");
			DeadlinesTest.this.clock.moveTo("2026-12-17T10:00");
			assertThat(tone(review)).isEqualTo("soon");
			DeadlinesTest.this.clock.moveTo("2026-12-19T00:00");
			assertThat(tone(review)).isEqualTo("overdue");
			DeadlinesTest.this.clock.moveTo("2026-11-24T10:00");
			assertThat(tone(DeadlinesTest.this.deadlines.suspend(FILING, REVIEW, "要求补正", CHIEF))).isEqualTo("waiting");
			Deadline access = start(ACCESS);
			assertThat(tone(access)).isEqualTo("ok");
			DeadlinesTest.this.clock.moveTo("2026-11-25T06:01");
			assertThat(tone(access)).isEqualTo("soon");
			DeadlinesTest.this.deadlines.close(FILING, ACCESS);
			Deadline closed = DeadlinesTest.this.deadlines.of(FILING).get(1);
			assertThat(DeadlinesTest.this.words.standing(closed, CHINESE))
				.isEqualTo(new DeadlineWords.Standing("已办结", "waiting"));
		}

		private String tone(Deadline deadline) {
			return DeadlinesTest.this.words.standing(deadline, CHINESE).tone();
		}

		@Test
		void theAccountOfDaysNamesEachDayWithItsArticle() {
			DeadlinesTest.this.clock.moveTo("2026-09-18T10:00");
			start(REVIEW);
			DeadlinesTest.this.clock.moveTo("2026-09-30T10:00");
			Deadline review = DeadlinesTest.this.deadlines.extend(FILING, REVIEW, 2, "材料较多", CHIEF);
			Explanation account = DeadlinesTest.this.words.explain(review, CHINESE);
			assertThat(account.name()).isEqualTo("管局审核");
			assertThat(account.length()).isEqualTo("20 个工作日（已延长 2 个工作日）");
			assertThat(account.due()).isEqualTo("2026年10月26日（周一）24:00");
			assertThat(account.rules()).hasSize(4).first().asString().contains("第二百零一条");
			assertThat(account.days()
				.stream()
				.limit(4)
				.map((day) -> day.written() + " " + day.sort() + " " + day.effect()))
				.containsExactly("2026年9月18日（周五） 工作日 起算日，不计入", "2026年9月19日（周六） 周末 不计入",
						"2026年9月20日（周日） 调休上班（国庆节） 第 1 日", "2026年9月21日（周一） 工作日 第 2 日");
			assertThat(account.days()).last().extracting(Explanation.Day::counted).isEqualTo(22);
			assertThat(account.events()).singleElement()
				.extracting(Explanation.Event::what, Explanation.Event::ground, Explanation.Event::moved)
				.containsExactly("延长 2 个工作日", "材料较多", "由 2026年10月22日（周四）24:00 改为 2026年10月26日（周一）24:00");
			assertThat(DeadlinesTest.this.words.explain(review, Locale.ENGLISH).days().get(2).sort())
				.isEqualTo("make-up working day (National Day)");
		}

		@Test
		void theAccountOfHoursNamesItsStretches() {
			Explanation account = DeadlinesTest.this.words.explain(start(ACCESS), CHINESE);
			assertThat(account.days()).isEmpty();
			assertThat(account.stretches()).singleElement()
				.extracting(Explanation.Stretch::written, Explanation.Stretch::effect)
				.containsExactly("2026年11月22日（周日）10:00 至 2026年11月23日（周一）10:00", "计入 24 小时 0 分");
		}

		@Test
		void howLongItIsOverdueIsCountedInWorkingDays() {
			Instant due = shanghai("2026-10-01T00:00");
			DeadlinesTest.this.clock.moveTo("2026-09-30T23:59");
			assertThat(DeadlinesTest.this.deadlines.overdueWorkingDays(due)).isZero();
			DeadlinesTest.this.clock.moveTo("2026-10-08T09:00");
			assertThat(DeadlinesTest.this.deadlines.overdueWorkingDays(due)).as("the holiday does not count").isOne();
			DeadlinesTest.this.clock.moveTo("2026-10-12T09:00");
			assertThat(DeadlinesTest.this.deadlines.overdueWorkingDays(due)).as("the make-up Saturday does")
				.isEqualTo(4);
		}

		private List<String> left(Deadline deadline) {
			return List.of(DeadlinesTest.this.words.standing(deadline, CHINESE).text(),
					DeadlinesTest.this.words.standing(deadline, Locale.ENGLISH).text());
		}

	}

	private Deadline start(DeadlineKind kind) {
		return this.deadlines.open(FILING, kind, BEIJING, this.clock.instant());
	}

	private Optional<String> claim(DeadlineKind kind) {
		return this.deadlines.claimReminder(FILING, kind)
			.map((reminder) -> reminder.rung().id() + " +" + reminder.collapsed());
	}

	private static void refused(Refusal.Kind kind, String key, Runnable act) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(act::run).satisfies((refusal) -> {
			assertThat(refusal.kind()).isEqualTo(kind);
			assertThat(refusal.messageKey()).isEqualTo(key);
		});
	}

	private static String wall(Instant instant) {
		return instant.atZone(WorkingCalendar.ZONE).toLocalDateTime().toString();
	}

	private static DeadlineSettings settings() {
		return new DeadlineSettings(LocalTime.of(9, 0), LocalTime.of(18, 0), LocalTime.of(22, 0), LocalTime.of(8, 0),
				null, Duration.ofMinutes(5), null);
	}

}
