package org.beianflow.access.process;

import java.time.Instant;

import org.beianflow.access.AccessVerifications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 登记人工核验: by when a person shall decide. */
@Component
class OpenManualVerification implements JavaDelegate {

	private final AccessVerifications verifications;

	OpenManualVerification(AccessVerifications verifications) {
		this.verifications = verifications;
	}

	@Override
	public void execute(DelegateExecution execution) {
		Instant due = this.verifications.openManual(execution.getProcessBusinessKey());
		execution.setVariable("manualVerificationDueAt", Dates.of(due));
	}

}
