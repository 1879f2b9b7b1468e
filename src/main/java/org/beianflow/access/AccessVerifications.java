package org.beianflow.access;

import java.time.Instant;
import java.util.List;

import org.beianflow.audit.Actor;

/**
 * Access verification 接入核验 (domain.md §14): within a window the filed domains must lead
 * to the filed addresses and show the applicant's site.
 * <p>
 * A verification is opened with the targets of a filing; windows follow (T13, then T14 up
 * to three in all), in each of which probes run on schedule and on request, until one
 * passes, a person accepts evidence, or no window is left. Every attempt leaves a record
 * that states what was expected and what was seen. Times are instants; windows count wall
 * time.
 */
public interface AccessVerifications {

	/**
	 * Prepares the verification of a filing with a token of its own, which the approval
	 * notice already names. Called again while it runs, only the targets are brought in
	 * step with the filing. Called again after its end, for a filing that was returned,
	 * it starts afresh: new token, three new windows; earlier evidence stays.
	 * @param filing reference of the filing
	 * @param province the filing province, six-digit code; decides lengths of windows
	 * @param targets what is checked, at least one
	 */
	AccessStatus open(String filing, String province, List<VerificationTarget> targets);

	/**
	 * The applicant changed what is to be verified, while it is being verified: the next
	 * attempt looks for this.
	 * @throws org.beianflow.check.Refusal CONFLICT while a person looks at evidence, and
	 * after the end
	 */
	void retarget(String filing, List<VerificationTarget> targets, Actor actor);

	/**
	 * The first channel of the approval notice was sent, or the call that replaces it is
	 * done (ruling 17): the first window counts from here. Later channels change nothing.
	 */
	void noticeSent(String filing, Instant at);

	/**
	 * Opens the first window, or the next one the applicant asked for. Without
	 * {@link #noticeSent} the first window counts from now. A window that is open stays
	 * as it is.
	 */
	AccessWindow openWindow(String filing);

	/**
	 * Makes one attempt on all targets and keeps its evidence. Takes up to 20 seconds.
	 */
	ProbeOutcome probe(String filing);

	/**
	 * Ends the present window without success. If no window is left, so ends the
	 * verification.
	 */
	AccessRestart closeWindow(String filing);

	/**
	 * Ends the verification; one that has not passed by now has failed.
	 * @return whether it has passed
	 */
	boolean conclude(String filing);

	/**
	 * The applicant wants a probe now.
	 * @throws org.beianflow.check.Refusal if no window is open, or the last probe was
	 * just now
	 */
	void requestNow(String filing, Actor actor);

	/**
	 * The applicant starts the next window.
	 * @throws org.beianflow.check.Refusal if no window has failed, none is left or the
	 * time to start it has passed
	 */
	void requestRetry(String filing, Actor actor);

	/**
	 * The applicant gets more time in the first window, once (domain.md 8.2-10).
	 * @param reason why the time does not suffice
	 * @return the new end, exclusive
	 * @throws org.beianflow.check.Refusal if the first window is not open, was extended
	 * before, or extensions are switched off
	 */
	Instant extend(String filing, String reason, Actor actor);

	/**
	 * The applicant hands in evidence because the probe cannot reach the site.
	 * @param materialVersionId the uploaded version
	 * @param statement why, in the applicant's words, up to 2000 characters
	 * @throws org.beianflow.check.Refusal if no window is open, or something is missing
	 */
	void submitManualEvidence(String filing, String materialVersionId, String statement, Actor actor);

	/**
	 * Puts evidence or a warning before a person.
	 * @return by when the person shall decide, and is reminded of it
	 */
	EvidenceReview openManual(String filing);

	/**
	 * A case worker has decided on the evidence, in the transaction that completes the
	 * task. Accepted, the verification has passed; otherwise the window goes on while it
	 * lasts.
	 * @param reason why; required for a rejection, the applicant reads it
	 * @throws org.beianflow.check.Refusal if nothing waits for a decision, or a rejection
	 * gives no reason
	 */
	void confirmManual(String filing, boolean accepted, String reason, Actor actor);

	/**
	 * Where the verification stands.
	 * @throws org.beianflow.check.Refusal if the filing has none
	 */
	AccessStatus status(String filing);

	/** Every attempt of the filing, newest first. */
	List<AccessAttempt> evidence(String filing);

}
