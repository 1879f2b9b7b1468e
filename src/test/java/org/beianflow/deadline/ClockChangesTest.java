package org.beianflow.deadline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.process.ShippedRules;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.actuate.health.Status;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.beianflow.deadline.CountingTest.shanghai;

/** What happens to running clocks when what they go by changes. */
@Tag("zones")
class ClockChangesTest {

	static final String NOTICE_2027 = "国务院办公厅关于2027年部分节假日安排的通知（测试用样本）";

	private static final String BEIJING = "110000";

	private static final DeadlineKind REVIEW = DeadlineKind.AUTHORITY_REVIEW;

	private static final Actor ALICE = Actor.staff("admin");

	private static final Actor BOB = Actor.staff("admin2");

	private SmallDatabase database;

	private final MovedClock clock = MovedClock.at("2026-12-10T10:00");

	private final Map<String, DeadlineTimers.Move> timers = Collections.synchronizedMap(new TreeMap<>());

	private final List<String> told = new ArrayList<>();

	private final Map<DeadlineKind, Integer> lengths = new LinkedHashMap<>();

	private final List<Long> begun = new ArrayList<>();

	private int batches;

	private Node node;

	/** One node: its own beans on the common database. */
	private final class Node {

		private final DatabaseCalendars calendars;

		private final Deadlines deadlines;

		private final ClockChangeDesk desk;

		private final TransactionTemplate transaction;

		private Node() {
			SmallDatabase db = ClockChangesTest.this.database;
			CalendarStore versions = new CalendarStore(db.jdbc());
			this.transaction = db.transaction();
			this.calendars = new DatabaseCalendars(versions, db.transactions(), ClockChangesTest.this.clock);
			this.calendars.afterPropertiesSet();
			DeadlineStore store = new DeadlineStore(db.jdbc());
			DeadlineTimers port = new DeadlineTimers() {
				@Override
				public void moved(String filing, DeadlineKind kind, Instant dueAt, Instant nextReminderAt) {
					ClockChangesTest.this.timers.put(filing, new Move(filing, kind, dueAt, nextReminderAt));
				}
			};
			MovedPeople people = new MovedPeople() {
				@Override
				public Map<Long, Set<String>> concerned(List<Moved> moves) {
					return moves.stream()
						.collect(Collectors.toMap(Moved::id, (move) -> Set.of("applicant:1", "staff:chief")));
				}

				@Override
				public void tell(String person, ClockChange change, int total, List<Moved> moves) {
					ClockChangesTest.this.told.add(person + " " + total + " " + change.reason());
				}
			};
			ClockChangeProcess process = ClockChangesTest.this.begun::add;
			StaticListableBeanFactory beans = new StaticListableBeanFactory(
					Map.of("timers", port, "people", people, "process", process));
			DeadlineRules rules = new ShippedRules() {
				@Override
				public DeadlineLength length(DeadlineKind kind, String province, LocalDate startDay) {
					DeadlineLength shipped = super.length(kind, province, startDay);
					return new DeadlineLength(ClockChangesTest.this.lengths.getOrDefault(kind, shipped.amount()),
							shipped.unit());
				}
			};
			RecordedAudit audit = new RecordedAudit();
			this.deadlines = new DatabaseDeadlines(store, rules, this.calendars, settings(),
					beans.getBeanProvider(DeadlineTimers.class), audit, ClockChangesTest.this.clock);
			this.desk = new ClockChangeDesk(new ClockChangeStore(db.jdbc(), versions), store, versions, this.calendars,
					rules, settings(), beans.getBeanProvider(DeadlineTimers.class),
					beans.getBeanProvider(ClockChangeProcess.class), beans.getBeanProvider(MovedPeople.class), audit,
					ClockChangesTest.this.clock);
		}

		private ClockChange propose(String json) {
			return this.transaction
				.execute((status) -> this.desk.propose(json, null, CalendarVersion.Origin.PAGE, ALICE));
		}

		private ClockChange confirm(ClockChange change) {
			return this.transaction.execute((status) -> this.desk.confirm(change.id(), this.calendars.revision(), BOB));
		}

		private ClockMoves.Progress move(ClockChange change) {
			return this.transaction.execute((status) -> this.desk.move(change.id()));
		}

		private Deadline open(String filing, DeadlineKind kind) {
			return this.transaction
				.execute((status) -> this.deadlines.open(filing, kind, BEIJING, ClockChangesTest.this.clock.instant()));
		}

		private ClockPreview preview(ClockChange change) {
			return this.transaction.execute((status) -> this.desk.preview(change.id(), 0, 100));
		}

	}

	SmallDatabase emptyTables() {
		return new SmallDatabase(20);
	}

