package org.beianflow.deadline;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditEntry;
import org.beianflow.audit.AuditTrail;
import org.beianflow.audit.AuditVerification;
import org.beianflow.deadline.process.ShippedRules;

import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The clocks of the application on a database and timers of the caller's choice. */
public final class BenchClocks {

	private final Deadlines deadlines;

	private final ClockChangeDesk desk;

	private final DatabaseCalendars calendars;

	private final TransactionTemplate transaction;

	public BenchClocks(JdbcClient jdbc, PlatformTransactionManager transactions, DeadlineTimers timers,
			ClockChangeProcess process, Clock clock) {
		this.transaction = new TransactionTemplate(transactions);
		CalendarStore versions = new CalendarStore(jdbc);
		this.calendars = new DatabaseCalendars(versions, transactions, clock);
		this.calendars.afterPropertiesSet();
		DeadlineStore store = new DeadlineStore(jdbc);
		StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of("timers", timers, "process", process));
		DeadlineSettings settings = new DeadlineSettings(LocalTime.of(9, 0), LocalTime.of(18, 0), LocalTime.of(22, 0),
				LocalTime.of(8, 0), null, Duration.ofMinutes(5), null);
		AuditTrail audit = new NoAudit();
		DeadlineRules rules = new ShippedRules();
		this.deadlines = new DatabaseDeadlines(store, rules, this.calendars, settings,
				beans.getBeanProvider(DeadlineTimers.class), audit, clock);
		this.desk = new ClockChangeDesk(new ClockChangeStore(jdbc, versions), store, versions, this.calendars, rules,
				settings, beans.getBeanProvider(DeadlineTimers.class), beans.getBeanProvider(ClockChangeProcess.class),
				beans.getBeanProvider(MovedPeople.class), audit, clock);
	}

	public Deadlines deadlines() {
		return this.deadlines;
	}

	public ClockMoves moves() {
		return this.desk;
	}

	public ClockChange propose(String json) {
		return this.transaction
			.execute((status) -> this.desk.propose(json, null, CalendarVersion.Origin.API, Actor.staff("one")));
	}

	public ClockPreview preview(ClockChange change) {
		return this.transaction.execute((status) -> this.desk.preview(change.id(), 0, 50));
	}

	public void confirm(ClockChange change) {
		this.transaction
			.execute((status) -> this.desk.confirm(change.id(), this.calendars.revision(), Actor.staff("two")));
	}

	public int moved(ClockChange change) {
		return this.desk.find(change.id()).orElseThrow().moved();
	}

	public Instant dueOf(String filing, DeadlineKind kind) {
		return Optional.ofNullable(this.deadlines.running(filing, kind).orElseThrow().dueAt()).orElseThrow();
	}

	/** The audit of one change is a few rows; it plays no part here. */
	private static final class NoAudit implements AuditTrail {

		@Override
		public void record(String chain, Actor actor, String act, Map<String, String> facts) {
		}

		@Override
		public List<AuditEntry> of(String chain) {
			return List.of();
		}

		@Override
		public AuditVerification verify(String chain) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<AuditVerification> verifyAll() {
			return List.of();
		}

	}

}
