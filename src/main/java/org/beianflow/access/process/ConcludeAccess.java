package org.beianflow.access.process;

import org.beianflow.access.AccessVerifications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 登记核验结果: what the calling process reads. */
@Component
class ConcludeAccess implements JavaDelegate {

	private final AccessVerifications verifications;

	ConcludeAccess(AccessVerifications verifications) {
		this.verifications = verifications;
	}

	@Override
	public void execute(DelegateExecution execution) {
		boolean passed = this.verifications.conclude(execution.getProcessBusinessKey());
		execution.setVariable("accessOutcome", passed ? "PASSED" : "FAILED");
	}

}
