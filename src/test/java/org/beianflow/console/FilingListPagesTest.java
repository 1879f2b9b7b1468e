package org.beianflow.console;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.util.UriComponentsBuilder;

import static org.assertj.core.api.Assertions.assertThat;

/** What somebody typed into the search of the console is taken for. */
class FilingListPagesTest {

	@ParameterizedTest
	@ValueSource(strings = { "京ICP备2026000001号", "京icp备2026000001号", "京ＩＣＰ备２０２６０００００１号", "京ICP备2026000001号-1",
			"京 ICP备 2026000001 号", "京ICP备2026000001号-12A" })
	void aFilingNumberIsFoundHoweverItIsWritten(String typed) {
		assertThat(asked(typed)).isEqualTo("/list?number=京ICP备2026000001号");
	}

	@Test
	void aDomainIsAskedForInAscii() {
		assertThat(asked("Example.CN")).isEqualTo("/list?domain=example.cn");
		assertThat(asked("例子。中国")).isEqualTo("/list?domain=xn--fsqu00a.xn--fiqs8s");
	}

	@Test
	void whatIsNeitherIsAName() {
		assertThat(asked("青禾 茶业")).isEqualTo("/list?name=青禾 茶业");
	}

	@Test
	void aNumberOfSomebodyStaysOutOfTheAddress() {
		assertThat(asked("110101199003070000")).isEqualTo("/list?key=" + "0".repeat(64));
	}

	private static String asked(String typed) {
		return FilingListPages.named(UriComponentsBuilder.fromPath("/list"), typed).build().toUriString();
	}

}
