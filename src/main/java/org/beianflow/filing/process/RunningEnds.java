package org.beianflow.filing.process;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.engine.TaskEnds;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The ends of the clocks that run. */
@Component
class RunningEnds implements TaskEnds {

	private static final Map<String, DeadlineKind> KINDS = Stream.of(DeadlineKind.values())
		.collect(Collectors.toMap(DeadlineKind::dueVariable, Function.identity()));

	private final ObjectProvider<Deadlines> deadlines;

	// The engine is built with this bean in its hands, and the clocks need the engine.
	RunningEnds(ObjectProvider<Deadlines> deadlines) {
		this.deadlines = deadlines;
	}

	@Override
	public Optional<Instant> end(String filing, String variable) {
		return Optional.ofNullable(KINDS.get(variable))
			.flatMap((kind) -> this.deadlines.getObject().running(filing, kind))
			.map((clock) -> (clock.dueAt() != null) ? clock.dueAt() : Deadlines.PARKED);
	}

}
