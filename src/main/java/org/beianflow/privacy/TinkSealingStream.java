package org.beianflow.privacy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import com.google.crypto.tink.StreamingAead;

/**
 * Tink seals what is written; stores read. This turns one into the other with a buffer of
 * about one segment.
 */
class TinkSealingStream extends SealingStream {

	private final InputStream plain;

	private final OutputStream sealing;

	private final Pipe pipe;

	private final byte[] buffer;

	private final MessageDigest plainSum = sha256();

	private final MessageDigest sealedSum = sha256();

	private long plainSize;

	private long sealedSize;

	private boolean ended;

	TinkSealingStream(StreamingAead cipher, InputStream plain, int segment)
			throws GeneralSecurityException, IOException {
		this.plain = plain;
		this.buffer = new byte[segment];
		this.pipe = new Pipe(3 * segment);
		this.sealing = cipher.newEncryptingStream(this.pipe, new byte[0]);
	}

	@Override
	public int read() throws IOException {
		byte[] one = new byte[1];
		return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
	}

	@Override
	public int read(byte[] target, int offset, int length) throws IOException {
		if (length == 0) {
			return 0;
		}
		while (this.pipe.isEmpty() && !this.ended) {
			int read = this.plain.read(this.buffer);
			if (read < 0) {
				this.sealing.close();
				this.ended = true;
			}
			else {
				this.plainSum.update(this.buffer, 0, read);
				this.plainSize += read;
				this.sealing.write(this.buffer, 0, read);
			}
		}
		int count = this.pipe.take(target, offset, length);
		if (count > 0) {
			this.sealedSum.update(target, offset, count);
			this.sealedSize += count;
		}
		return (count == 0) ? -1 : count;
	}

	@Override
	public long plainSize() {
		ended();
		return this.plainSize;
	}

	@Override
	public long sealedSize() {
		ended();
		return this.sealedSize;
	}

	@Override
	public String plainSha256() {
		ended();
		return hex(this.plainSum);
	}

	@Override
	public String sealedSha256() {
		ended();
		return hex(this.sealedSum);
	}

	@Override
	public void close() throws IOException {
		this.plain.close();
	}

	private void ended() {
		if (!this.ended || !this.pipe.isEmpty()) {
			throw new IllegalStateException("The stream was not read to its end");
		}
	}

	private static String hex(MessageDigest sum) {
		try {
			return HexFormat.of().formatHex(((MessageDigest) sum.clone()).digest());
		}
		catch (CloneNotSupportedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** What was sealed and not read yet; never more than a few segments. */
	private static final class Pipe extends OutputStream {

		private final byte[] bytes;

		private int start;

		private int end;

		Pipe(int capacity) {
			this.bytes = new byte[capacity];
		}

		boolean isEmpty() {
			return this.start == this.end;
		}

		int take(byte[] target, int offset, int length) {
			int count = Math.min(length, this.end - this.start);
			System.arraycopy(this.bytes, this.start, target, offset, count);
			this.start += count;
			if (isEmpty()) {
				this.start = 0;
				this.end = 0;
			}
			return count;
		}

		@Override
		public void write(int value) {
			this.bytes[this.end++] = (byte) value;
		}

		@Override
		public void write(byte[] source, int offset, int length) {
			System.arraycopy(source, offset, this.bytes, this.end, length);
			this.end += length;
		}

	}

}