	@BeforeEach
	void open() {
		this.database = emptyTables();
		this.node = new Node();
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	/** The State Council's notice for 2027 as it might come: a longer new year. */
	static String year2027(String newYearTo, String makeUp) {
		return """
				{"year": 2027, "status": "OFFICIAL", "source": "%s", "holidays": [
				{"name": "元旦", "from": "2027-01-01", "to": "%s", "makeUp": [%s]},
				{"name": "春节", "from": "2027-02-05", "to": "2027-02-11", "makeUp": ["2027-02-14"]},
				{"name": "清明节", "from": "2027-04-03", "to": "2027-04-05", "makeUp": []},
				{"name": "劳动节", "from": "2027-05-01", "to": "2027-05-05", "makeUp": ["2027-05-08"]},
				{"name": "端午节", "from": "2027-06-09", "to": "2027-06-09", "makeUp": []},
				{"name": "中秋节", "from": "2027-09-15", "to": "2027-09-15", "makeUp": []},
				{"name": "国庆节", "from": "2027-10-01", "to": "2027-10-07", "makeUp": ["2027-09-26", "2027-10-09"]}]}"""
			.formatted(NOTICE_2027, newYearTo, makeUp);
	}

	private void carryOut(ClockChange change) {
		while (this.node.move(change).left()) {
			this.batches++;
		}
		while (Boolean.TRUE.equals(this.node.transaction.execute((status) -> this.node.desk.tell(change.id())))) {
			this.batches++;
		}
		this.clock.moveTo(this.clock.instant().plus(Duration.ofMinutes(6)));
		while (this.node.move(change).left()) {
			this.batches++;
		}
	}

	private Deadline current(String filing) {
		return this.node.deadlines.running(filing, REVIEW).orElseThrow();
	}

	private ClockChange found(ClockChange change) {
		return this.node.desk.find(change.id()).orElseThrow();
	}

	@Test
	void aReminderMovesThoughTheEndStays() {
		// The fifteenth working day becomes Saturday, 9 January; the twentieth stays.
		this.clock.moveTo(morning("2026-12-17"));
		this.node.open("F1", REVIEW);
		this.clock.moveTo(morning("2027-01-02"));
		claim("F1");
		Instant end = current("F1").dueAt();
		Instant next = this.node.deadlines.nextReminderAt("F1", REVIEW);
		ClockChange change = this.node.propose(year2027("2027-01-04", "\"2027-01-09\""));
		this.node.confirm(change);
		carryOut(change);
		assertThat(current("F1").dueAt()).isEqualTo(end);
		assertThat(current("F1").provisional()).isFalse();
		assertThat(this.timers.get("F1").dueAt()).isEqualTo(end);
		assertThat(this.timers.get("F1").nextReminderAt()).isEqualTo(next.plus(Duration.ofDays(1)));
		assertThat(found(change).moved()).isZero();
	}

	@Test
	void whatIsOverIsToldOnTheWorkingDaysOfTheChangedCalendar() {
		this.clock.moveTo(morning("2027-01-07"));
		this.node.open("F1", REVIEW);
		this.node.open("F2", DeadlineKind.DRAFT_IDLE);
		ClockChange published = this.node.propose(year2027("2027-01-03", ""));
		this.node.confirm(published);
		carryOut(published);
		this.clock.moveTo(morning("2027-02-06"));
		assertThat(current("F1").overdue(this.clock.instant())).isTrue();
		claim("F1");
		assertThat(Counting.dayOf(this.node.deadlines.nextReminderAt("F1", REVIEW))).isEqualTo("2027-02-12");

		this.timers.clear();
		ClockChange longer = this.node.propose(year2027("2027-01-03", "").replace("2027-02-11", "2027-02-12"));
		this.node.confirm(longer);
		carryOut(longer);
		assertThat(Counting.dayOf(this.timers.get("F1").nextReminderAt())).as("the Sunday worked in exchange")
			.isEqualTo("2027-02-14");
		assertThat(this.timers.get("F1").dueAt()).isEqualTo(current("F1").dueAt());
		assertThat(this.timers).doesNotContainKey("F2");
		assertThat(found(longer).moved()).isZero();
	}

	@Test
	void untilAChangeReachesALimitItsAccountIsThatOfItsEnd() {
		this.clock.moveTo(morning("2026-12-17"));
		this.node.open("F1", REVIEW);
		assertLastDayIsCounted();
		Instant before = current("F1").dueAt();
		ClockChange change = this.node.propose(year2027("2027-01-05", ""));
		this.node.confirm(change);
		assertThat(current("F1").dueAt()).isEqualTo(before);
		assertLastDayIsCounted();
		carryOut(change);
		assertThat(current("F1").dueAt()).isAfter(before);
		assertLastDayIsCounted();
	}

	private void assertLastDayIsCounted() {
		Deadline limit = current("F1");
		List<ExplainedDay> days = this.node.transaction.execute((status) -> this.node.deadlines.explain(limit));
		ExplainedDay last = days.get(days.size() - 1);
		assertThat(last.day().date()).isEqualTo(Counting.dayOf(limit.dueAt().minusNanos(1)));
		assertThat(last.counted()).isEqualTo(20);
	}

	private void claim(String filing) {
		this.node.transaction.execute((status) -> this.node.deadlines.claimReminder(filing, REVIEW));
	}

	private static Instant morning(String day) {
		return Counting.at(LocalDate.parse(day), LocalTime.of(10, 0));
	}

	@Test
	void theFirstStartTakesOverWhatIsShippedOnce() {
		assertThat(this.node.desk.versions())
			.extracting((version) -> version.year().year() + "/" + version.version() + " " + version.year().status()
					+ " " + version.inForce())
			.containsExactly("2027/1 PROVISIONAL true", "2026/1 OFFICIAL true", "2025/1 OFFICIAL true",
					"2024/1 OFFICIAL true");
		new Node();
		assertThat(this.node.desk.versions()).hasSize(4);
		assertThat(this.node.calendars.revision()).isOne();
	}

	@Test
	void theNoticeForTheNextYearSettlesAndLengthens() {
		Deadline before = this.node.open("F2026120000001", REVIEW);
		assertThat(before.lastDay()).contains(LocalDate.parse("2027-01-08"));
		assertThat(before.provisional()).isTrue();
		this.node.open("F2026120000002", DeadlineKind.ACCESS_VERIFICATION);
		ClockChange change = this.node.propose(year2027("2027-01-04", "\"2027-01-09\""));
		ClockPreview preview = this.node.preview(change);
		assertThat(preview.open()).isEqualTo(2);
		assertThat(preview.moved()).isOne();
		assertThat(preview.later()).isOne();
		assertThat(preview.lines()).singleElement().satisfies((line) -> {
			assertThat(line.filing()).isEqualTo("F2026120000001");
			assertThat(line.from()).isEqualTo(shanghai("2027-01-09T00:00"));
			assertThat(line.to()).as("the Saturday is worked").isEqualTo(shanghai("2027-01-10T00:00"));
			assertThat(line.days()).isOne();
			assertThat(line.effect()).isEqualTo(ClockPreview.Effect.LATER);
		});
		assertThat(current("F2026120000001")).as("looking moves nothing").isEqualTo(before);
		ClockChange confirmed = this.node.confirm(change);
		assertThat(confirmed.state()).isEqualTo(ClockChange.State.RUNNING);
		assertThat(this.begun).containsExactly(change.id());
		carryOut(confirmed);
		Deadline after = current("F2026120000001");
		assertThat(after.lastDay()).contains(LocalDate.parse("2027-01-09"));
		assertThat(after.provisional()).isFalse();
		assertThat(this.timers.get("F2026120000001").dueAt()).isEqualTo(after.dueAt());
		assertThat(this.timers.get("F2026120000001").nextReminderAt()).isEqualTo(shanghai("2026-12-24T09:00"));
		assertThat(this.timers).doesNotContainKey("F2026120000002");
		assertThat(this.node.deadlines.ledger(after)).singleElement().satisfies((entry) -> {
			assertThat(entry.act()).isEqualTo(LedgerEntry.Act.RECALCULATED);
			assertThat(entry.ground()).isEqualTo(NOTICE_2027);
			assertThat(entry.actorId()).isEqualTo("admin2");
			assertThat(entry.dueBefore()).isEqualTo(before.dueAt());
			assertThat(entry.dueAfter()).isEqualTo(after.dueAt());
		});
		assertThat(this.told).containsExactlyInAnyOrder("applicant:1 1 " + NOTICE_2027, "staff:chief 1 " + NOTICE_2027);
		assertThat(found(change).state()).isEqualTo(ClockChange.State.DONE);
		assertThat(found(change).moved()).isOne();
	}

	@Test
	void anAmendmentInMidFlightShortens() {
		this.node.open("F2026120000001", REVIEW);
		ClockChange longer = this.node.confirm(this.node.propose(year2027("2027-01-04", "")));
		carryOut(longer);
		assertThat(current("F2026120000001").lastDay()).contains(LocalDate.parse("2027-01-11"));
		ClockChange shorter = this.node.propose(year2027("2027-01-03", "\"2027-01-09\""));
		assertThat(this.node.preview(shorter).earlier()).isOne();
		carryOut(this.node.confirm(shorter));
		assertThat(current("F2026120000001").lastDay()).contains(LocalDate.parse("2027-01-08"));
		assertThat(this.node.deadlines.ledger(current("F2026120000001"))).hasSize(2);
	}

	@Test
	void whatBecomesOverdueAndWhatCeasesToBeIsSaidBefore() {
		this.node.open("F2026120000001", REVIEW);
		carryOut(this.node.confirm(this.node.propose(year2027("2027-01-04", ""))));
		this.clock.moveTo("2027-01-10T10:00");
		ClockChange shorter = this.node.propose(year2027("2027-01-03", "\"2027-01-09\""));
		assertThat(this.node.preview(shorter).becomeOverdue()).isOne();
		carryOut(this.node.confirm(shorter));
		assertThat(current("F2026120000001").overdue(this.clock.instant())).isTrue();
		ClockChange back = this.node.transaction
			.execute((status) -> this.node.desk.propose(versionOf(2027, 2), "撤回更正，恢复原安排", BOB));
		assertThat(this.node.preview(back).ceaseOverdue()).isOne();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.node.confirm(back))
			.satisfies((refusal) -> assertThat(refusal.messageKey()).isEqualTo("deadline.change.fourEyes"));
		this.node.transaction
			.execute((status) -> this.node.desk.confirm(back.id(), this.node.calendars.revision(), ALICE));
		carryOut(found(back));
		assertThat(current("F2026120000001").overdue(this.clock.instant())).isFalse();
		assertThat(current("F2026120000001").lastDay()).contains(LocalDate.parse("2027-01-11"));
	}

