package org.beianflow.access.process;

import org.beianflow.access.AccessVerifications;
import org.beianflow.access.ProbeOutcome;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 探测接入情况: one attempt, and when the next one is due. */
@Component
class ProbeAccess implements JavaDelegate {

	private final AccessVerifications verifications;

	ProbeAccess(AccessVerifications verifications) {
		this.verifications = verifications;
	}

	@Override
	public void execute(DelegateExecution execution) {
		ProbeOutcome outcome = this.verifications.probe(execution.getProcessBusinessKey());
		execution.setVariable("probeOutcome", outcome.next().name());
		execution.setVariable("accessProbeDueAt", Dates.of(outcome.nextProbeAt()));
	}

}
