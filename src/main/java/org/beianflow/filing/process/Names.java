package org.beianflow.filing.process;

import java.util.Date;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;

/** The names that diagrams and code share, and how a delegate reads its key. */
final class Names {

	static final String WEBSITE_FILING = "website-filing";

	static final String AFTER_FILING = "after-filing";

	static final String PREPARE_MATERIALS = "task_prepareMaterials";

	static final String SUPPLEMENT_MATERIALS = "task_supplementMaterials";

	static final String PROVINCE = "province";

	static final String SMS_VERIFICATION = "smsVerification";

	static final String ACCESS_VERIFICATION = "accessVerification";

	static final String NUMBER_ISSUED_AT = "numberIssuedAt";

	static final String DEADLINE_KIND = "deadlineKind";

	static final String REMINDER_DUE_AT = "reminderDueAt";

	static final String REMINDER_NEXT = "reminderNext";

	static final String FILING_STATE = "filingState";

	static final String CONTINUE_AT = "continueAt";

	static final String NOTICE_KIND = "noticeKind";

	static final String FEE_DUE = "feeDue";

	static final String RETURNED_STATE = "returnedState";

	static final String RETURNED_BY = "returnedBy";

	static final String CLOSED_AS = "closedAs";

	static final String SMS_PERSONS = "smsPersons";

	static final String SMS_PERSON = "loopCounter";

	static final String SMS_PERSON_VERIFIED = "smsPersonVerified";

	static final String SMS_OUTCOME = "smsOutcome";

	static final String DECISION = "decision";

	static final String DELIVERY_OUTCOME = "deliveryOutcome";

	static final String DELIVERY_CHECK_DUE_AT = "deliveryCheckDueAt";

	static final String NUMBER_DISPLAYED = "numberDisplayed";

	static final String DISPLAY_CHECK_DUE_AT = "displayCheckDueAt";

	static final String GO_LIVE_CHECK = "goLiveCheck";

	private Names() {
	}

	/** The filing an execution belongs to: its business key. */
	static FilingReference filing(DelegateExecution execution) {
		return new FilingReference(execution.getProcessBusinessKey());
	}

	/** The clock an element names in its input. */
	static DeadlineKind deadlineKind(DelegateExecution execution) {
		return DeadlineKind.valueOf((String) execution.getVariable(DEADLINE_KIND));
	}

	/**
	 * Variable with the next reminder of a clock: {@code authorityReviewReminderDueAt}.
	 */
	static String reminderVariable(DeadlineKind kind) {
		return kind.dueVariable().replaceFirst("DueAt$", "ReminderDueAt");
	}

	/** Hands the times of a clock to the diagram, where its scope will read them. */
	static void setTimes(DelegateExecution execution, DeadlineKind kind, FilingRoad.Times times) {
		execution.getProcessInstance().setVariable(kind.dueVariable(), Date.from(times.dueAt()));
		execution.getProcessInstance().setVariable(reminderVariable(kind), Date.from(times.nextReminderAt()));
	}

}
