package org.beianflow.verification;

import java.util.List;
import java.util.Optional;

import org.beianflow.audit.Actor;

/**
 * SMS verification 短信核验 (domain.md R10, §8.4): each person in charge gets a code of six
 * digits and enters it with the last six characters of their identity number, within the
 * 24 hours of T8.
 * <p>
 * Codes and identity numbers are kept as keyed hashes only, and forgotten with the phone
 * numbers when the verification ends. Every code but the last one sent is void. A try
 * counts as wrong when one of the two secrets is right and the other is not: who knows
 * neither can guess for a while, but cannot bring the filing back to its applicant. The
 * sixth wrong try ends the verification without success.
 */
public interface SmsVerifications {

	/**
	 * Begins the verification of these persons. Called again while it runs, nothing
	 * changes; called after its end, for a filing that was sent again, it starts afresh.
	 * @return how many persons have to answer
	 */
	int open(String filing, String province, List<PersonToVerify> persons);

	/**
	 * Sends a new code to a person, within at most 20 seconds.
	 * @param person position of the person, from 0
	 * @return whether the person has answered meanwhile; no message slips in between the
	 * answer and the end of the caller's transaction
	 * @throws IllegalStateException if the gateway did not take it and may take it later
	 */
	boolean sendCode(String filing, int person);

	/**
	 * A person enters what they know. Every refusal looks the same, so that nobody learns
	 * which part was wrong or whether the number is known here at all.
	 * @param mobile their number
	 * @param code the six digits
	 * @param idTail last six characters of the identity number
	 * @param address the network address the try comes from
	 * @throws org.beianflow.check.Refusal TOO_MANY if there were too many tries lately
	 */
	Answer answer(String mobile, String code, String idTail, String address);

	/**
	 * What came of an answer.
	 *
	 * @param verified whether it was right
	 * @param missing how many persons of the filing have not answered yet; 0 unless
	 * verified
	 */
	record Answer(boolean verified, int missing) {

	}

	/**
	 * A person asks for another code. Nothing is said of whether one was sent.
	 * @throws org.beianflow.check.Refusal TOO_MANY if there were too many tries lately
	 */
	void askAgain(String mobile, String idTail, String address);

	/**
	 * The applicant wants another code sent to a person.
	 * @throws org.beianflow.check.Refusal CONFLICT if nobody waits for one or all are
	 * used up, TOO_MANY if the last one was sent just now
	 */
	void resend(String filing, int person, Actor actor);

	/**
	 * Ends the verification: it has succeeded if everybody answered. Phone numbers and
	 * hashes are forgotten.
	 */
	boolean conclude(String filing);

	/** Where the last verification of a filing stands; empty if it had none. */
	Optional<SmsStatus> status(String filing);

}
