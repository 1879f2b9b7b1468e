package org.beianflow.privacy;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The examples of look.md, and what must not slip through at the edges. */
class MaskingTest {

	@Test
	void looksMasked() {
		assertThat(Masking.idNumber("11010519491231002X")).isEqualTo("110105＊＊＊＊＊＊＊＊002X");
		assertThat(Masking.phone("13800131234")).isEqualTo("138＊＊＊＊1234");
		assertThat(Masking.phone("+8613800131234")).isEqualTo("+86138＊＊＊＊1234");
		assertThat(Masking.email("alice@x.com")).isEqualTo("a＊＊＊@x.com");
		assertThat(Masking.name("张三")).isEqualTo("张＊");
		assertThat(Masking.name("阿卜杜拉·买买提")).isEqualTo("阿＊");
	}

	@Test
	void shortValuesShowLess() {
		assertThat(Masking.idNumber("E12345678")).isEqualTo("E1＊＊＊＊＊78");
		assertThat(Masking.idNumber("123")).isEqualTo("＊＊＊");
		assertThat(Masking.phone("12345")).isEqualTo("＊＊＊＊5");
		assertThat(Masking.email("a@x.com")).isEqualTo("a＊＊＊@x.com");
		assertThat(Masking.email("no-address")).isEqualTo("＊＊＊");
		assertThat(Masking.name("𠮷田")).isEqualTo("𠮷＊");
		assertThat(Masking.name("")).isEmpty();
		assertThat(Masking.idNumber(null)).isNull();
		assertThat(Masking.phone(null)).isNull();
		assertThat(Masking.email(null)).isNull();
		assertThat(Masking.name(null)).isNull();
	}

}
