package org.beianflow.privacy;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.Locale;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.prf.PrfConfig2026;
import com.google.crypto.tink.prf.PrfSet;

/** The blind index by Tink's PRF. */
class TinkBlindIndex implements BlindIndex {

	private static final int BYTES = 32;

	private final PrfSet prf;

	TinkBlindIndex(KeysetHandle keys) {
		try {
			this.prf = keys.getPrimitive(PrfConfig2026.get(), PrfSet.class);
		}
		catch (GeneralSecurityException ex) {
			throw new KeysMissing("The keyset of beianflow.privacy.index-keyset-file holds no keys for an index (PRF).",
					"Perhaps the two files are swapped.");
		}
	}

	@Override
	public String of(String purpose, String value) {
		if (value == null) {
			return null;
		}
		// No purpose contains a line break, so purpose and value never run into one
		// another.
		String input = purpose + "\n" + normalised(purpose, value);
		try {
			return HexFormat.of().formatHex(this.prf.computePrimary(input.getBytes(StandardCharsets.UTF_8), BYTES));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static String normalised(String purpose, String value) {
		String folded = Normalizer.normalize(value, Normalizer.Form.NFKC).strip();
		return switch (purpose) {
			case ID_NUMBER -> folded.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
			case EMAIL -> folded.toLowerCase(Locale.ROOT);
			case MOBILE -> {
				String digits = folded.replaceAll("\\D", "");
				yield (digits.length() == 13 && digits.startsWith("86")) ? digits.substring(2)
						: (digits.length() == 15 && digits.startsWith("0086")) ? digits.substring(4) : digits;
			}
			default -> folded;
		};
	}

}
