package org.beianflow.fee;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Amounts as people write and read them. */
class AmountsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			300       | 30000
			300.00    | 30000
			0.01      | 1
			¥1,300.50 | 130050
			""")
	void whatPeopleWriteIsReadInFen(String written, long fen) {
		assertThat(Amounts.fen(" " + written + " ")).hasValue(fen);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "three hundred", "1.005", "1e99", "¥" })
	void whatIsNoAmountOfWholeFenIsNone(String written) {
		assertThat(Amounts.fen(written)).isEmpty();
	}

	@Test
	void whatPeopleReadHasTwoPlaces() {
		assertThat(Amounts.yuan(130050)).isEqualTo("¥1,300.50");
	}

}
