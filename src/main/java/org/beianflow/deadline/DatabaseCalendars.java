package org.beianflow.deadline;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.beianflow.audit.Actor;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The calendar in the database.
 * <p>
 * Every node asks for the number of the calendar before it counts, once in each
 * transaction: one look at a row that is always in memory. The days behind a number never
 * change, so they are kept.
 */
@Component
class DatabaseCalendars implements WorkingCalendars, InitializingBean {

	private static final Actor RELEASE = Actor.system("release");

	/** Former calendars are asked for rarely, by the account of a limit long met. */
	private static final int MOST_KEPT = 16;

	private final CalendarStore store;

	private final TransactionTemplate transaction;

	private final Clock clock;

	private final Map<Integer, WorkingCalendar> known = new ConcurrentHashMap<>();

	DatabaseCalendars(CalendarStore store, PlatformTransactionManager transactions, Clock clock) {
		this.store = store;
		this.transaction = new TransactionTemplate(transactions);
		this.clock = clock;
	}

	/** The first start of all takes over what is shipped. */
	@Override
	public void afterPropertiesSet() {
		this.transaction.executeWithoutResult((status) -> {
			// A second node waits here and then finds it done.
			if (this.store.lockRevision() == 0) {
				for (CalendarYear year : WorkingCalendar.shipped().years()) {
					long version = this.store.insert(year, CalendarVersion.Origin.SHIPPED, RELEASE,
							this.clock.instant());
					this.store.activate(1, year.year(), version, null, this.clock.instant());
				}
				this.store.setRevision(1);
			}
		});
	}

	@Override
	public WorkingCalendar current() {
		return at(revision());
	}

	@Override
	public int revision() {
		if (!TransactionSynchronizationManager.isSynchronizationActive()) {
			return this.store.revision();
		}
		Integer seen = (Integer) TransactionSynchronizationManager.getResource(this);
		if (seen == null) {
			seen = this.store.revision();
			TransactionSynchronizationManager.bindResource(this, seen);
			TransactionSynchronizationManager.registerSynchronization(new Seen(seen));
		}
		return seen;
	}

	/**
	 * What was seen in this transaction no longer counts: it has changed the calendar.
	 */
	void changed() {
		if (TransactionSynchronizationManager.hasResource(this)) {
			TransactionSynchronizationManager.unbindResource(this);
		}
	}

	@Override
	public WorkingCalendar at(int revision) {
		WorkingCalendar calendar = this.known.get(revision);
		if (calendar == null) {
			if (this.known.size() >= MOST_KEPT) {
				this.known.clear();
			}
			calendar = WorkingCalendar.of(this.store.years(revision));
			this.known.put(revision, calendar);
		}
		return calendar;
	}

	/** Takes the number seen along when a transaction stands aside for another. */
	private final class Seen implements TransactionSynchronization {

		private final Integer revision;

		private boolean aside;

		private Seen(Integer revision) {
			this.revision = revision;
		}

		@Override
		public void suspend() {
			this.aside = TransactionSynchronizationManager.unbindResourceIfPossible(DatabaseCalendars.this) != null;
		}

		@Override
		public void resume() {
			if (this.aside) {
				TransactionSynchronizationManager.bindResource(DatabaseCalendars.this, this.revision);
			}
		}

		@Override
		public void afterCompletion(int status) {
			TransactionSynchronizationManager.unbindResourceIfPossible(DatabaseCalendars.this);
		}

	}

}