	private long versionOf(int year, int version) {
		return this.node.desk.versions()
			.stream()
			.filter((each) -> each.year().year() == year && each.version() == version)
			.findFirst()
			.orElseThrow()
			.id();
	}

	@Test
	void whatIsMetStaysAndIsExplainedByTheCalendarOfItsTime() {
		Deadline met = this.node.open("F2026120000001", REVIEW);
		this.clock.moveTo("2027-01-07T10:00");
		this.node.deadlines.close("F2026120000001", REVIEW);
		ClockChange change = this.node.propose(year2027("2027-01-04", ""));
		assertThat(this.node.preview(change).moved()).isZero();
		assertThat(this.node.preview(change).met()).isOne();
		carryOut(this.node.confirm(change));
		Deadline after = this.node.deadlines.of("F2026120000001").get(0);
		assertThat(after.dueAt()).isEqualTo(met.dueAt());
		assertThat(this.node.deadlines.explain(after)).last().satisfies((day) -> {
			assertThat(day.day().date()).isEqualTo("2027-01-08");
			assertThat(day.counted()).isEqualTo(20);
		});
		assertThat(this.told).isEmpty();
	}

	@Test
	void theSameChangeTwiceMovesNothing() {
		this.node.open("F2026120000001", REVIEW);
		String notice = year2027("2027-01-04", "");
		ClockChange change = this.node.propose(notice);
		refused("deadline.calendar.proposed", () -> this.node.propose(year2027("2027-01-03", "")));
		carryOut(this.node.confirm(change));
		refused("deadline.calendar.inForce", () -> this.node.propose(notice));
		this.timers.clear();
		carryOut(change);
		assertThat(this.timers).isEmpty();
		assertThat(this.node.deadlines.ledger(current("F2026120000001"))).hasSize(1);
	}

