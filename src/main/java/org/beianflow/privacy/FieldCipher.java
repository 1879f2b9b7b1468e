package org.beianflow.privacy;

/**
 * Seals single values of personal data for the database (domain.md §16): authenticated
 * encryption, bound to the place the value lives in.
 * <p>
 * The identifier of the key travels inside the sealed bytes, so keys are rotated without
 * touching what is already stored.
 */
public interface FieldCipher {

	/**
	 * Seals a value.
	 * @param plain the value; {@code null} stays {@code null}
	 * @param context where it lives, for example {@code filing:F2026110000123:mobile}.
	 * Only the same context opens it again, so a sealed value moved to another row or
	 * column is noticed. Never personal data.
	 */
	byte[] seal(String plain, String context);

	/**
	 * Opens what {@link #seal} sealed.
	 * @throws SealBroken where the bytes were changed, belong to another context, or no
	 * known key fits
	 */
	String open(byte[] sealed, String context);

}
