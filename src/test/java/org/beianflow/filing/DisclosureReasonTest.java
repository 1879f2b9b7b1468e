package org.beianflow.filing;

import org.beianflow.check.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** What may be kept for ever as the reason to see personal data. */
class DisclosureReasonTest {

	private static final String KEY = "filing.unmask.reason";

	@Test
	void isKeptAsItWasWrittenWithoutTheSpaceAround() {
		assertThat(DisclosureReason.of("  核对申请人来电咨询 ", KEY)).isEqualTo("核对申请人来电咨询");
	}

	@ParameterizedTest
	@NullSource
	@ValueSource(strings = { "", "  ok  " })
	void saysSomething(String written) {
		assertThat(refused(written)).isEqualTo(KEY);
	}

	@Test
	void isNoLetter() {
		assertThat(DisclosureReason.of("核".repeat(200), KEY)).hasSize(200);
		assertThat(refused("核".repeat(201))).isEqualTo(KEY);
	}

	@ParameterizedTest
	@ValueSource(strings = { "打电话 13900000000 核对", "核对 11010519491231002X" })
	void holdsNoNumberOfAPerson(String written) {
		assertThat(refused(written)).isEqualTo("filing.reason.number");
	}

	private static String refused(String written) {
		return catchThrowableOfType(Refusal.class, () -> DisclosureReason.of(written, KEY)).messageKey();
	}

}