	@Test
	void aProposalCanBeGivenUpAndTheNextOneMade() {
		ClockChange change = this.node.propose(year2027("2027-01-04", ""));
		this.node.transaction.execute((status) -> this.node.desk.discard(change.id(), ALICE));
		refused("deadline.change.decided", () -> this.node.confirm(change));
		assertThat(this.node.propose(year2027("2027-01-04", "")).version().version()).as("the same content")
			.isEqualTo(2);
	}

	@Test
	void aPreviewOfAnOlderCalendarIsNotConfirmed() {
		ClockChange change = this.node.propose(year2027("2027-01-04", ""));
		refused("deadline.change.stale",
				() -> this.node.transaction.execute((status) -> this.node.desk.confirm(change.id(), 7, BOB)));
	}

	@Test
	void killedInTheMiddleItGoesOnWhereItStopped() {
		int filings = ClockChangeDesk.BATCH * 2 + 10;
		for (int i = 0; i < filings; i++) {
			this.node.open("F20261200%05d".formatted(i), REVIEW);
		}
		ClockChange change = this.node.confirm(this.node.propose(year2027("2027-01-04", "")));
		assertThat(this.node.move(change).left()).isTrue();
		assertThat(this.timers).hasSize(ClockChangeDesk.BATCH);
		assertThatExceptionOfType(IllegalStateException.class)
			.isThrownBy(() -> this.node.transaction.executeWithoutResult((status) -> {
				this.node.desk.move(change.id());
				throw new IllegalStateException("killed");
			}));
		assertThat(found(change).moved()).isEqualTo(ClockChangeDesk.BATCH);
		// Another node takes over.
		this.node = new Node();
		carryOut(change);
		assertThat(found(change).moved()).isEqualTo(filings);
		assertThat(this.timers).hasSize(filings);
		assertThat(this.told).containsExactlyInAnyOrder("applicant:1 " + filings + " " + NOTICE_2027,
				"staff:chief " + filings + " " + NOTICE_2027);
		for (int i = 0; i < filings; i += 97) {
			assertThat(this.node.deadlines.ledger(current("F20261200%05d".formatted(i)))).hasSize(1);
		}
	}

	@Test
	void everyNodeSeesTheNewCalendarAtOnce() {
		Node other = new Node();
		assertThat(other.calendars.current().isWorkingDay(LocalDate.parse("2027-01-04"))).isTrue();
		this.node.confirm(this.node.propose(year2027("2027-01-04", "")));
		assertThat(other.calendars.current().isWorkingDay(LocalDate.parse("2027-01-04"))).isFalse();
		assertThat(other.open("F2026120000009", REVIEW).lastDay()).contains(LocalDate.parse("2027-01-11"));
	}

	@Test
	void aLimitThatWasBeingOpenedMeanwhileIsFoundTheSecondTime() {
		ClockChange change = this.node.confirm(this.node.propose(year2027("2027-01-04", "")));
		assertThat(this.node.move(change).lateCheck()).isTrue();
		// Opened by the old calendar in a transaction that ended only now.
		this.node.open("F2026120000001", REVIEW);
		this.database.jdbc()
			.sql("update bf_deadline set calendar_revision = 1, due_at = :due, provisional_year = 2027")
			.param("due", ClockChangeStore.utc(shanghai("2027-01-09T00:00")))
			.update();
		carryOut(change);
		assertThat(current("F2026120000001").lastDay()).contains(LocalDate.parse("2027-01-11"));
		assertThat(found(change).state()).isEqualTo(ClockChange.State.DONE);
	}

