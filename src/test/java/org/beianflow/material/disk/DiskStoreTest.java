package org.beianflow.material.disk;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.beianflow.material.MaterialStore;
import org.beianflow.material.MaterialStoreContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class DiskStoreTest extends MaterialStoreContract {

	@TempDir
	private Path directory;

	@Override
	protected MaterialStore store() {
		return new DiskStore(new DiskSettings(this.directory));
	}

	@Override
	protected MaterialStore storeThatIsAway() throws IOException {
		// A file where the directory should be: also refused to root, unlike rights.
		Path file = Files.createFile(this.directory.resolve("file"));
		return new DiskStore(new DiskSettings(file));
	}

	@Override
	protected List<String> leftovers() throws IOException {
		try (Stream<Path> all = Files.walk(this.directory)) {
			return all.filter(Files::isRegularFile)
				.map((path) -> path.getFileName().toString())
				.filter((name) -> !name.matches("[0-9a-z]+"))
				.toList();
		}
	}

	@Override
	protected Class<?> largeFile() {
		return LargeFileOnDisk.class;
	}

	@Override
	protected List<String> largeFileArguments() {
		return List.of(this.directory.toString());
	}

	@Override
	protected void leaveUnfinished() throws IOException {
		store().put("aaaaaaaaaaaaaaaa", new ByteArrayInputStream(new byte[3]), 3);
		Files.write(this.directory.resolve("unfinished").resolve(KEY + ".cut"), new byte[100]);
	}

	@Test
	void keysNeverLeaveTheDirectory() {
		for (String key : List.of("../../etc/passwd", "..", "", "ab", "AB00000000000000", "ab/c0000000000000",
				"ab\0c000000000000")) {
			assertThatIllegalArgumentException().isThrownBy(() -> store().stat(key));
			assertThatIllegalArgumentException()
				.isThrownBy(() -> store().put(key, new ByteArrayInputStream(new byte[0]), 0));
		}
	}

	@Test
	void spreadsObjectsOverFolders() {
		store().put(KEY, new ByteArrayInputStream(new byte[3]), 3);
		assertThat(this.directory.resolve("01").resolve("23").resolve(KEY)).exists();
	}

}
