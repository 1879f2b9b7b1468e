package org.beianflow.privacy;

import java.io.InputStream;

/**
 * The sealed form of a stream. Sizes and sums are known once it was read to its end.
 */
public abstract class SealingStream extends InputStream {

	/** Bytes of the plain form. */
	public abstract long plainSize();

	/** Bytes of the sealed form. */
	public abstract long sealedSize();

	/** SHA-256 of the plain form, 64 hexadecimal digits. */
	public abstract String plainSha256();

	/** SHA-256 of the sealed form, 64 hexadecimal digits. */
	public abstract String sealedSha256();

}