	@Test
	void aStandingClockIsCountedByTheNewCalendarWhenItGoesOn() {
		this.clock.moveTo("2026-12-30T10:00");
		this.node.open("F2026120000001", REVIEW);
		this.clock.moveTo("2026-12-31T10:00");
		this.node.transaction.execute((status) -> this.node.deadlines.suspend("F2026120000001", REVIEW, "要求补正", BOB));
		this.timers.clear();
		ClockChange change = this.node.propose(year2027("2027-01-04", ""));
		assertThat(this.node.preview(change).standing()).isOne();
		carryOut(this.node.confirm(change));
		assertThat(this.timers).isEmpty();
		this.clock.moveTo("2027-01-01T10:00");
		Deadline resumed = this.node.transaction
			.execute((status) -> this.node.deadlines.resume("F2026120000001", REVIEW, BOB));
		assertThat(resumed.lastDay()).as("20 working days from 5 January").contains(LocalDate.parse("2027-02-01"));
	}

	@Test
	void aReminderThatWentOutIsNotRepeatedAndTheOthersMoveAlong() {
		this.node.open("F2026120000001", REVIEW);
		this.clock.moveTo("2026-12-24T09:00");
		assertThat(this.node.deadlines.claimReminder("F2026120000001", REVIEW)).get()
			.extracting((reminder) -> reminder.rung().id())
			.isEqualTo("T10-d10");
		carryOut(this.node.confirm(this.node.propose(year2027("2027-01-04", ""))));
		assertThat(this.timers.get("F2026120000001").nextReminderAt()).as("fifteenth working day")
			.isEqualTo(shanghai("2026-12-31T09:00"));
		this.clock.moveTo("2027-01-07T09:00");
		assertThat(this.node.deadlines.claimReminder("F2026120000001", REVIEW)).get()
			.satisfies((reminder) -> assertThat(reminder.rung().id() + " +" + reminder.collapsed())
				.isEqualTo("T10-last2 +1"));
	}

	@Test
	void aChangedLengthHoldsForTheCasesTheRuleCovers() {
		this.clock.moveTo("2026-11-20T10:00");
		this.node.open("F2026110000001", REVIEW);
		this.clock.moveTo("2026-12-01T10:00");
		this.node.open("F2026120000002", REVIEW);
		this.node.transaction
			.execute((status) -> this.node.deadlines.open("F2026120000003", REVIEW, "310000", this.clock.instant()));
		this.lengths.put(REVIEW, 30);
		ClockChange change = this.node.transaction.execute((status) -> this.node.desk.propose(REVIEW, BEIJING,
				LocalDate.parse("2026-12-01"), "京管局〔2026〕1号", ALICE));
		assertThat(this.node.preview(change).lines()).singleElement()
			.extracting(ClockPreview.Line::filing)
			.isEqualTo("F2026120000002");
		this.node.confirm(change);
		carryOut(found(change));
		assertThat(current("F2026110000001").length().amount()).isEqualTo(20);
		assertThat(current("F2026120000003").length().amount()).isEqualTo(20);
		Deadline longer = current("F2026120000002");
		assertThat(longer.length().amount()).isEqualTo(30);
		assertThat(longer.lastDay()).contains(LocalDate.parse("2027-01-13"));
		assertThat(longer.provisional()).isTrue();
		assertThat(this.node.deadlines.ledger(longer)).singleElement()
			.extracting(LedgerEntry::act, LedgerEntry::amount, LedgerEntry::ground)
			.containsExactly(LedgerEntry.Act.LENGTH_CHANGED, 30, "京管局〔2026〕1号");
		assertThat(this.timers).containsOnlyKeys("F2026120000002");
	}

	@Test
	void theSchemaOfHolidayCnIsRead() {
		String days = WorkingCalendar.shipped()
			.years()
			.stream()
			.filter((year) -> year.year() == 2026)
			.flatMap((year) -> year.holidays().stream())
			.flatMap((holiday) -> java.util.stream.Stream.concat(
					holiday.off().stream().map((day) -> day(holiday.name(), day, true)),
					holiday.makeUp().stream().map((day) -> day(holiday.name(), day, false))))
			.collect(Collectors.joining(","));
		CalendarYear year = CalendarFile
			.read("{\"year\": 2026, \"papers\": [\"http://www.gov.cn/sample\"], \"days\": [" + days + "]}", null);
		assertThat(year.status()).isEqualTo(CalendarYear.Status.OFFICIAL);
		assertThat(year.source()).isEqualTo("http://www.gov.cn/sample");
		CalendarYear shipped = WorkingCalendar.shipped().years().get(2);
		assertThat(year.holidays()).isEqualTo(shipped.holidays());
	}

	private static String day(String name, LocalDate day, boolean off) {
		return "{\"name\": \"%s\", \"date\": \"%s\", \"isOffDay\": %s}".formatted(name, day, off);
	}

