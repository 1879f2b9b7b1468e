package org.beianflow.access.process;

import org.beianflow.access.AccessVerifications;
import org.beianflow.access.AccessWindow;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 开启核验窗口: the next window, with its end and first reminder. */
@Component
class OpenAccessWindow implements JavaDelegate {

	private final AccessVerifications verifications;

	OpenAccessWindow(AccessVerifications verifications) {
		this.verifications = verifications;
	}

	@Override
	public void execute(DelegateExecution execution) {
		AccessWindow window = this.verifications.openWindow(execution.getProcessBusinessKey());
		execution.setVariable("accessDeadlineKind", window.kind().name());
		execution.setVariable("accessVerificationDueAt", Dates.of(window.dueAt()));
		execution.setVariable("accessVerificationReminderDueAt", Dates.of(window.nextReminderAt()));
	}

}
