package org.beianflow.privacy;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import com.google.crypto.tink.StreamingAead;

/** Sums what goes into Tink's stream and what comes out of it. */
class TinkSealingOutput extends SealingOutput {

	private final Summed sealed;

	private final Summed plain;

	private boolean closed;

	TinkSealingOutput(StreamingAead cipher, OutputStream target) throws GeneralSecurityException, IOException {
		this.sealed = new Summed(target);
		this.plain = new Summed(cipher.newEncryptingStream(this.sealed, new byte[0]));
	}

	@Override
	public void write(int value) throws IOException {
		this.plain.write(new byte[] { (byte) value }, 0, 1);
	}

	@Override
	public void write(byte[] bytes, int offset, int length) throws IOException {
		this.plain.write(bytes, offset, length);
	}

	@Override
	public void close() throws IOException {
		this.plain.close();
		this.closed = true;
	}

	@Override
	public long plainSize() {
		return this.plain.size;
	}

	@Override
	public long sealedSize() {
		return closed(this.sealed).size;
	}

	@Override
	public String plainSha256() {
		return closed(this.plain).hex();
	}

	@Override
	public String sealedSha256() {
		return closed(this.sealed).hex();
	}

	private Summed closed(Summed summed) {
		if (!this.closed) {
			throw new IllegalStateException("The file is not complete yet");
		}
		return summed;
	}

	private static final class Summed extends FilterOutputStream {

		private final MessageDigest digest;

		private long size;

		Summed(OutputStream out) throws GeneralSecurityException {
			super(out);
			this.digest = MessageDigest.getInstance("SHA-256");
		}

		@Override
		public void write(int value) throws IOException {
			write(new byte[] { (byte) value }, 0, 1);
		}

		@Override
		public void write(byte[] bytes, int offset, int length) throws IOException {
			this.out.write(bytes, offset, length);
			this.digest.update(bytes, offset, length);
			this.size += length;
		}

		String hex() {
			try {
				return HexFormat.of().formatHex(((MessageDigest) this.digest.clone()).digest());
			}
			catch (CloneNotSupportedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
