package org.beianflow.review;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonalNumbersTest {

	@ParameterizedTest
	@ValueSource(strings = { "请拨 13812345678", "身份证11010519491231002X与证件不符", "11010519491231002x", "（19912345678）" })
	void findsMobilesAndIdentityCards(String text) {
		assertThat(PersonalNumbers.standIn(text)).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "京ICP备2026000001号-1", "914403001922038216", "91330100799655058B", "F2026110000123",
			"20261123100000123456", "01012345678", "第 1381234567 项" })
	void leavesOtherNumbersAlone(String text) {
		assertThat(PersonalNumbers.standIn(text)).isFalse();
	}

}
