package org.beianflow.deadline;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rungs of one running limit that are still to go out, as seen at one instant.
 * <p>
 * A rung is done with when it was spent for the present due instant, or for another one
 * but planned for the same instant: an extension leaves the tenth day where it was, and
 * the tenth day is not told twice.
 */
final class Ladder {

	/** A rung with its place in time. */
	record Step(Rung rung, String id, Instant plannedAt) {
	}

	private final Instant dueAt;

	private final Instant now;

	private final Rung daily;

	private final List<Step> missed = new ArrayList<>();

	private final List<Step> ahead = new ArrayList<>();

	private final Counting counting;

	Ladder(Counting counting, Deadline deadline, List<Rung> rungs, List<DeadlineStore.Spent> spent, Instant now) {
		this.counting = counting;
		this.dueAt = deadline.dueAt();
		this.now = now;
		this.daily = rungs.stream()
			.filter((rung) -> rung.basis() == Rung.Basis.DAILY_AFTER_DUE)
			.findFirst()
			.orElse(null);
		Budget budget = Budget.of(deadline);
		for (Rung rung : rungs) {
			counting.planned(budget, this.dueAt, rung).ifPresent((planned) -> add(rung, rung.id(), planned, spent));
		}
		if (this.daily != null && !now.isBefore(this.dueAt)) {
			counting.latestDaily(this.dueAt, now)
				.ifPresent(
						(planned) -> add(this.daily, this.daily.id() + "@" + Counting.dayOf(planned), planned, spent));
		}
		this.missed.sort(Comparator.comparing(Step::plannedAt));
		this.ahead.sort(Comparator.comparing(Step::plannedAt));
	}

	private void add(Rung rung, String id, Instant planned, List<DeadlineStore.Spent> spent) {
		boolean done = spent.stream()
			.anyMatch((each) -> each.rung().equals(id)
					&& (each.dueAt().equals(this.dueAt) || each.plannedAt().equals(planned)));
		if (!done) {
			(planned.isAfter(this.now) ? this.ahead : this.missed).add(new Step(rung, id, planned));
		}
	}

	/** What should have gone out by now, oldest first. */
	List<Step> missed() {
		return this.missed;
	}

	/** What is still to come, soonest first. */
	List<Step> ahead() {
		return this.ahead;
	}

	/** The one that goes out now and speaks for the others missed, if any. */
	Optional<Step> due() {
		if (this.missed.isEmpty()) {
			return Optional.empty();
		}
		Step last = this.missed.get(this.missed.size() - 1);
		// "Two days left" is no use after the end.
		boolean pointless = !this.now.isBefore(this.dueAt) && last.rung().basis() != Rung.Basis.DAILY_AFTER_DUE;
		return pointless ? Optional.empty() : Optional.of(last);
	}

	/** When the next one goes out; empty if none is left. */
	Optional<Instant> next() {
		Optional<Step> due = due();
		if (due.isPresent()) {
			return due.map(Step::plannedAt);
		}
		if (!this.ahead.isEmpty()) {
			return Optional.of(this.ahead.get(0).plannedAt());
		}
		return (this.daily != null) ? Optional.of(this.counting.nextDaily(this.dueAt, this.now)) : Optional.empty();
	}

}
