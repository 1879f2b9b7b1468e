package org.beianflow.privacy;

/**
 * Sealed data does not open: it was changed, moved to another context, or sealed with a
 * key that is not in the keyset. Says nothing of what was sealed.
 */
public class SealBroken extends RuntimeException {

	private static final long serialVersionUID = 1L;

	public SealBroken(String message, Throwable cause) {
		super(message, cause);
	}

}
