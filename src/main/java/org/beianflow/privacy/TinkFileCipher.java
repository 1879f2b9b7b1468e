package org.beianflow.privacy;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.streamingaead.AesGcmHkdfStreamingParameters;
import com.google.crypto.tink.streamingaead.StreamingAeadConfig2026;

/**
 * Files by Tink's streaming AEAD in segments of 64 KB; the key of a file is a keyset of
 * its own, wrapped by the keyset of the application.
 */
class TinkFileCipher implements FileCipher {

	/**
	 * Segments as they are stored. Changing it needs no migration: keys remember theirs.
	 */
	private static final int SEGMENT = 64 * 1024;

	private static final int TAG = 16;

	/** One byte for its own length, the salt, the nonce prefix. */
	private static final int HEADER = 1 + 32 + 7;

	private static final Configuration CONFIGURATION = StreamingAeadConfig2026.get();

	private static final byte[] NOTHING = {};

	private final Aead aead;

	private final AesGcmHkdfStreamingParameters parameters;

	TinkFileCipher(KeysetHandle keys) {
		this.aead = TinkFieldCipher.aead(keys);
		try {
			this.parameters = AesGcmHkdfStreamingParameters.builder()
				.setKeySizeBytes(32)
				.setDerivedAesGcmKeySizeBytes(32)
				.setHkdfHashType(AesGcmHkdfStreamingParameters.HashType.SHA256)
				.setCiphertextSegmentSizeBytes(SEGMENT)
				.build();
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public byte[] newKey(String context) {
		try {
			return TinkProtoKeysetFormat.serializeEncryptedKeyset(
					KeysetHandle.generateNew(this.parameters, CONFIGURATION), this.aead, associated(context),
					CONFIGURATION);
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public SealingOutput seal(byte[] wrappedKey, String context, OutputStream sealed) {
		try {
			return new TinkSealingOutput(unwrap(wrappedKey, context), sealed);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public InputStream open(byte[] wrappedKey, String context, InputStream sealed) {
		try {
			return unwrap(wrappedKey, context).newDecryptingStream(sealed, NOTHING);
		}
		catch (GeneralSecurityException | IOException ex) {
			throw new SealBroken("A sealed file does not open in the context " + context, ex);
		}
	}

	@Override
	public InputStream openRange(byte[] wrappedKey, String context, SealedSource source, long from, long length) {
		StreamingAead cipher = unwrap(wrappedKey, context);
		// Where the last segment of the range ends in the sealed form.
		long end = Math.min(source.size(), (segmentOf(Math.max(from, from + length - 1)) + 1) * SEGMENT);
		SourceChannel channel = new SourceChannel(source, end);
		try {
			SeekableByteChannel plain = cipher.newSeekableDecryptingChannel(channel, NOTHING);
			plain.position(from);
			return new Bounded(Channels.newInputStream(plain), length);
		}
		catch (GeneralSecurityException | IOException ex) {
			channel.close();
			throw new SealBroken("A sealed file does not open in the context " + context, ex);
		}
	}

	@Override
	public long sealedSize(long plainSize) {
		long segments = segmentOf(Math.max(0, plainSize - 1)) + 1;
		return HEADER + plainSize + segments * TAG;
	}

	/**
	 * The segment in which a byte of the plain form lies. The first one holds the header.
	 */
	private static long segmentOf(long plainPosition) {
		return (plainPosition + HEADER) / (SEGMENT - TAG);
	}

	private StreamingAead unwrap(byte[] wrappedKey, String context) {
		try {
			return TinkProtoKeysetFormat.parseEncryptedKeyset(wrappedKey, this.aead, associated(context), CONFIGURATION)
				.getPrimitive(CONFIGURATION, StreamingAead.class);
		}
		catch (GeneralSecurityException ex) {
			throw new SealBroken("The key of a file does not open in the context " + context, ex);
		}
	}

	private static byte[] associated(String context) {
		return ("file:" + context).getBytes(StandardCharsets.UTF_8);
	}

	/**
	 * Sealed bytes as a channel. Sequential reading is one request to the source, ending
	 * where the wanted range ends; only the header is a request of its own.
	 */
	private static final class SourceChannel implements SeekableByteChannel {

		private final SealedSource source;

		private final long end;

		private long position;

		private InputStream stream;

		private long streamPosition;

		private long streamEnd;

		private boolean open = true;

		SourceChannel(SealedSource source, long end) {
			this.source = source;
			this.end = end;
		}

		@Override
		public int read(ByteBuffer target) throws IOException {
			if (!target.hasRemaining()) {
				return 0;
			}
			if (this.position >= size()) {
				return -1;
			}
			if (this.stream == null || this.streamPosition != this.position || this.streamPosition == this.streamEnd) {
				closeStream();
				long until = (this.position == 0 && target.remaining() <= HEADER) ? target.remaining()
						: Math.max(this.end, this.position + target.remaining());
				this.streamEnd = Math.min(size(), until);
				this.stream = this.source.range(this.position, this.streamEnd - this.position);
				this.streamPosition = this.position;
			}
			byte[] buffer = new byte[Math.min(target.remaining(), SEGMENT)];
			int read = this.stream.read(buffer);
			if (read < 0) {
				throw new IOException("The sealed file ends after " + this.position + " of " + size() + " bytes");
			}
			target.put(buffer, 0, read);
			this.position += read;
			this.streamPosition += read;
			return read;
		}

		@Override
		public long position() {
			return this.position;
		}

		@Override
		public SeekableByteChannel position(long newPosition) {
			this.position = newPosition;
			return this;
		}

		@Override
		public long size() {
			return this.source.size();
		}

		@Override
		public boolean isOpen() {
			return this.open;
		}

		@Override
		public void close() {
			this.open = false;
			try {
				closeStream();
			}
			catch (IOException ex) {
				// Everything wanted was read; the source has nothing to add.
			}
		}

		private void closeStream() throws IOException {
			if (this.stream != null) {
				InputStream done = this.stream;
				this.stream = null;
				done.close();
			}
		}

		@Override
		public int write(ByteBuffer source) {
			throw new NonWritableChannelException();
		}

		@Override
		public SeekableByteChannel truncate(long size) {
			throw new NonWritableChannelException();
		}

	}

	/** The first bytes of a stream; what is missing at its end is an error. */
	private static final class Bounded extends FilterInputStream {

		private long left;

		Bounded(InputStream in, long length) {
			super(in);
			this.left = length;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			if (this.left == 0) {
				return -1;
			}
			int read = this.in.read(target, offset, (int) Math.min(length, this.left));
			if (read < 0) {
				throw new IOException("The file is " + this.left + " bytes shorter than it was");
			}
			this.left -= read;
			return read;
		}

		@Override
		public long skip(long count) throws IOException {
			long skipped = this.in.skip(Math.min(count, this.left));
			this.left -= skipped;
			return skipped;
		}

		@Override
		public int available() throws IOException {
			return (int) Math.min(this.left, this.in.available());
		}

		@Override
		public boolean markSupported() {
			return false;
		}

	}

}