	@Test
	void whatIsWrongIsSaidAllAtOnceAndByName() {
		String json = year2027("2027-01-04", "\"2027-01-07\", \"2027-02-06\", \"2028-01-09\", \"soon\"")
			.replace(NOTICE_2027, "");
		assertThat(violations(json)).containsExactlyInAnyOrder("holidays[0].makeUp[3] deadline.calendar.date [soon]",
				"source deadline.calendar.source []", "holidays[0].makeUp[0] deadline.calendar.makeUp [2027-01-07, 元旦]",
				"holidays[1] deadline.calendar.both [2027-02-06, 元旦, 春节]",
				"holidays[0].makeUp[2] deadline.calendar.otherYear [2028-01-09, 元旦, 2027]");
		assertThat(violations("{\"year\": 2028, \"papers\": [], \"days\": []}"))
			.containsExactlyInAnyOrder("days deadline.calendar.empty [2028]", "source deadline.calendar.source []");
		assertThat(violations("{\"year\": 2006}")).containsExactly("year deadline.calendar.year [2006, 2007, 2099]");
		assertThat(violations("""
				{"year": 2028, "status": "OFFICIAL", "source": "样本样本样本样本", "holidays": [
				{"name": "元旦", "from": "2028-01-01", "to": "2028-01-03"}]}""")).containsExactly(
				"days deadline.calendar.count.off [3, 10, 45]", "days deadline.calendar.statutory [2028-05-01]",
				"days deadline.calendar.statutory [2028-10-01]", "days deadline.calendar.statutory [2028-10-02]",
				"days deadline.calendar.statutory [2028-10-03]");
		refused("deadline.calendar.json", () -> CalendarFile.read("今年放假", null));
	}

	private static List<String> violations(String json) {
		try {
			CalendarFile.read(json, null);
			return List.of();
		}
		catch (Refusal refusal) {
			return refusal.violations().stream().map(ClockChangesTest::written).toList();
		}
	}

	private static String written(Violation violation) {
		return violation.path() + " " + violation.messageKey() + " " + violation.arguments();
	}

	/** 国办发明电〔2019〕16号 as published, and as the notice of 26 January 2020 left it. */
	private static String year2020(String source, String springFestivalTo, String makeUp) {
		return """
				{"year": 2020, "status": "OFFICIAL", "source": "%s", "holidays": [
				{"name": "元旦", "from": "2020-01-01", "to": "2020-01-01"},
				{"name": "春节", "from": "2020-01-24", "to": "%s", "makeUp": [%s]},
				{"name": "清明节", "from": "2020-04-04", "to": "2020-04-06"},
				{"name": "劳动节", "from": "2020-05-01", "to": "2020-05-05", "makeUp": ["2020-04-26", "2020-05-09"]},
				{"name": "端午节", "from": "2020-06-25", "to": "2020-06-27", "makeUp": ["2020-06-28"]},
				{"name": "国庆节、中秋节", "from": "2020-10-01", "to": "2020-10-08",
				"makeUp": ["2020-09-27", "2020-10-10"]}]}""".formatted(source, springFestivalTo, makeUp);
	}

	@Test
	void theSpringFestivalOf2020IsExtendedWhileItRuns() {
		this.clock.moveTo("2020-01-17T10:00");
		carryOut(this.node
			.confirm(this.node.propose(year2020("国办发明电〔2019〕16号", "2020-01-30", "\"2020-01-19\", \"2020-02-01\""))));
		this.clock.moveTo("2020-01-20T10:00");
		Deadline before = this.node.open("F2020010000001", REVIEW);
		assertThat(before.lastDay()).contains(LocalDate.parse("2020-02-21"));
		assertThat(before.provisional()).isFalse();
		this.clock.moveTo("2020-01-27T09:00");
		ClockChange longer = this.node.propose(year2020("国务院办公厅关于延长2020年春节假期的通知", "2020-02-02", "\"2020-01-19\""));
		assertThat(this.node.preview(longer).lines()).singleElement()
			.extracting(ClockPreview.Line::days, ClockPreview.Line::effect)
			.containsExactly(4, ClockPreview.Effect.LATER);
		carryOut(this.node.confirm(longer));
		assertThat(current("F2020010000001").lastDay()).contains(LocalDate.parse("2020-02-25"));
		assertThat(this.node.calendars.current().isWorkingDay(LocalDate.parse("2020-02-01"))).isFalse();
		assertThat(this.timers.get("F2020010000001").dueAt()).isEqualTo(shanghai("2020-02-26T00:00"));

		ClockChange back = this.node.transaction
			.execute((status) -> this.node.desk.propose(versionOf(2020, 1), "撤回延长，恢复原安排", ALICE));
		assertThat(this.node.preview(back).earlier()).isOne();
		carryOut(this.node.confirm(back));
		assertThat(current("F2020010000001").dueAt()).isEqualTo(before.dueAt());
		assertThat(this.timers.get("F2020010000001").dueAt()).isEqualTo(before.dueAt());
		assertThat(this.node.deadlines.ledger(current("F2020010000001"))).extracting(LedgerEntry::dueAfter)
			.containsExactly(shanghai("2020-02-26T00:00"), before.dueAt());
	}

