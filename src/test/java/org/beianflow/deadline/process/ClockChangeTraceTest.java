package org.beianflow.deadline.process;

import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The moving of clocks along its diagram. */
@Traces("clock-change")
class ClockChangeTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("clock-change");

	@Test
	void batchAfterBatchThenPeopleThenOnceMore() {
		engine.when("moveClocks", (execution) -> {
			int call = engine.calls("moveClocks").size();
			execution.setVariable("clocksLeft", call == 1);
			execution.setVariable("lateCheck", call < 3);
			execution.setVariable("lateCheckDueAt", engine.inDays(1));
		});
		engine.when("tellMoved",
				(execution) -> execution.setVariable("peopleLeft", engine.calls("tellMoved").size() == 1));
		engine.start("clock-change", Map.of());
		engine.work();
		assertThat(engine.calls("moveClocks")).hasSize(2);
		assertThat(engine.calls("tellMoved")).hasSize(2);
		engine.fire("timer_lateCheck");
		assertThat(engine.calls("moveClocks")).hasSize(3);
		assertThat(engine.ends("clock-change")).contains("end_clocksMoved");
		assertThat(engine.isOver("clock-change")).isTrue();
	}

}
