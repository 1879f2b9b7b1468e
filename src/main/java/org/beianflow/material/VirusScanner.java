package org.beianflow.material;

import java.io.InputStream;

/** Port to a virus scanner. */
public interface VirusScanner {

	/**
	 * Scans a file before it is stored.
	 * @param content the plain content; read but not closed
	 * @return {@code CLEAN}, or {@code NOT_SCANNED} where there is no scanner
	 * @throws org.beianflow.check.Refusal {@code INVALID} where a virus is found,
	 * {@code UNAVAILABLE} where the scanner does not answer
	 */
	MaterialVersion.Scan scan(InputStream content);

}
