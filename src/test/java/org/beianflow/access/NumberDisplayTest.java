package org.beianflow.access;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The number on the home page, and its link to the filing system (R3). */
class NumberDisplayTest {

	private static final String DOMAIN = "example.cn";

	private static final String NUMBER = "京ICP备2026000001号-1";

	private final LoopbackNetwork network = new LoopbackNetwork();

	private final NumberDisplay display = new NumberDisplay(this.network.probe());

	@AfterEach
	void close() {
		this.network.close();
	}

	@Test
	void theNumberWithItsLinkIsShown() {
		footer("<a href=\"https://beian.miit.gov.cn/\">京ICP备 2026000001号-1</a>");
		assertThat(look()).isEqualTo(NumberDisplay.Seen.SHOWN);
		footer("<a href=\"//beian.miit.gov.cn\">" + NUMBER + "</a>");
		assertThat(look()).isEqualTo(NumberDisplay.Seen.SHOWN);
	}

	@Test
	void theNumberAloneOrWithAnotherLinkIsNotEnough() {
		footer(NUMBER);
		assertThat(look()).isEqualTo(NumberDisplay.Seen.NOT_LINKED);
		footer("<a href=\"https://beian.miit.gov.cn.example.net/\">" + NUMBER + "</a>");
		assertThat(look()).isEqualTo(NumberDisplay.Seen.NOT_LINKED);
	}

	@Test
	void anotherNumberIsNotThisOne() {
		footer("<a href=\"https://beian.miit.gov.cn/\">京ICP备2026000002号-1</a>");
		assertThat(look()).isEqualTo(NumberDisplay.Seen.MISSING);
	}

	@Test
	void aHomePageBehindARedirectWithinTheDomainIsFound() {
		footer(NUMBER);
		this.network.everywhere("www." + DOMAIN, "A", "127.0.0.1");
		this.network.redirect(DOMAIN + "/", "http://www." + DOMAIN + "/");
		this.network.page("www." + DOMAIN + "/", "山水文具", "<a href=\"https://beian.miit.gov.cn/\">" + NUMBER + "</a>");
		assertThat(look()).isEqualTo(NumberDisplay.Seen.SHOWN);
	}

	@Test
	void theFiledHomePageIsLookedAtFirst() {
		footer("nothing");
		this.network.page("www." + DOMAIN + "/", "山水文具", "<a href=\"https://beian.miit.gov.cn/\">" + NUMBER + "</a>");
		VerificationTarget www = new VerificationTarget(DOMAIN, "www." + DOMAIN, "山水文具", List.of("127.0.0.1"), null);
		assertThat(this.display.look(www, NUMBER)).isEqualTo(NumberDisplay.Seen.SHOWN);
		VerificationTarget gone = new VerificationTarget(DOMAIN, "m." + DOMAIN, "山水文具", List.of("127.0.0.1"), null);
		assertThat(this.display.look(gone, NUMBER)).isEqualTo(NumberDisplay.Seen.MISSING);
	}

	@Test
	void withoutAPageThereIsNothingToSee() {
		assertThat(look()).isEqualTo(NumberDisplay.Seen.UNREACHABLE);
	}

	private void footer(String html) {
		this.network.page(DOMAIN + "/", "山水文具", "欢迎光临</p><p>" + html);
	}

	private NumberDisplay.Seen look() {
		return this.display.look(LoopbackNetwork.target(DOMAIN, "山水文具"), NUMBER);
	}

}
