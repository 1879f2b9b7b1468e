package org.beianflow.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

class FileCipherTest {

	private final FileCipher cipher = TestKeys.fileCipher();

	private final byte[] key = this.cipher.newKey("material:1");

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 39, 65479, 65480, 65481, 65536, 131016, 131017, 1_000_000 })
	void opensWhatItSealedAndKnowsSizesAndSums(int size) throws Exception {
		byte[] plain = random(size);
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		SealingOutput stream = this.cipher.seal(this.key, "material:1", target);
		stream.write(plain, 0, size / 2);
		stream.write(plain, size / 2, size - size / 2);
		stream.close();
		byte[] sealed = target.toByteArray();

		assertThat(this.cipher.open(this.key, "material:1", new ByteArrayInputStream(sealed)).readAllBytes())
			.isEqualTo(plain);
		assertThat(stream.plainSize()).isEqualTo(size);
		assertThat(stream.sealedSize()).isEqualTo(sealed.length).isEqualTo(this.cipher.sealedSize(size));
		assertThat(stream.plainSha256()).isEqualTo(sha256(plain));
		assertThat(stream.sealedSha256()).isEqualTo(sha256(sealed));
	}

	@Test
	void showsNothingOfThePlainText() throws Exception {
		String plain = "11010519491231002X ".repeat(1000);
		byte[] sealed = seal(plain.getBytes(StandardCharsets.US_ASCII));
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain("110105").doesNotContain("9123");
	}

	@Test
	void readsAnyRangeWithoutReadingTheRest() throws Exception {
		byte[] plain = random(1_000_000);
		byte[] sealed = seal(plain);
		for (int[] range : new int[][] { { 0, 1 }, { 0, 1_000_000 }, { 65_470, 20 }, { 500_000, 70_000 },
				{ 999_999, 1 }, { 131_015, 2 }, { 7, 0 } }) {
			Source source = new Source(sealed);
			byte[] part = this.cipher.openRange(this.key, "material:1", source, range[0], range[1]).readAllBytes();
			assertThat(part).isEqualTo(Arrays.copyOfRange(plain, range[0], range[0] + range[1]));
			assertThat(source.asked).as("sealed bytes asked for %s", Arrays.toString(range))
				.isLessThanOrEqualTo(range[1] + 3 * 65_536L);
			assertThat(source.requests).isLessThanOrEqualTo(2);
		}
	}

	@Test
	void noticesChangesCutsAndSwaps() throws Exception {
		byte[] sealed = seal(random(300_000));
		byte[] changed = sealed.clone();
		changed[200_000] ^= 1;
		assertBroken(changed);
		assertBroken(Arrays.copyOf(sealed, 65_536));
		assertBroken(Arrays.copyOf(sealed, 131_072));
		byte[] swapped = sealed.clone();
		System.arraycopy(sealed, 65_536, swapped, 131_072, 65_536);
		System.arraycopy(sealed, 131_072, swapped, 65_536, 65_536);
		assertBroken(swapped);
		assertThatIOException()
			.isThrownBy(() -> this.cipher.openRange(this.key, "material:1", new Source(changed), 199_000, 3_000)
				.readAllBytes());
	}

	@Test
	void aKeyOpensItsOwnFileInItsOwnContextOnly() throws Exception {
		byte[] sealed = seal(random(100));
		byte[] other = this.cipher.newKey("material:1");
		assertThat(other).isNotEqualTo(this.key);
		assertThatIOException()
			.isThrownBy(() -> this.cipher.open(other, "material:1", new ByteArrayInputStream(sealed)).readAllBytes());
		assertThatExceptionOfType(SealBroken.class)
			.isThrownBy(() -> this.cipher.open(this.key, "material:2", new ByteArrayInputStream(sealed)));
	}

	@Test
	void holdsNoMoreThanASegment() throws Exception {
		long[] passedOn = { 0 };
		SealingOutput stream = this.cipher.seal(this.key, "material:1", new OutputStream() {

			@Override
			public void write(int value) {
				passedOn[0]++;
			}

			@Override
			public void write(byte[] bytes, int offset, int length) {
				passedOn[0] += length;
			}

		});
		byte[] piece = new byte[8192];
		for (long written = 0; written < 50_000_000; written += piece.length) {
			stream.write(piece);
			assertThat(stream.plainSize() - passedOn[0]).isLessThan(2 * 65_536);
		}
	}

	private byte[] seal(byte[] plain) throws IOException {
		ByteArrayOutputStream target = new ByteArrayOutputStream();
		try (SealingOutput stream = this.cipher.seal(this.key, "material:1", target)) {
			stream.write(plain);
		}
		return target.toByteArray();
	}

	private void assertBroken(byte[] sealed) {
		assertThatIOException().isThrownBy(
				() -> this.cipher.open(this.key, "material:1", new ByteArrayInputStream(sealed)).readAllBytes());
	}

	private static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static String sha256(byte[] bytes) throws Exception {
		return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
	}

	private static final class Source implements SealedSource {

		private final byte[] sealed;

		private long asked;

		private int requests;

		Source(byte[] sealed) {
			this.sealed = sealed;
		}

		@Override
		public long size() {
			return this.sealed.length;
		}

		@Override
		public InputStream range(long from, long length) {
			this.asked += length;
			this.requests++;
			return new ByteArrayInputStream(this.sealed, (int) from, (int) length);
		}

	}

}
