package org.beianflow.material;

import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Port to where sealed files lie. Objects are written once and never changed. It sees
 * only sealed bytes under random keys: {@code [0-9a-z]{8,64}}.
 * <p>
 * All methods throw {@link org.beianflow.check.Refusal} {@code UNAVAILABLE} where the
 * store does not answer or does not let us in, within 20 seconds per request.
 */
public interface MaterialStore {

	/** Length of a stream that is not known beforehand. */
	long UNKNOWN = -1;

	/**
	 * Writes an object. It exists completely and durably when this returns, and not at
	 * all when it throws.
	 * @param content read to its end, not closed
	 * @param length in bytes, or {@link #UNKNOWN}
	 * @throws org.beianflow.check.Refusal {@code CONFLICT} where the key is taken,
	 * {@code MALFORMED} where {@code content} breaks off or has another length
	 */
	StoredObject put(String key, InputStream content, long length);

	/**
	 * @throws org.beianflow.check.Refusal {@code NOT_FOUND}
	 */
	InputStream get(String key);

	/**
	 * Part of an object.
	 * @throws org.beianflow.check.Refusal {@code NOT_FOUND}
	 */
	InputStream range(String key, long from, long length);

	Optional<StoredObject> stat(String key);

	/** Removes an object; one that is not there is no error. */
	void delete(String key);

	/**
	 * Every object whose key begins so, in no particular order.
	 * @param prefix may be empty
	 */
	void list(String prefix, Consumer<StoredObject> visitor);

	/**
	 * Clears away what writes left behind that were cut off, for example by a power cut.
	 * Complete objects are never touched.
	 * @param before only what began before this
	 */
	void clearUnfinished(Instant before);

}
