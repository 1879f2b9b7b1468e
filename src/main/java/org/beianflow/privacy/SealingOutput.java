package org.beianflow.privacy;

import java.io.OutputStream;

/**
 * Takes a file and passes its sealed form on. Sizes and sums are known once it is closed.
 */
public abstract class SealingOutput extends OutputStream {

	/** Bytes of the plain form so far. */
	public abstract long plainSize();

	/** Bytes of the sealed form. */
	public abstract long sealedSize();

	/** SHA-256 of the plain form, 64 hexadecimal digits. */
	public abstract String plainSha256();

	/** SHA-256 of the sealed form, 64 hexadecimal digits. */
	public abstract String sealedSha256();

}
