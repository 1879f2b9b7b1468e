package org.beianflow.access.process;

import org.beianflow.access.AccessVerifications;
import org.beianflow.access.EvidenceReview;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** 登记人工核验时限: by when a person shall decide. */
@Component
class OpenEvidenceReview implements JavaDelegate {

	private final AccessVerifications verifications;

	OpenEvidenceReview(AccessVerifications verifications) {
		this.verifications = verifications;
	}

	@Override
	public void execute(DelegateExecution execution) {
		EvidenceReview review = this.verifications.openManual(execution.getProcessBusinessKey());
		execution.setVariable("evidenceReviewDueAt", Dates.of(review.dueAt()));
		execution.setVariable("evidenceReviewReminderDueAt", Dates.of(review.nextReminderAt()));
	}

}
