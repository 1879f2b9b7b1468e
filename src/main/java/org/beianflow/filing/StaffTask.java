package org.beianflow.filing;

import java.util.Optional;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.review.ReviewStage;

/**
 * The tasks of staff, as the diagrams name them. Which stage of review a task belongs to,
 * if any, and which clock it stands under.
 */
public enum StaffTask {

	/** 初审. */
	PROVIDER_REVIEW("task_providerReview", ReviewStage.PROVIDER, DeadlineKind.PROVIDER_REVIEW),
	/** 复核不予受理. */
	REFUSAL_CHECK("task_checkRefusal", ReviewStage.REFUSAL_CHECK, DeadlineKind.PROVIDER_REVIEW),
	/** 决定是否再退回. */
	FURTHER_RETURN("task_decideFurtherReturn", ReviewStage.FURTHER_RETURN, DeadlineKind.PROVIDER_REVIEW),
	/** 核对转账. */
	TRANSFER("task_matchTransfer", null, DeadlineKind.TRANSFER_RECONCILIATION),
	/** 报送管局. */
	SENDING("task_sendToAuthority", ReviewStage.SENDING, DeadlineKind.SENDING_TO_AUTHORITY),
	/** 处理报送失败. */
	SENDING_FAILURE("task_handleSendingFailure", ReviewStage.SENDING, DeadlineKind.SENDING_TO_AUTHORITY),
	/** 管局审核. */
	AUTHORITY_REVIEW("task_authorityReview", ReviewStage.AUTHORITY, DeadlineKind.AUTHORITY_REVIEW),
	/** 复核不予备案. */
	AUTHORITY_REFUSAL_CHECK("task_checkAuthorityRefusal", ReviewStage.REFUSAL_CHECK, DeadlineKind.AUTHORITY_REVIEW),
	/** 电话通知申请人. */
	CALL_APPLICANT("task_callApplicant", null, DeadlineKind.DECISION_DELIVERY),
	/** 人工核验. */
	MANUAL_ACCESS("task_reviewAccessEvidence", ReviewStage.MANUAL_ACCESS, DeadlineKind.EVIDENCE_REVIEW),
	/** 终审. */
	FINAL_REVIEW("task_finalReview", ReviewStage.FINAL, DeadlineKind.FINAL_REVIEW),
	/** 整改. */
	RECTIFICATION("task_rectification", null, DeadlineKind.RECTIFICATION),
	/** 处理未送达通知. */
	UNDELIVERED_NOTICE("task_handleUndelivered", null, null),
	/** 办理退款. */
	REFUND("task_refund", null, null);

	private final String key;

	private final ReviewStage stage;

	private final DeadlineKind clock;

	StaffTask(String key, ReviewStage stage, DeadlineKind clock) {
		this.key = key;
		this.stage = stage;
		this.clock = clock;
	}

	/** Its id in the diagram. */
	public String key() {
		return this.key;
	}

	/** The stage of review, where it is one. */
	public Optional<ReviewStage> stage() {
		return Optional.ofNullable(this.stage);
	}

	/** The clock it stands under, where it is a legal or agreed one. */
	public Optional<DeadlineKind> clock() {
		return Optional.ofNullable(this.clock);
	}

	/** The task with this id in a diagram. */
	public static Optional<StaffTask> byKey(String key) {
		for (StaffTask task : values()) {
			if (task.key.equals(key)) {
				return Optional.of(task);
			}
		}
		return Optional.empty();
	}

}
