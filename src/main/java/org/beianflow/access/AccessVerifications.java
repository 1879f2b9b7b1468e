package org.beianflow.access;

import java.time.Instant;
import java.util.List;

import org.beianflow.audit.Actor;
import org.springframework.stereotype.Service;

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
@Service
public class AccessVerifications {

	AccessVerifications() {
	}

	/**
	 * Prepares the verification of a filing with a token of its own. Opened again, after
	 * a return for correction, it starts afresh: new targets, new token, three new
	 * windows; earlier evidence stays.
	 * @param filing reference of the filing
	 * @param province the filing province, six-digit code; decides lengths of windows
	 * @param targets what is checked, at least one
	 * @param startedAt when the first channel of the approval notice was sent (ruling
	 * 17): the first window counts from here
	 */
	public AccessStatus open(String filing, String province, List<VerificationTarget> targets, Instant startedAt) {
		throw new UnsupportedOperationException();
	}

	/** Opens the first window, or the next one the applicant asked for. */
	public AccessWindow openWindow(String filing) {
		throw new UnsupportedOperationException();
	}

	/** Makes one attempt on all targets and keeps its evidence. */
	public ProbeOutcome probe(String filing) {
		throw new UnsupportedOperationException();
	}

	/** Ends the present window without success. */
	public AccessRestart closeWindow(String filing) {
		throw new UnsupportedOperationException();
	}

	/** Ends the verification without success: no window left or none started in time. */
	public void fail(String filing) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The applicant wants a probe now.
	 * @throws org.beianflow.check.Refusal if no window is open, or the last probe was
	 * less than a minute ago
	 */
	public void requestNow(String filing, Actor actor) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The applicant starts the next window.
	 * @throws org.beianflow.check.Refusal if no window has failed, none is left or the
	 * time to start it has passed
	 */
	public void requestRetry(String filing, Actor actor) {
		throw new UnsupportedOperationException();
	}

	/**
	 * The applicant hands in evidence because the probe cannot reach the site.
	 * @param materialVersionId the uploaded version
	 * @param statement why, in the applicant's words, up to 2000 characters
	 * @throws org.beianflow.check.Refusal if no window is open
	 */
	public void submitManualEvidence(String filing, String materialVersionId, String statement, Actor actor) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Puts evidence or a warning before a person.
	 * @return by when the person shall decide
	 */
	public Instant openManual(String filing) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Saves what a case worker thinks of the evidence; may be changed until
	 * {@link #freezeManual}.
	 * @param reason why; required for a rejection, the applicant reads it
	 */
	public void confirmManual(String filing, boolean accepted, String reason, Actor actor) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Makes the saved decision final, in the transaction that completes the task.
	 * @return whether the evidence was accepted
	 * @throws org.beianflow.check.Refusal if nothing was decided
	 */
	public boolean freezeManual(String filing, Actor actor) {
		throw new UnsupportedOperationException();
	}

	/** Where the verification stands. */
	public AccessStatus status(String filing) {
		throw new UnsupportedOperationException();
	}

	/** Every attempt of the filing, newest first. */
	public List<AccessAttempt> evidence(String filing) {
		throw new UnsupportedOperationException();
	}

}
