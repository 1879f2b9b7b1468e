package org.beianflow.privacy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.Parameters;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.prf.PredefinedPrfParameters;
import com.google.crypto.tink.prf.PrfConfig2026;

/**
 * Keysets as JSON files in the clear, guarded by the rights of the file. Whoever reads
 * them reads all personal data, so they live outside the database and its backups.
 */
final class KeyFiles {

	static final String KEYSET = "keyset.json";

	static final String INDEX_KEYSET = "index-keyset.json";

	private static final String HOW = "Create both with `java -jar beianflow.jar --beianflow.privacy.generate-keys=<directory>`, "
			+ "then set beianflow.privacy.keyset-file and beianflow.privacy.index-keyset-file to the files in it.";

	private KeyFiles() {
	}

	/** The keyset that seals. */
	static KeysetHandle sealing(PrivacySettings settings, boolean demo) {
		return load(Use.SEALING, settings.keysetFile(), settings.keyset(), demo ? settings.demoDirectory() : null);
	}

	/** The keyset of the blind index. */
	static KeysetHandle index(PrivacySettings settings, boolean demo) {
		return load(Use.INDEX, settings.indexKeysetFile(), settings.indexKeyset(),
				demo ? settings.demoDirectory() : null);
	}

	/** Makes both files. Existing ones are never touched. */
	static void generate(Path directory) {
		create(directory.resolve(KEYSET), Use.SEALING);
		create(directory.resolve(INDEX_KEYSET), Use.INDEX);
	}

	/**
	 * Adds a key to the sealing keyset and makes it the one that seals from now on. What
	 * older keys sealed stays readable.
	 * @return how many keys there are now
	 */
	static int rotate(Path file) {
		KeysetHandle.Builder keys = KeysetHandle.newBuilder(read(Use.SEALING, file))
			.setConfiguration(Use.SEALING.configuration)
			.addEntry(KeysetHandle.generateEntryFromParameters(Use.SEALING.parameters).withRandomId().makePrimary());
		try {
			KeysetHandle rotated = keys.build();
			Path next = file.resolveSibling(file.getFileName() + ".next");
			Files.deleteIfExists(next);
			write(next, rotated, Use.SEALING);
			Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
			return rotated.size();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new KeysMissing("The keyset " + file + " could not be rotated: " + ex + ".",
					"Check the rights of the file and its directory.");
		}
	}

	private static KeysetHandle load(Use use, Path file, String base64, Path demoDirectory) {
		if (base64 != null && !base64.isBlank()) {
			try {
				return parse(new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8), use);
			}
			catch (GeneralSecurityException | IllegalArgumentException ex) {
				throw new KeysMissing("beianflow.privacy." + use.property + " is not a keyset in Base64.", HOW);
			}
		}
		if (file != null) {
			return read(use, file);
		}
		if (demoDirectory != null) {
			Path demoFile = demoDirectory.resolve(use.fileName);
			if (!Files.exists(demoFile)) {
				createOnce(demoFile, use);
			}
			return read(use, demoFile);
		}
		throw new KeysMissing("Beianflow has no keys for personal data: neither beianflow.privacy." + use.property
				+ "-file nor beianflow.privacy." + use.property + " is set.", HOW);
	}

	private static KeysetHandle read(Use use, Path file) {
		if (!Files.isRegularFile(file)) {
			throw new KeysMissing(
					"The file " + file + " of beianflow.privacy." + use.property + "-file does not exist.", HOW);
		}
		try {
			Set<PosixFilePermission> open = EnumSet.noneOf(PosixFilePermission.class);
			if (posix(file)) {
				open.addAll(Files.getPosixFilePermissions(file));
			}
			open.removeAll(EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE,
					PosixFilePermission.OWNER_EXECUTE));
			if (!open.isEmpty()) {
				throw new KeysMissing("The key file " + file + " can be read by others than its owner.",
						"Run `chmod 600 " + file + "`.");
			}
			return parse(Files.readString(file), use);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new KeysMissing("The key file " + file + " of beianflow.privacy." + use.property
					+ "-file cannot be read as a keyset.", "Restore it from its backup. " + HOW);
		}
	}

	private static KeysetHandle parse(String json, Use use) throws GeneralSecurityException {
		return TinkJsonProtoKeysetFormat.parseKeyset(json, use.configuration, InsecureSecretKeyAccess.get());
	}

	/**
	 * Several nodes may start at once on an empty directory: the first keys count, and
	 * nobody reads half a file.
	 */
	private static void createOnce(Path file, Use use) {
		Path own = file.resolveSibling(file.getFileName() + "." + UUID.randomUUID());
		create(own, use);
		try {
			Files.createLink(file, own);
		}
		catch (FileAlreadyExistsException ex) {
			// Another node was first.
		}
		catch (IOException ex) {
			throw new KeysMissing("The key file " + file + " could not be created: " + ex + ".",
					"Choose a directory that can be written and holds no keys yet.");
		}
		finally {
			delete(own);
		}
	}

	private static void delete(Path own) {
		try {
			Files.deleteIfExists(own);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void create(Path file, Use use) {
		try {
			Path directory = file.toAbsolutePath().getParent();
			Files.createDirectories(directory);
			write(file, KeysetHandle.generateNew(use.parameters, use.configuration), use);
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new KeysMissing("The key file " + file + " could not be created: " + ex + ".",
					"Choose a directory that can be written and holds no keys yet.");
		}
	}

	private static void write(Path file, KeysetHandle keys, Use use) throws IOException, GeneralSecurityException {
		String json = TinkJsonProtoKeysetFormat.serializeKeyset(keys, use.configuration, InsecureSecretKeyAccess.get());
		if (posix(file.toAbsolutePath().getParent())) {
			// The rights come first, the content after: nobody can read it in between.
			Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
			Files.writeString(file, json, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
		}
		else {
			Files.writeString(file, json, StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
		}
	}

	private static boolean posix(Path path) throws IOException {
		return Files.getFileStore(path).supportsFileAttributeView("posix");
	}

	/** The two keysets. */
	private enum Use {

		SEALING("keyset", KEYSET, AeadConfig2026.get(), PredefinedAeadParameters.AES256_GCM),
		INDEX("index-keyset", INDEX_KEYSET, PrfConfig2026.get(), PredefinedPrfParameters.HMAC_SHA256_PRF);

		private final String property;

		private final String fileName;

		private final Configuration configuration;

		private final Parameters parameters;

		Use(String property, String fileName, Configuration configuration, Parameters parameters) {
			this.property = property;
			this.fileName = fileName;
			this.configuration = configuration;
			this.parameters = parameters;
		}

	}

}
