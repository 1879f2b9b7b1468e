package org.beianflow.portal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingTexts;

import org.springframework.stereotype.Component;

/** The clock of a filing as its applicant reads it. */
@Component
class CaseClock {

	private final Deadlines deadlines;

	private final DeadlineWords words;

	CaseClock(Deadlines deadlines, DeadlineWords words) {
		this.deadlines = deadlines;
		this.words = words;
	}

	/**
	 * A time limit in words.
	 *
	 * @param kind which one
	 * @param name what it is called
	 * @param due by when
	 * @param left what is left, or what became of it
	 * @param tone {@code ok}, {@code soon}, {@code overdue} or {@code waiting}
	 * @param basis on what ground
	 * @param provisional that the end may still move; null if it may not
	 * @param dueAt the end for a page that counts down, ISO 8601; null for limits in days
	 * @param open whether it still runs
	 */
	record Shown(DeadlineKind kind, String name, String due, String left, String tone, String basis, String provisional,
			String dueAt, boolean open) {

	}

	/** The clock that runs for the present state. */
	Optional<Deadline> running(Filing filing) {
		String reference = filing.reference().value();
		Optional<Deadline> running = FilingTexts.clockOf(filing.state())
			.flatMap((kind) -> this.deadlines.running(reference, kind));
		if (running.isEmpty() && filing.state() == FilingState.ACCESS_PENDING) {
			return this.deadlines.running(reference, DeadlineKind.ACCESS_RETRY);
		}
		return running;
	}

	/** All the clocks a filing has and had, the last one first. */
	List<Shown> all(Filing filing, Locale locale) {
		List<Shown> all = new ArrayList<>(this.deadlines.of(filing.reference().value())
			.stream()
			.map((deadline) -> shown(deadline, locale))
			.toList());
		Collections.reverse(all);
		return all;
	}

	Shown shown(Deadline deadline, Locale locale) {
		boolean countsDown = deadline.running() && !deadline.length().unit().byDay();
		DeadlineWords.Standing standing = this.words.standing(deadline, locale);
		return new Shown(deadline.kind(), this.words.name(deadline.kind(), locale), this.words.due(deadline, locale),
				standing.text(), standing.tone(), this.words.basis(deadline.kind(), locale),
				this.words.provisional(deadline, locale).orElse(null), countsDown ? deadline.dueAt().toString() : null,
				deadline.open());
	}

}