	@Test
	void yearsOfLongAgoAreImportedLikeAnyOther() {
		carryOut(this.node.confirm(this.node.propose(
				"""
						{"year": 2007, "status": "OFFICIAL", "source": "国务院办公厅关于2007年部分节假日安排的通知", "holidays": [
						{"name": "元旦", "from": "2007-01-01", "to": "2007-01-03", "makeUp": ["2006-12-30", "2006-12-31"]},
						{"name": "春节", "from": "2007-02-18", "to": "2007-02-24", "makeUp": ["2007-02-17", "2007-02-25"]},
						{"name": "劳动节", "from": "2007-05-01", "to": "2007-05-07", "makeUp": ["2007-04-28", "2007-04-29"]},
						{"name": "国庆节", "from": "2007-10-01", "to": "2007-10-07", "makeUp": ["2007-09-29", "2007-09-30"]}]}""")));
		carryOut(this.node.confirm(this.node.propose("""
				{"year": 2012, "status": "OFFICIAL", "source": "国办发明电〔2011〕45号", "holidays": [
				{"name": "元旦", "from": "2012-01-01", "to": "2012-01-03", "makeUp": ["2011-12-31"]},
				{"name": "春节", "from": "2012-01-22", "to": "2012-01-28", "makeUp": ["2012-01-21", "2012-01-29"]},
				{"name": "清明节", "from": "2012-04-02", "to": "2012-04-04", "makeUp": ["2012-03-31", "2012-04-01"]},
				{"name": "劳动节", "from": "2012-04-29", "to": "2012-05-01", "makeUp": ["2012-04-28"]},
				{"name": "端午节", "from": "2012-06-22", "to": "2012-06-24"},
				{"name": "中秋节、国庆节", "from": "2012-09-30", "to": "2012-10-07", "makeUp": ["2012-09-29"]}]}""")));
		carryOut(this.node
			.confirm(this.node.propose(year2020("国办发明电〔2019〕16号", "2020-01-30", "\"2020-01-19\", \"2020-02-01\""))));
		assertThat(workingDays(2007)).isEqualTo(249);
		assertThat(workingDays(2012)).isEqualTo(249);
		assertThat(workingDays(2020)).isEqualTo(251);
		WorkingCalendar calendar = this.node.calendars.current();
		assertThat(calendar.isWorkingDay(LocalDate.parse("2007-09-30"))).as("a Sunday that was worked").isTrue();
		assertThat(calendar.isWorkingDay(LocalDate.parse("2012-04-04"))).isFalse();
		assertThat(calendar.isWorkingDay(LocalDate.parse("2006-12-31"))).as("named by the notice for 2007").isTrue();
		assertThat(calendar.isWorkingDay(LocalDate.parse("2026-10-10"))).as("the shipped years stay").isTrue();
	}

	@Test
	void aYearOfLongAgoThatIsWrongIsRefusedLikeAnyOther() {
		refused("deadline.calendar.invalid",
				() -> this.node.propose(year2020("国办发明电〔2019〕16号", "2020-01-30", "\"2020-01-20\"")));
		assertThat(this.node.desk.changes(10)).isEmpty();
	}

	private long workingDays(int year) {
		WorkingCalendar calendar = this.node.calendars.current();
		return LocalDate.of(year, 1, 1).datesUntil(LocalDate.of(year + 1, 1, 1)).filter(calendar::isWorkingDay).count();
	}

	@Test
	void twoNodesThatMoveAtOnceMoveEachLimitOnce() throws Exception {
		int filings = ClockChangeDesk.BATCH * 2 + 10;
		for (int i = 0; i < filings; i++) {
			this.node.open("F20261200%05d".formatted(i), REVIEW);
		}
		ClockChange change = this.node.confirm(this.node.propose(year2027("2027-01-04", "")));
		ExecutorService threads = Executors.newFixedThreadPool(2);
		try {
			Callable<Void> mover = () -> {
				Node own = new Node();
				while (own.move(change).left()) {
					assertThat(found(change).moved()).isLessThanOrEqualTo(filings);
				}
				return null;
			};
			for (Future<Void> done : threads.invokeAll(List.of(mover, mover))) {
				done.get();
			}
		}
		finally {
			threads.shutdownNow();
		}
		carryOut(change);
		assertThat(found(change).moved()).isEqualTo(filings);
		assertThat(this.timers).hasSize(filings);
		assertThat(this.told).hasSize(2).allMatch((text) -> text.contains(" " + filings + " "));
		for (int i = 0; i < filings; i += 41) {
			assertThat(this.node.deadlines.ledger(current("F20261200%05d".formatted(i)))).hasSize(1);
		}
	}

