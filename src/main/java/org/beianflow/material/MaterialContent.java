package org.beianflow.material;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.springframework.http.ContentDisposition;

/**
 * The plain content of a version, or a part of it, ready to be sent. To be closed.
 *
 * @param version whose content
 * @param from first byte, from 0
 * @param length how many bytes {@code stream} gives
 * @param stream the content
 */
public record MaterialContent(MaterialVersion version, long from, long length,
		InputStream stream) implements AutoCloseable {

	public boolean partial() {
		return this.length != this.version.size();
	}

	/**
	 * Headers for sending it: its real type, which browsers must not second-guess, its
	 * name, no caching in shared places, and the range where it is partial.
	 * @param inline whether to show it in the page rather than to save it
	 */
	public Map<String, String> headers(boolean inline) {
		Map<String, String> headers = new LinkedHashMap<>();
		headers.put("Content-Type", this.version.mediaType());
		headers.put("Content-Length", Long.toString(this.length));
		headers.put("Content-Disposition",
				(inline ? ContentDisposition.inline() : ContentDisposition.attachment())
					.filename(this.version.fileName(), StandardCharsets.UTF_8)
					.build()
					.toString());
		headers.put("X-Content-Type-Options", "nosniff");
		headers.put("Cache-Control", "private, no-store");
		headers.put("Accept-Ranges", "bytes");
		if (partial()) {
			headers.put("Content-Range",
					"bytes " + this.from + "-" + (this.from + this.length - 1) + "/" + this.version.size());
		}
		return headers;
	}

	@Override
	public void close() throws IOException {
		this.stream.close();
	}

}
