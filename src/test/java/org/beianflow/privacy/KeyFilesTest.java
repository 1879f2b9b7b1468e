package org.beianflow.privacy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class KeyFilesTest {

	@TempDir
	private Path directory;

	@Test
	void withoutKeysItSaysWhatToSetAndHow() {
		KeysMissing missing = refused(null, null);
		assertThat(missing).hasMessageContaining("beianflow.privacy.keyset-file")
			.hasMessageContaining("--beianflow.privacy.generate-keys=");
		FailureAnalysis analysis = new KeysMissingAnalyzer().analyze(new IllegalStateException(missing));
		assertThat(analysis.getDescription()).contains("has no keys").doesNotContain("java -jar");
		assertThat(analysis.getAction()).contains("java -jar beianflow.jar").contains("index-keyset-file");
	}

	@Test
	void theDemoMakesItsKeysOnceAndKeepsThem() {
		PrivacySettings settings = new PrivacySettings(null, null, null, null, this.directory.resolve("keys"));
		byte[] sealed = new TinkFieldCipher(KeyFiles.sealing(settings, true)).seal("x", "c");
		assertThat(new TinkFieldCipher(KeyFiles.sealing(settings, true)).open(sealed, "c")).isEqualTo("x");
	}

	@Test
	void nodesThatStartAtOnceUseTheSameDemoKeys() throws Exception {
		PrivacySettings settings = new PrivacySettings(null, null, null, null, this.directory.resolve("keys"));
		ExecutorService nodes = Executors.newFixedThreadPool(8);
		List<Future<byte[]>> sealed = nodes.invokeAll(
				Collections.nCopies(8, () -> new TinkFieldCipher(KeyFiles.sealing(settings, true)).seal("x", "c")));
		nodes.shutdown();
		TinkFieldCipher later = new TinkFieldCipher(KeyFiles.sealing(settings, true));
		for (Future<byte[]> one : sealed) {
			assertThat(later.open(one.get(), "c")).isEqualTo("x");
		}
		try (Stream<Path> files = Files.list(this.directory.resolve("keys"))) {
			assertThat(files).containsExactly(this.directory.resolve("keys").resolve(KeyFiles.KEYSET));
		}
	}

	@Test
	void keysMayComeAsBase64() throws Exception {
		KeyFiles.generate(this.directory);
		byte[] file = Files.readAllBytes(this.directory.resolve(KeyFiles.KEYSET));
		byte[] index = Files.readAllBytes(this.directory.resolve(KeyFiles.INDEX_KEYSET));
		PrivacySettings byValue = new PrivacySettings(null, null, Base64.getEncoder().encodeToString(file),
				Base64.getEncoder().encodeToString(index), null);
		PrivacySettings byFile = new PrivacySettings(this.directory.resolve(KeyFiles.KEYSET),
				this.directory.resolve(KeyFiles.INDEX_KEYSET), null, null, null);
		byte[] sealed = new TinkFieldCipher(KeyFiles.sealing(byValue, false)).seal("x", "c");
		assertThat(new TinkFieldCipher(KeyFiles.sealing(byFile, false)).open(sealed, "c")).isEqualTo("x");
		assertThat(new TinkBlindIndex(KeyFiles.index(byValue, false)).of("p", "x"))
			.isEqualTo(new TinkBlindIndex(KeyFiles.index(byFile, false)).of("p", "x"));
		assertThat(refused(null, "not Base64 at all")).hasMessageContaining("not a keyset in Base64");
		assertThat(byValue.toString()).doesNotContain(byValue.keyset());
	}

	@Test
	void refusesAKeyFileOthersCanRead() throws Exception {
		KeyFiles.generate(this.directory);
		Path file = this.directory.resolve(KeyFiles.KEYSET);
		assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
		Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
		assertThat(refused(file, null)).hasMessageContaining("chmod 600");
	}

	@Test
	void refusesWhatIsMissingDamagedOrSwapped() throws Exception {
		KeyFiles.generate(this.directory);
		assertThat(refused(this.directory.resolve("absent.json"), null)).hasMessageContaining("does not exist");
		Path damaged = this.directory.resolve(KeyFiles.KEYSET);
		String json = Files.readString(damaged);
		Files.writeString(damaged, json.substring(0, 60));
		assertThat(refused(damaged, null)).hasMessageContaining("cannot be read as a keyset")
			.hasMessageNotContaining(json.substring(20, 50));
		assertThat(refused(this.directory.resolve(KeyFiles.INDEX_KEYSET), null)).hasMessageContaining("keyset");
	}

	@Test
	void generatingNeverTouchesExistingKeys() throws Exception {
		KeyFiles.generate(this.directory);
		String before = Files.readString(this.directory.resolve(KeyFiles.KEYSET));
		assertThatExceptionOfType(KeysMissing.class).isThrownBy(() -> KeyFiles.generate(this.directory));
		assertThat(Files.readString(this.directory.resolve(KeyFiles.KEYSET))).isEqualTo(before);
	}

	@Test
	void theCommandsOfTheJarMakeAndRotateKeys() {
		ByteArrayOutputStream said = new ByteArrayOutputStream();
		List<Integer> exits = new ArrayList<>();
		KeyCommand command = new KeyCommand(new PrintStream(said, true, StandardCharsets.UTF_8), exits::add);
		command.run(new MockEnvironment());
		assertThat(exits).isEmpty();

		command.run(new MockEnvironment().withProperty("beianflow.privacy.generate-keys", this.directory.toString()));
		Path file = this.directory.resolve(KeyFiles.KEYSET);
		assertThat(said.toString(StandardCharsets.UTF_8)).contains("--beianflow.privacy.keyset-file=" + file);
		command.run(new MockEnvironment().withProperty("beianflow.privacy.rotate-keys", file.toString()));
		assertThat(said.toString(StandardCharsets.UTF_8)).contains("2 keys");
		assertThat(exits).containsExactly(0, 0);

		command.run(new MockEnvironment().withProperty("beianflow.privacy.generate-keys", this.directory.toString()));
		assertThat(exits).containsExactly(0, 0, 1);
	}

	private KeysMissing refused(Path file, String base64) {
		PrivacySettings settings = new PrivacySettings(file, null, base64, null, this.directory);
		return catchThrowableOfType(KeysMissing.class, () -> new TinkFieldCipher(KeyFiles.sealing(settings, false)));
	}

}
