package org.beianflow.material;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.beianflow.privacy.FileCipher;
import org.beianflow.privacy.TestKeys;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A file that is several times larger than the heap of the JVM that seals it, stores it,
 * fetches it and opens it again.
 */
public final class LargeFile {

	private static final String HEAP = "-Xmx40m";

	private static final int SIZE = 160 * 1024 * 1024;

	private static final String CONTEXT = "material:large";

	private static final String KEY = "0123456789abcdefghij";

	private static final String PASSED = "every byte came back";

	private LargeFile() {
	}

	/** In the small JVM: the way of a file into a store and back. */
	public static void pass(MaterialStore store) throws IOException {
		FileCipher cipher = TestKeys.fileCipher();
		byte[] key = cipher.newKey(CONTEXT);
		Path spool = Files.createTempFile("large", ".sealed");
		try {
			try (OutputStream sealing = cipher.seal(key, CONTEXT, Files.newOutputStream(spool))) {
				new Numbers(SIZE).transferTo(sealing);
			}
			try (InputStream sealed = Files.newInputStream(spool)) {
				store.put(KEY, sealed, Files.size(spool));
			}
			try (InputStream back = cipher.open(key, CONTEXT, store.get(KEY)); InputStream sent = new Numbers(SIZE)) {
				byte[] expected = new byte[8192];
				for (int length = sent.read(expected); length > 0; length = sent.read(expected)) {
					byte[] seen = back.readNBytes(length);
					if (!Arrays.equals(expected, 0, length, seen, 0, seen.length)) {
						throw new IOException("Something else came back");
					}
				}
				if (back.read() != -1) {
					throw new IOException("More came back");
				}
			}
		}
		finally {
			Files.delete(spool);
		}
		System.out.println(PASSED);
	}

	/** Starts a class that calls {@link #pass} in a JVM with a small heap. */
	static void inASmallHeap(Class<?> main, List<String> arguments) throws Exception {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), HEAP, "-XX:+UseSerialGC",
						"-cp", classpath(), main.getName()));
		command.addAll(arguments);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
		assertThat(said).contains(PASSED);
	}

	/** The classpath of this test, also where the test runner hides it in a manifest. */
	private static String classpath() {
		return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
	}

	/** Bytes that differ from segment to segment. */
	private static final class Numbers extends InputStream {

		private final int size;

		private int at;

		Numbers(int size) {
			this.size = size;
		}

		@Override
		public int read() {
			return (this.at == this.size) ? -1 : next();
		}

		@Override
		public int read(byte[] into, int offset, int length) {
			if (this.at == this.size) {
				return -1;
			}
			int count = Math.min(length, this.size - this.at);
			for (int i = 0; i < count; i++) {
				into[offset + i] = (byte) next();
			}
			return count;
		}

		private int next() {
			int value = (this.at ^ (this.at >>> 16)) & 0xff;
			this.at++;
			return value;
		}

	}

}
