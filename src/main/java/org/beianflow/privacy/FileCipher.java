package org.beianflow.privacy;

import java.io.InputStream;
import java.io.OutputStream;

/**
 * Seals files while they stream, each with a key of its own, so that erasing one never
 * touches another (ruling 12).
 * <p>
 * Memory use does not depend on the size of the file. A file is sealed in segments that
 * are authenticated one by one: parts of it are read without the rest, and cutting,
 * swapping or changing segments is noticed.
 */
public interface FileCipher {

	/**
	 * Makes the key of one file.
	 * @param context what the file is, for example {@code material:<id>}; the key opens
	 * only in the same context
	 * @return the key, wrapped by the keyset, fit for the database
	 */
	byte[] newKey(String context);

	/**
	 * Seals what is written to it and passes it on, with the sums of both forms. Holds
	 * one segment in memory.
	 * @param sealed where the sealed form goes; closed with it
	 */
	SealingOutput seal(byte[] wrappedKey, String context, OutputStream sealed);

	/**
	 * The plain form of a sealed stream. Reading fails with an {@code IOException} as
	 * soon as a segment is not what was sealed.
	 */
	InputStream open(byte[] wrappedKey, String context, InputStream sealed);

	/**
	 * Part of the plain form, reading only the segments it lies in.
	 * @param from first byte, from 0
	 * @param length how many bytes; must lie within the file
	 */
	InputStream openRange(byte[] wrappedKey, String context, SealedSource source, long from, long length);

	/** How large the sealed form of so many plain bytes is. */
	long sealedSize(long plainSize);

}
