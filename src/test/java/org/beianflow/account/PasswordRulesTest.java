package org.beianflow.account;

import java.util.List;

import org.beianflow.check.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a password must be. */
class PasswordRulesTest {

	@ParameterizedTest
	@ValueSource(strings = { "correct horse", "备案系统里一只安静的猫", "Xq7-plum-tea" })
	void longAndUnusualIsEnough(String password) {
		assertThat(keys(password)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "short, account.password.short", "123456789, account.password.short",
			"1234567890, account.password.common", "P@ssw0rd123, account.password.common",
			"aaaaaaaaaaaa, account.password.common", "abababababab, account.password.common",
			"my-LiHua-2026, account.password.personal", "x13800138000y, account.password.personal",
			"mailli.hua.cn, account.password.personal" })
	void whatEverybodyTriesOrKnowsIsRefused(String password, String key) {
		assertThat(keys(password)).containsExactly(key);
	}

	@Test
	void whatTheHashWouldNotReadIsRefused() {
		assertThat(keys("一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰")).containsExactly("account.password.long");
	}

	@Test
	void nothingIsShort() {
		assertThat(PasswordRules.check("password", null)).extracting(Violation::messageKey)
			.containsExactly("account.password.short");
	}

	private static List<String> keys(String password) {
		return PasswordRules.check("password", password, "lihua", "13800138000", "li.hua@example.cn")
			.stream()
			.map(Violation::messageKey)
			.toList();
	}

}
