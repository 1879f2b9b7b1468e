package org.beianflow.access.process;

import org.beianflow.access.AccessRestart;
import org.beianflow.access.AccessVerifications;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 结束核验窗口: whether another may follow, and by when it must be started. */
@Component
class CloseAccessWindow implements JavaDelegate {

	private final AccessVerifications verifications;

	CloseAccessWindow(AccessVerifications verifications) {
		this.verifications = verifications;
	}

	@Override
	public void execute(DelegateExecution execution) {
		AccessRestart restart = this.verifications.closeWindow(execution.getProcessBusinessKey());
		execution.setVariable("accessRetryAllowed", restart.allowed());
		execution.setVariable("accessRestartDueAt", Dates.of(restart.dueAt()));
		execution.setVariable("accessRestartReminderDueAt", Dates.of(restart.nextReminderAt()));
	}

}
