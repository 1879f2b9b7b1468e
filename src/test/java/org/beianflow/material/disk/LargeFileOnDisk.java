package org.beianflow.material.disk;

import java.io.IOException;
import java.nio.file.Path;

import org.beianflow.material.LargeFile;

/** A JVM of its own: a large file and the disk store. */
final class LargeFileOnDisk {

	private LargeFileOnDisk() {
	}

	public static void main(String[] arguments) throws IOException {
		LargeFile.pass(new DiskStore(new DiskSettings(Path.of(arguments[0]))));
	}

}
