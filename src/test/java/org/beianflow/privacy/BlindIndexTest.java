package org.beianflow.privacy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BlindIndexTest {

	private final BlindIndex index = TestKeys.blindIndex();

	@Test
	void equalValuesMeetHoweverTheyAreWritten() {
		assertThat(this.index.of(BlindIndex.ID_NUMBER, "11010519491231002x "))
			.isEqualTo(this.index.of(BlindIndex.ID_NUMBER, "110105 19491231 002X"))
			.matches("[0-9a-f]{64}");
		assertThat(this.index.of(BlindIndex.MOBILE, "+86 138-0013-8000"))
			.isEqualTo(this.index.of(BlindIndex.MOBILE, "１３８００１３８０００"))
			.isEqualTo(this.index.of(BlindIndex.MOBILE, "008613800138000"));
		assertThat(this.index.of(BlindIndex.EMAIL, " Li.Lei@Example.COM"))
			.isEqualTo(this.index.of(BlindIndex.EMAIL, "li.lei@example.com"));
		assertThat(this.index.of("name", "ＡＢＣ公司")).isEqualTo(this.index.of("name", "ABC公司"));
		assertThat(this.index.of(BlindIndex.EMAIL, null)).isNull();
	}

	@Test
	void differentValuesAndPurposesNeverMeet() {
		assertThat(this.index.of(BlindIndex.ID_NUMBER, "11010519491231002X"))
			.isNotEqualTo(this.index.of(BlindIndex.ID_NUMBER, "110105194912310038"))
			.isNotEqualTo(this.index.of("other", "11010519491231002X"));
		assertThat(this.index.of("name", "Abc")).isNotEqualTo(this.index.of("name", "abc"));
	}

}
