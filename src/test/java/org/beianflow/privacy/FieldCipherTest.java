package org.beianflow.privacy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class FieldCipherTest {

	private static final String ID = "11010519491231002X";

	private static final String CONTEXT = "filing:F2026110000123:principal.idNo";

	private final FieldCipher cipher = TestKeys.fieldCipher();

	@Test
	void opensWhatItSealed() {
		assertThat(this.cipher.open(this.cipher.seal(ID, CONTEXT), CONTEXT)).isEqualTo(ID);
		assertThat(this.cipher.open(this.cipher.seal("", CONTEXT), CONTEXT)).isEmpty();
		assertThat(this.cipher.open(this.cipher.seal("张三·买买提", CONTEXT), CONTEXT)).isEqualTo("张三·买买提");
		assertThat(this.cipher.seal(null, CONTEXT)).isNull();
		assertThat(this.cipher.open(null, CONTEXT)).isNull();
	}

	@Test
	void showsNothingOfThePlainTextNorThatTwoAreEqual() {
		byte[] sealed = this.cipher.seal(ID, CONTEXT);
		assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(ID.substring(0, 6))
			.doesNotContain(ID.substring(12));
		assertThat(sealed).isNotEqualTo(this.cipher.seal(ID, CONTEXT));
	}

	@Test
	void opensInItsContextOnly() {
		byte[] sealed = this.cipher.seal(ID, CONTEXT);
		assertThatExceptionOfType(SealBroken.class)
			.isThrownBy(() -> this.cipher.open(sealed, "filing:F2026110000124:principal.idNo"))
			.withMessageNotContaining(ID);
	}

	@Test
	void noticesAChangedBit() {
		byte[] sealed = this.cipher.seal(ID, CONTEXT);
		for (int i = 0; i < sealed.length; i++) {
			byte[] changed = sealed.clone();
			changed[i] ^= 1;
			assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> this.cipher.open(changed, CONTEXT));
		}
	}

	@Test
	void rotationKeepsTheOldReadableAndSealsTheNewWithTheNewKey(@TempDir Path directory) throws Exception {
		KeyFiles.generate(directory);
		Path file = directory.resolve(KeyFiles.KEYSET);
		PrivacySettings settings = new PrivacySettings(file, null, null, null, directory);
		FieldCipher before = new TinkFieldCipher(KeyFiles.sealing(settings, false));
		FileCipher filesBefore = new TinkFileCipher(KeyFiles.sealing(settings, false));
		byte[] old = before.seal(ID, CONTEXT);
		byte[] oldFileKey = filesBefore.newKey("f");
		ByteArrayOutputStream oldFile = new ByteArrayOutputStream();
		try (SealingOutput out = filesBefore.seal(oldFileKey, "f", oldFile)) {
			out.write(ID.getBytes(StandardCharsets.UTF_8));
		}

		assertThat(KeyFiles.rotate(file)).isEqualTo(2);

		FieldCipher after = new TinkFieldCipher(KeyFiles.sealing(settings, false));
		assertThat(after.open(old, CONTEXT)).isEqualTo(ID);
		assertThat(new TinkFileCipher(KeyFiles.sealing(settings, false)).open(oldFileKey, "f",
				new ByteArrayInputStream(oldFile.toByteArray())))
			.hasContent(ID);
		byte[] fresh = after.seal(ID, CONTEXT);
		assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> before.open(fresh, CONTEXT));
	}

}
