package org.beianflow.privacy;

import java.nio.file.Path;

import com.google.crypto.tink.KeysetHandle;

/** Real ciphers with fresh keys for tests without Spring. */
public final class TestKeys {

	private static final PrivacySettings NONE = new PrivacySettings(null, null, null, null,
			Path.of("target", "test-keys", Long.toString(ProcessHandle.current().pid())));

	private static final KeysetHandle SEALING = KeyFiles.sealing(NONE, true);

	private static final KeysetHandle INDEX = KeyFiles.index(NONE, true);

	private TestKeys() {
	}

	public static FieldCipher fieldCipher() {
		return new TinkFieldCipher(SEALING);
	}

	public static FileCipher fileCipher() {
		return new TinkFileCipher(SEALING);
	}

	public static BlindIndex blindIndex() {
		return new TinkBlindIndex(INDEX);
	}

}
