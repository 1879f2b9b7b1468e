package org.beianflow.privacy;

/**
 * Finds sealed values again by equality without opening them (domain.md §16): a keyed
 * one-way function of the normalised value.
 * <p>
 * The index has a keyset of its own. It is not rotated while indexes of the old key are
 * stored, because equal values would no longer meet.
 */
public interface BlindIndex {

	/** Numbers of identity documents and certificates: without blanks, in capitals. */
	String ID_NUMBER = "id-number";

	/** Mobile numbers: digits only, without the country code 86. */
	String MOBILE = "mobile";

	/** E-mail addresses: without blanks around, in small letters. */
	String EMAIL = "email";

	/**
	 * The index of a value.
	 * @param purpose what the value is; indexes of different purposes never meet. The
	 * constants above normalise as they say, every other purpose folds full-width forms
	 * (NFKC) and strips blanks at both ends.
	 * @param value the value in the clear
	 * @return 64 hexadecimal digits; {@code null} for {@code null}
	 */
	String of(String purpose, String value);

}
