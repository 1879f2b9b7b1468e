package org.beianflow.material.disk;

import java.nio.file.Path;

import org.beianflow.material.MaterialStore;

/** Disk stores for tests of other packages. */
public final class DiskStores {

	private DiskStores() {
	}

	public static MaterialStore at(Path directory) {
		return new DiskStore(new DiskSettings(directory));
	}

}
