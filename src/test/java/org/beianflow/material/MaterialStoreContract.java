package org.beianflow.material;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.beianflow.check.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What every store must do; each adapter's test extends it. */
public abstract class MaterialStoreContract {

	protected static final String KEY = "0123456789abcdef0123456789abcdef";

	/** A store that works. */
	protected abstract MaterialStore store();

	/** The same store when what lies beneath it is gone. */
	protected abstract MaterialStore storeThatIsAway() throws Exception;

	/** What really lies there, apart from whole objects: names for the message. */
	protected abstract List<String> leftovers() throws Exception;

	/** A class that passes a {@link LargeFile} through this store. */
	protected abstract Class<?> largeFile();

	/** Where its store is. */
	protected abstract List<String> largeFileArguments();

	@Test
	void memoryDoesNotGrowWithTheFile() throws Exception {
		LargeFile.inASmallHeap(largeFile(), largeFileArguments());
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 1, 65_537, 5_242_880, 5_242_881, 12_000_000 })
	void keepsWhatWasPut(int size) throws Exception {
		byte[] bytes = random(size);
		StoredObject put = store().put(KEY, new ByteArrayInputStream(bytes), size);
		assertThat(put.key()).isEqualTo(KEY);
		assertThat(put.size()).isEqualTo(size);
		try (InputStream got = store().get(KEY)) {
			assertThat(got.readAllBytes()).isEqualTo(bytes);
		}
		assertThat(store().stat(KEY)).get()
			.satisfies((stat) -> assertThat(stat.size()).isEqualTo(size))
			.satisfies((stat) -> assertThat(stat.storedAt()).isAfter(Instant.EPOCH));
		assertThat(leftovers()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 0, 100_000, 11_000_000 })
	void keepsWhatWasPutWithoutKnowingItsLength(int size) throws Exception {
		byte[] bytes = random(size);
		assertThat(store().put(KEY, new ByteArrayInputStream(bytes), MaterialStore.UNKNOWN).size()).isEqualTo(size);
		try (InputStream got = store().get(KEY)) {
			assertThat(got.readAllBytes()).isEqualTo(bytes);
		}
		assertThat(leftovers()).isEmpty();
	}

	@Test
	void givesRanges() throws Exception {
		byte[] bytes = random(300_000);
		store().put(KEY, new ByteArrayInputStream(bytes), bytes.length);
		for (int[] range : new int[][] { { 0, 1 }, { 0, 300_000 }, { 123_456, 65_536 }, { 299_999, 1 }, { 5, 0 } }) {
			try (InputStream part = store().range(KEY, range[0], range[1])) {
				assertThat(part.readAllBytes()).isEqualTo(Arrays.copyOfRange(bytes, range[0], range[0] + range[1]));
			}
		}
	}

	@Test
	void saysWhatIsMissing() {
		assertThat(store().stat(KEY)).isEmpty();
		assertRefused(Refusal.Kind.NOT_FOUND, () -> store().get(KEY));
		assertRefused(Refusal.Kind.NOT_FOUND, () -> store().range(KEY, 0, 10));
		store().delete(KEY);
	}

	@Test
	void neverOverwrites() throws Exception {
		store().put(KEY, new ByteArrayInputStream(random(10)), 10);
		assertRefused(Refusal.Kind.CONFLICT, () -> store().put(KEY, new ByteArrayInputStream(random(20)), 20));
		assertThat(store().get(KEY).readAllBytes()).isEqualTo(random(10));
	}

	@Test
	void deletes() throws Exception {
		store().put(KEY, new ByteArrayInputStream(random(10)), 10);
		store().delete(KEY);
		assertThat(store().stat(KEY)).isEmpty();
		store().delete(KEY);
	}

	@Test
	void listsByPrefix() {
		List<String> keys = List.of("aa00000000000001", "aa00000000000002", "ab00000000000003", "bb00000000000004");
		keys.forEach((key) -> store().put(key, new ByteArrayInputStream(random(7)), 7));
		assertThat(listed("")).containsExactlyInAnyOrderElementsOf(keys);
		assertThat(listed("aa")).containsExactlyInAnyOrder("aa00000000000001", "aa00000000000002");
		assertThat(listed("a")).hasSize(3);
		assertThat(listed("ff")).isEmpty();
		store().list("bb", (object) -> assertThat(object.size()).isEqualTo(7));
	}

	@ParameterizedTest
	@ValueSource(ints = { 1000, 7_000_000 })
	void anInterruptedUploadLeavesNothing(int after) throws Exception {
		assertRefused(Refusal.Kind.MALFORMED, () -> store().put(KEY, breaking(after), MaterialStore.UNKNOWN));
		assertRefused(Refusal.Kind.MALFORMED, () -> store().put(KEY, breaking(after), 20_000_000));
		assertThat(store().stat(KEY)).isEmpty();
		assertThat(listed("")).isEmpty();
		assertThat(leftovers()).isEmpty();
		store().put(KEY, new ByteArrayInputStream(random(10)), 10);
	}

	@Test
	void anotherLengthThanAnnouncedLeavesNothing() throws Exception {
		assertRefused(Refusal.Kind.MALFORMED, () -> store().put(KEY, new ByteArrayInputStream(random(10)), 11));
		assertThat(store().stat(KEY)).isEmpty();
		assertThat(leftovers()).isEmpty();
	}

	@Test
	void doesNotCloseWhatItReads() {
		boolean[] closed = { false };
		InputStream content = new ByteArrayInputStream(random(10)) {

			@Override
			public void close() {
				closed[0] = true;
			}

		};
		store().put(KEY, content, 10);
		assertThat(closed[0]).isFalse();
	}

	@Test
	void saysThatItIsAway() throws Exception {
		MaterialStore away = storeThatIsAway();
		assertRefused(Refusal.Kind.UNAVAILABLE, () -> away.put(KEY, new ByteArrayInputStream(random(10)), 10));
		assertRefused(Refusal.Kind.UNAVAILABLE, () -> away.get(KEY));
		assertRefused(Refusal.Kind.UNAVAILABLE, () -> away.stat(KEY));
	}

	@Test
	void clearsWhatCutOffWritesLeft() throws Exception {
		leaveUnfinished();
		assertThat(leftovers()).isNotEmpty();
		store().clearUnfinished(Instant.EPOCH);
		assertThat(leftovers()).isNotEmpty();
		store().clearUnfinished(Instant.parse("2100-01-01T00:00:00Z"));
		assertThat(leftovers()).isEmpty();
	}

	/** Leaves what a power cut in the middle of a write leaves. */
	protected abstract void leaveUnfinished() throws Exception;

	protected final List<String> listed(String prefix) {
		List<String> keys = new ArrayList<>();
		store().list(prefix, (object) -> keys.add(object.key()));
		return keys;
	}

	protected static void assertRefused(Refusal.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(call)
			.satisfies((refusal) -> assertThat(refusal.kind()).as(refusal.toString()).isEqualTo(kind));
	}

	protected static byte[] random(int size) {
		byte[] bytes = new byte[size];
		new Random(size).nextBytes(bytes);
		return bytes;
	}

	private static InputStream breaking(int after) {
		return new InputStream() {

			private int given;

			@Override
			public int read() throws IOException {
				if (this.given++ >= after) {
					throw new IOException("The phone went through a tunnel");
				}
				return 7;
			}

		};
	}

}