	@Test
	void theFolderProposesWhatIsGoodAndLeavesWhatIsNot(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("a-bad.json"), year2027("2027-01-04", "\"2027-01-07\""));
		Files.writeString(folder.resolve("b-broken.json"), "今年放假");
		Files.writeString(folder.resolve("c-2027.json"), year2027("2027-01-04", ""));
		Files.writeString(folder.resolve("notes.txt"), year2027("2027-01-03", ""));
		this.node.open("F2026120000001", REVIEW);
		Deadline before = current("F2026120000001");
		CalendarFolder reader = new CalendarFolder(this.node.desk, settings(folder));
		this.node.transaction.executeWithoutResult((status) -> reader.read());
		this.node.transaction.executeWithoutResult((status) -> reader.read());
		assertThat(this.node.desk.changes(10)).singleElement().satisfies((change) -> {
			assertThat(change.state()).isEqualTo(ClockChange.State.PROPOSED);
			assertThat(change.version().origin()).isEqualTo(CalendarVersion.Origin.FOLDER);
			assertThat(change.version().year().source()).isEqualTo(NOTICE_2027);
		});
		assertThat(current("F2026120000001")).as("nothing moves by itself").isEqualTo(before);
	}

	@Test
	void whatCameFromTheFolderNeedsTwoPeopleAsWell(@TempDir Path folder) throws Exception {
		Files.writeString(folder.resolve("c-2027.json"), year2027("2027-01-04", ""));
		CalendarFolder reader = new CalendarFolder(this.node.desk, settings(folder));
		this.node.transaction.executeWithoutResult((status) -> reader.read());
		long id = this.node.desk.changes(1).get(0).id();
		int revision = this.node.calendars.revision();

		ClockChange adopted = confirmed(id, revision, ALICE);
		assertThat(adopted.state()).isEqualTo(ClockChange.State.PROPOSED);
		assertThat(adopted.proposedBy()).isEqualTo(ALICE);
		assertThat(this.node.calendars.revision()).isEqualTo(revision);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> confirmed(id, revision, ALICE))
			.matches((refusal) -> refusal.kind() == Refusal.Kind.FORBIDDEN);
		assertThat(confirmed(id, revision, BOB).state()).isEqualTo(ClockChange.State.RUNNING);
		assertThat(this.node.calendars.revision()).isEqualTo(revision + 1);
	}

	private ClockChange confirmed(long id, int revision, Actor who) {
		return this.node.transaction.execute((status) -> this.node.desk.confirm(id, revision, who));
	}

	@Test
	void withoutAFolderNothingIsProposed(@TempDir Path folder) {
		new CalendarFolder(this.node.desk, settings(folder.resolve("none"))).read();
		new CalendarFolder(this.node.desk, settings()).read();
		assertThat(this.node.desk.changes(10)).isEmpty();
	}

	@Test
	void howFarTheOfficialCalendarReachesIsTold() {
		SimpleMeterRegistry metrics = new SimpleMeterRegistry();
		CalendarHealth health = new CalendarHealth(new CalendarReach(this.node.calendars, board(), this.clock),
				metrics);
		assertThat(health.health().getDetails()).containsEntry("officialUntil", "2026-12-31")
			.containsEntry("longestDeadline", "null")
			.containsEntry("daysShort", 0L);
		this.node.open("F2026120000001", REVIEW);
		assertThat(health.health().getStatus()).as("the rule each winter").isEqualTo(Status.UP);
		assertThat(health.health().getDetails()).containsEntry("longestDeadline", "2027-01-08")
			.containsEntry("daysShort", 8L);
		assertThat(metrics.get("beianflow.calendar.short").gauge().value()).isEqualTo(8);
		carryOut(this.node.confirm(this.node.propose(year2027("2027-01-04", ""))));
		assertThat(health.health().getDetails()).containsEntry("officialUntil", "2027-12-31")
			.containsEntry("longestDeadline", "2027-01-11")
			.containsEntry("daysShort", 0L);
		assertThat(metrics.get("beianflow.calendar.short").gauge().value()).isZero();
	}

	@Test
	void whatWasKeptIsCountedByMonthAndKind() {
		for (int i = 1; i <= 4; i++) {
			this.node.open("F202612000000" + i, REVIEW);
		}
		this.node.open("F2026120000005", DeadlineKind.ACCESS_VERIFICATION);
		ends("2026-12-11T09:59", "F2026120000005", DeadlineKind.ACCESS_VERIFICATION);
		ends("2026-12-31T23:30", "F2026120000001", REVIEW);
		ends("2027-01-01T00:30", "F2026120000002", REVIEW);
		ends("2027-01-09T00:00", "F2026120000003", REVIEW);
		ClockBoard.Rate january = new ClockBoard.Rate(YearMonth.of(2027, 1), REVIEW, 2, 1);
		assertThat(rates(Set.of(BEIJING), Set.of(), "2026-12")).containsExactly(
				new ClockBoard.Rate(YearMonth.of(2026, 12), DeadlineKind.ACCESS_VERIFICATION, 1, 1),
				new ClockBoard.Rate(YearMonth.of(2026, 12), REVIEW, 1, 1), january);
		assertThat(rates(Set.of(BEIJING), Set.of(), "2027-01")).containsExactly(january);
		assertThat(rates(Set.of(BEIJING), Set.of(DeadlineKind.ACCESS_VERIFICATION), "2026-12")).hasSize(1);
		assertThat(rates(Set.of("330000"), Set.of(), "2026-12")).isEmpty();
	}

	private List<ClockBoard.Rate> rates(Set<String> provinces, Set<DeadlineKind> kinds, String from) {
		return board().rates(new ClockBoard.Filter(provinces, kinds, null), YearMonth.parse(from));
	}

	private void ends(String at, String filing, DeadlineKind kind) {
		this.clock.moveTo(at);
		this.node.transaction.executeWithoutResult((status) -> this.node.deadlines.close(filing, kind));
	}

	private ClockBoard board() {
		return new DatabaseClockBoard(this.database.jdbc(), new DeadlineStore(this.database.jdbc()), this.clock);
	}

	private static void refused(String key, Runnable act) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(act::run)
			.satisfies((refusal) -> assertThat(refusal.messageKey()).isEqualTo(key));
	}

	static DeadlineSettings settings() {
		return settings(null);
	}

	private static DeadlineSettings settings(Path calendarDir) {
		return new DeadlineSettings(LocalTime.of(9, 0), LocalTime.of(18, 0), LocalTime.of(22, 0), LocalTime.of(8, 0),
				null, Duration.ofMinutes(5), calendarDir);
	}

}
