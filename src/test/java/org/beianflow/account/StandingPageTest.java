package org.beianflow.account;

import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Where links of a page lead back to. */
class StandingPageTest {

	@Test
	void aPageThatWasOpenedIsThePage() {
		MockHttpServletRequest request = new MockHttpServletRequest("GET", "/lookup");
		request.setQueryString("query=a+b");
		assertThat(StandingPage.of(request)).isEqualTo("/lookup?query=a+b");
	}

	@Test
	void theAnswerToAFormLeadsToThePageOfTheForm() {
		assertThat(sentFrom("http://localhost/filings/F1/draft/review?a=1")).isEqualTo("/filings/F1/draft/review?a=1");
		assertThat(sentFrom("http://localhost:8080/filings/F1/draft/review")).isEqualTo("/filings/F1/draft/review");
	}

	@Test
	void aFormSentAgainFromSuchAnAnswerLeadsAboveIt() {
		assertThat(sentFrom("http://localhost/filings/F1/draft/submission")).isEqualTo("/filings/F1/draft");
	}

	@Test
	void nobodyIsLedToAnotherHost() {
		assertThat(sentFrom("http://elsewhere.example/filings/F1")).isEqualTo("/filings/F1/draft");
		assertThat(sentFrom("about:blank")).isEqualTo("/filings/F1/draft");
		assertThat(sentFrom("no address")).isEqualTo("/filings/F1/draft");
		assertThat(sentFrom(null)).isEqualTo("/filings/F1/draft");
	}

	private static String sentFrom(String referer) {
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/filings/F1/draft/submission");
		if (referer != null) {
			request.addHeader("Referer", referer);
		}
		return StandingPage.of(request);
	}

}
