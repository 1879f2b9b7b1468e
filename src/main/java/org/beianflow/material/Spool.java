package org.beianflow.material;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;

import org.beianflow.check.Refusal;
import org.beianflow.privacy.FileCipher;
import org.beianflow.privacy.SealingOutput;

/**
 * A file on its way into the store. It lies on the local disk in the very form that will
 * be stored, so no plain copy of it ever exists outside memory, and it can be read more
 * than once while it is looked at. Gone when closed.
 */
final class Spool implements AutoCloseable {

	private static final int BUFFER = 64 * 1024;

	private final FileCipher cipher;

	private final String context;

	private final byte[] key;

	private final Path file;

	private final SealingOutput sums;

	private Spool(FileCipher cipher, String context, byte[] key, Path file, SealingOutput sums) {
		this.cipher = cipher;
		this.context = context;
		this.key = key;
		this.file = file;
		this.sums = sums;
	}

	/**
	 * Takes what is written.
	 * @param limit bytes; more is refused while it comes in
	 */
	static Spool write(Path directory, FileCipher cipher, String context, long limit, Content content) {
		byte[] key = cipher.newKey(context);
		Path file = directory.resolve(UUID.randomUUID() + ".sealed");
		boolean complete = false;
		try {
			Files.createDirectories(directory);
			SealingOutput sums;
			try (SealingOutput out = cipher.seal(key, context, Files.newOutputStream(file))) {
				content.writeTo(new Limited(out, limit));
				sums = out;
			}
			complete = true;
			return new Spool(cipher, context, key, file, sums);
		}
		catch (IOException ex) {
			Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
			refusal.initCause(ex);
			throw refusal;
		}
		finally {
			if (!complete) {
				delete(file);
			}
		}
	}

	/** Takes what is read. What breaks on the side of the sender is told apart. */
	static Spool receive(Path directory, FileCipher cipher, String context, long limit, InputStream content) {
		return write(directory, cipher, context, limit, (out) -> {
			byte[] buffer = new byte[BUFFER];
			for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
				out.write(buffer, 0, read);
			}
		});
	}

	/** Clears away what a crash left behind. */
	static void clear(Path directory, Instant before) {
		if (!Files.isDirectory(directory)) {
			return;
		}
		try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.sealed")) {
			for (Path file : files) {
				if (Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
					Files.deleteIfExists(file);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** The plain content, once more from the beginning. */
	InputStream open() throws IOException {
		return this.cipher.open(this.key, this.context, sealed());
	}

	/** What goes into the store. */
	InputStream sealed() throws IOException {
		return Files.newInputStream(this.file);
	}

	byte[] key() {
		return this.key;
	}

	long size() {
		return this.sums.plainSize();
	}

	String sha256() {
		return this.sums.plainSha256();
	}

	long sealedSize() {
		return this.sums.sealedSize();
	}

	String sealedSha256() {
		return this.sums.sealedSha256();
	}

	@Override
	public void close() {
		delete(this.file);
	}

	private static int read(InputStream content, byte[] buffer) {
		try {
			return content.read(buffer);
		}
		catch (IOException ex) {
			Refusal refusal = new Refusal(Refusal.Kind.MALFORMED, "material.upload.interrupted");
			refusal.initCause(ex);
			throw refusal;
		}
	}

	private static void delete(Path file) {
		try {
			Files.deleteIfExists(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Writes the plain content. */
	interface Content {

		void writeTo(OutputStream out) throws IOException;

	}

	/** More came than may. */
	static final class TooLarge extends RuntimeException {

		private static final long serialVersionUID = 1L;

		TooLarge() {
			super(null, null, false, false);
		}

	}

	private static final class Limited extends OutputStream {

		private final OutputStream out;

		private long left;

		Limited(OutputStream out, long limit) {
			this.out = out;
			this.left = limit;
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.left -= length;
			if (this.left < 0) {
				throw new TooLarge();
			}
			this.out.write(bytes, offset, length);
		}

	}

}
