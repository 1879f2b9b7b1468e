package org.beianflow.filing;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

import org.beianflow.account.Role;
import org.beianflow.deadline.Audience;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Reminder;
import org.beianflow.deadline.Rung;
import org.beianflow.notice.NoticeKind;

import org.springframework.stereotype.Component;

/** Turns a claimed rung of a ladder into the notice of the one it is for. */
@Component
class Reminders {

	private final FilingNotices notices;

	private final Deadlines deadlines;

	Reminders(FilingNotices notices, Deadlines deadlines) {
		this.notices = notices;
		this.deadlines = deadlines;
	}

	void send(Filing filing, Reminder reminder) {
		if (reminder.rung().audience() == Audience.APPLICANT) {
			this.notices.remindApplicant(filing, reminder);
			return;
		}
		boolean overdue = reminder.rung().basis() == Rung.Basis.DAILY_AFTER_DUE;
		Map<String, Object> facts = overdue
				? Map.of("stage", stage(reminder.kind()), "dueAt", reminder.dueAt(), "overdueDays",
						this.deadlines.overdueWorkingDays(reminder.dueAt()))
				: Map.of("stage", stage(reminder.kind()), "dueAt", reminder.dueAt());
		this.notices.postToGroup(filing, overdue ? NoticeKind.STAFF_OVERDUE : NoticeKind.STAFF_REMINDER,
				roles(reminder.kind(), reminder.rung().audience()), reminder.occurrence(), facts);
	}

	private static Set<Role> roles(DeadlineKind kind, Audience audience) {
		return switch (audience) {
			case WORKER -> Set.of(role(kind, false));
			case LEAD -> Set.of(role(kind, true));
			case WORKER_AND_LEAD -> EnumSet.of(role(kind, false), role(kind, true));
			case APPLICANT -> throw new IllegalArgumentException("an applicant has no role");
		};
	}

	/** Who works on a step, or who leads them. */
	static Role role(DeadlineKind kind, boolean lead) {
		return switch (kind.turn()) {
			case PROVIDER, APPLICANT -> lead ? Role.SUPERVISOR : Role.CASE_WORKER;
			case FINANCE -> Role.FINANCE;
			case AUTHORITY -> (lead || kind == DeadlineKind.FINAL_REVIEW) ? Role.AUTHORITY_CHIEF
					: (kind == DeadlineKind.DECISION_DELIVERY) ? Role.CASE_WORKER : Role.AUTHORITY_REVIEWER;
			case SYSTEM -> Role.OPERATOR;
		};
	}

	/** The stage as the notices name it. */
	private static String stage(DeadlineKind kind) {
		return switch (kind) {
			case PROVIDER_REVIEW, PHONE_CHECK_RETRY -> "PROVIDER_REVIEW";
			case TRANSFER_RECONCILIATION -> "TRANSFER";
			case SENDING_TO_AUTHORITY -> "FORWARD";
			case COMPLETENESS_NOTICE -> "COMPLETENESS";
			case AUTHORITY_REVIEW -> "AUTHORITY_REVIEW";
			case DECISION_DELIVERY -> "DELIVERY";
			case EVIDENCE_REVIEW -> "MANUAL_ACCESS";
			case FINAL_REVIEW -> "FINAL_REVIEW";
			case PUBLICATION -> "UNDELIVERED_NOTICE";
			case NUMBER_DISPLAY, POLICE_FILING, RECTIFICATION -> "RECTIFICATION";
			case FEE_PAYMENT -> "FEE";
			case DRAFT_IDLE, SUPPLEMENT, SMS_VERIFICATION -> "SUPPLEMENT";
			case ACCESS_VERIFICATION, ACCESS_RETRY, ACCESS_RESTART -> "ACCESS";
		};
	}

}
