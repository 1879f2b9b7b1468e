package org.beianflow.deadline.process;

import org.beianflow.deadline.ClockChangeProcess;
import org.camunda.bpm.engine.RuntimeService;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Moves clocks on the engine: the jobs of {@code clock-change.bpmn} are what makes the
 * batches durable and gives them to another node when one dies.
 */
@Component
class EngineClockChanges implements ClockChangeProcess {

	static final String PROCESS = "clock-change";

	private final RuntimeService runtime;

	EngineClockChanges(@Lazy RuntimeService runtime) {
		this.runtime = runtime;
	}

	@Override
	public void begin(long change) {
		this.runtime.startProcessInstanceByKey(PROCESS, "C" + change);
	}

	/** The change a process carries out: its business key. */
	static long change(String businessKey) {
		return Long.parseLong(businessKey.substring(1));
	}

}
