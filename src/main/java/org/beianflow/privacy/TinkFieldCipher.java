package org.beianflow.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;

/** Fields by Tink's AEAD; the ciphertext begins with the id of its key. */
class TinkFieldCipher implements FieldCipher {

	private final Aead aead;

	TinkFieldCipher(KeysetHandle keys) {
		this.aead = aead(keys);
	}

	static Aead aead(KeysetHandle keys) {
		try {
			return keys.getPrimitive(AeadConfig2026.get(), Aead.class);
		}
		catch (GeneralSecurityException ex) {
			throw new KeysMissing("The keyset of beianflow.privacy.keyset-file holds no keys that seal (AEAD).",
					"Perhaps the two files are swapped.");
		}
	}

	@Override
	public byte[] seal(String plain, String context) {
		if (plain == null) {
			return null;
		}
		try {
			return this.aead.encrypt(plain.getBytes(StandardCharsets.UTF_8), associated(context));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public String open(byte[] sealed, String context) {
		if (sealed == null) {
			return null;
		}
		try {
			return new String(this.aead.decrypt(sealed, associated(context)), StandardCharsets.UTF_8);
		}
		catch (GeneralSecurityException ex) {
			throw new SealBroken("A sealed value does not open in the context " + context, ex);
		}
	}

	private static byte[] associated(String context) {
		// Fields and file keys share a keyset; neither opens as the other.
		return ("field:" + context).getBytes(StandardCharsets.UTF_8);
	}

}
