package org.beianflow.privacy;

import java.io.IOException;
import java.io.InputStream;

/** Sealed bytes that can be read from anywhere in them. */
public interface SealedSource {

	/** Size of the sealed form in bytes. */
	long size();

	/** So many sealed bytes, beginning at {@code from}. */
	InputStream range(long from, long length) throws IOException;

}
