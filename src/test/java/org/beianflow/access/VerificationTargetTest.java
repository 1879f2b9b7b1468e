package org.beianflow.access;

import java.net.IDN;
import java.util.List;

import org.beianflow.site.AddressMode;
import org.beianflow.site.Website;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What is verified of a filed website. */
class VerificationTargetTest {

	@Test
	void theHomePageStandsAtTheDomainOrBelowIt() {
		assertThat(homes(List.of("example.cn"), "https://www.example.cn/"))
			.containsExactly("example.cn www.example.cn");
		assertThat(homes(List.of("example.cn"), "https://www.example.cn/", "http://EXAMPLE.cn:80/index.html"))
			.containsExactly("example.cn example.cn");
		assertThat(homes(List.of("one.cn", "two.cn"), "http://www.two.cn")).containsExactly("one.cn one.cn",
				"two.cn www.two.cn");
		assertThat(homes(List.of("one.cn"), "https://notone.cn/")).containsExactly("one.cn one.cn");
	}

	@Test
	void chineseNamesAreAskedForAsMachinesWriteThem() {
		assertThat(homes(List.of("例子.中国"), "https://网站.例子.中国/首页"))
			.containsExactly(IDN.toASCII("例子.中国") + " " + IDN.toASCII("网站.例子.中国"));
	}

	@Test
	void aServiceFiledByAddressIsVerifiedThere() {
		Website site = with(AddressMode.IP_ONLY, List.of(), "http://203.0.113.7/");
		assertThat(VerificationTarget.of(site, SampleSubjects.access("demo-cloud", "203.0.113.7")))
			.extracting((target) -> target.domain() + " " + target.home())
			.containsExactly("203.0.113.7 203.0.113.7");
	}

	private static List<String> homes(List<String> domains, String... homeUrls) {
		return VerificationTarget
			.of(with(AddressMode.DOMAIN, domains, homeUrls), SampleSubjects.access("demo-cloud", "127.0.0.1"))
			.stream()
			.map((target) -> target.domain() + " " + target.home())
			.toList();
	}

	private static Website with(AddressMode mode, List<String> domains, String... homeUrls) {
		Website site = SampleSubjects.website();
		return new Website(site.type(), mode, site.name(), domains, List.of(homeUrls), site.contentTypes(),
				site.languages(), site.preApprovals(), site.noPreApprovalNeeded(), site.description(), site.owner(),
				site.ownerSameAsPrincipal(), site.securityMeasures(), site.domainRegistrations());
	}

}
