package org.beianflow.account;

/**
 * What somebody may be allowed to do. Who may, and within which bounds, stands in
 * {@code account/permissions.csv}; an action without a row there is allowed to nobody.
 */
public enum Action {

	/** Begin a filing of one's own. */
	FILING_CREATE,
	/** Read a filing with its state, deadlines, timeline and history. */
	FILING_READ,
	/** Change the form of a draft or of a returned filing. */
	FILING_EDIT,
	/** Submit or resubmit a filing. */
	FILING_SUBMIT,
	/** Withdraw a submitted filing or abandon a draft. */
	FILING_WITHDRAW,
	/** Pay the fee or report a transfer. */
	FILING_PAY,
	/** Search and list filings of others. */
	FILING_SEARCH,
	/** Ask for an access probe, begin a retry, hand in evidence by hand. */
	ACCESS_REQUEST,
	/** Read probes and their evidence. */
	ACCESS_EVIDENCE_READ,
	/** Add a version of a material. */
	MATERIAL_UPLOAD,
	/** Open a material that shows no person. */
	MATERIAL_READ,
	/** Open a picture of an identity document or of a person. */
	MATERIAL_READ_IDENTITY,
	/** Read the notices of a filing. */
	NOTICE_READ,
	/** Work on staff tasks at all; which tasks is settled by the engine's grants. */
	TASK_WORK,
	/** Give a staff task to somebody else. */
	TASK_REASSIGN,
	/** Write an internal note or a line in the call log. */
	REVIEW_NOTE,
	/** Decide 初审. */
	DECISION_PROVIDER_REVIEW,
	/** Decide 复核不予受理. */
	DECISION_SECOND_CHECK,
	/** Override a failed automatic check, with a reason. */
	CHECK_OVERRIDE,
	/** Send filings to the authority and record its acknowledgement. */
	SEND_TO_AUTHORITY,
	/** Decide 管局审核. */
	DECISION_AUTHORITY_REVIEW,
	/** Extend the authority's time limit (T11). */
	DECISION_EXTENSION,
	/** Decide 终审. */
	DECISION_FINAL_REVIEW,
	/** Judge manual evidence of access. */
	DECISION_ACCESS,
	/** Confirm the instance and address behind a filing. */
	RESOURCE_CONFIRM,
	/** Send the fee notice. */
	FEE_NOTICE,
	/** Confirm that a transfer arrived. */
	FEE_CONFIRM,
	/** Pay a fee back. */
	FEE_REFUND,
	/** List the outgoing notices of all filings. */
	NOTICE_LIST,
	/** Send an undelivered or doubtful notice again. */
	NOTICE_RESEND,
	/** See failed automatic steps. */
	INCIDENT_READ,
	/** Let a failed automatic step run again. */
	INCIDENT_RETRY,
	/** See personal data unmasked, with a reason, recorded. */
	PERSONAL_DATA_UNMASK,
	/** Read the register records. */
	REGISTER_READ,
	/** Take over numbers issued elsewhere. */
	REGISTER_IMPORT,
	/** Put a subject or domain on the list of barred ones, or take it off. */
	BLACKLIST_EDIT,
	/** Plan and record checks after the filing. */
	INSPECTION_WORK,
	/** Create, change and lock staff accounts. */
	STAFF_MANAGE,
	/** Change rule lists and calendars. */
	RULES_EDIT,
	/** Deploy process models. */
	MODEL_DEPLOY,
	/** Read figures without personal data. */
	METRICS_READ,
	/** Read and verify the audit log. */
	AUDIT_READ,
	/** Move the demo's clock; the route exists in the demo profile only. */
	DEMO_CLOCK

}
