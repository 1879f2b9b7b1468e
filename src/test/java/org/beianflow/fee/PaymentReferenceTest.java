package org.beianflow.fee;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A payer's slip of the pen never names another filing. */
class PaymentReferenceTest {

	@Test
	void oneWrongOrTwoSwappedDigitsAreNoticed() {
		for (int serial : new int[] { 1, 42, 999_999, 123_456 }) {
			String reference = PaymentReference.of(2026, serial);
			assertThat(reference).matches("BF26\\d{8}");
			assertThat(PaymentReference.isValid(reference)).isTrue();
			for (int i = 2; i < reference.length(); i++) {
				for (char digit = '0'; digit <= '9'; digit++) {
					if (digit != reference.charAt(i)) {
						assertThat(PaymentReference
							.isValid(reference.substring(0, i) + digit + reference.substring(i + 1))).isFalse();
					}
				}
				if (i + 1 < reference.length() && reference.charAt(i) != reference.charAt(i + 1)) {
					assertThat(PaymentReference.isValid(reference.substring(0, i) + reference.charAt(i + 1)
							+ reference.charAt(i) + reference.substring(i + 2)))
						.isFalse();
				}
			}
		}
	}

	@Test
	void otherTextsAreNone() {
		assertThat(PaymentReference.isValid(null)).isFalse();
		assertThat(PaymentReference.isValid("")).isFalse();
		assertThat(PaymentReference.isValid("备案服务费")).isFalse();
	}

}
