package org.beianflow.api;

import org.beianflow.check.Refusal;
import org.beianflow.fee.CallbackAnswer;
import org.beianflow.fee.Fees;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.StaticMessageSource;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.atMost;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

/** The door for gateways, over HTTP. */
class PaymentCallbackControllerTest {

	private static final CallbackAnswer PAID = new CallbackAnswer("o-1", "T1", CallbackAnswer.Result.PAID);

	private final Fees fees = mock();

	private MockMvc http;

	@BeforeEach
	void openTheDoor() {
		given(this.fees.knowsGateway("demo")).willReturn(true);
		this.http = MockMvcBuilders.standaloneSetup(new PaymentCallbackController(this.fees))
			.setControllerAdvice(new ProblemAdvice(new StaticMessageSource()))
			.build();
	}

	@Test
	void answersWhatBecameOfThePayment() throws Exception {
		given(this.fees.callback("demo", "{}", "t=1,v1=a")).willReturn(PAID);
		MockHttpServletResponse response = call("{}", "t=1,v1=a");
		assertThat(response.getStatus()).isEqualTo(200);
		assertThat(response.getContentAsString())
			.isEqualTo("{\"order\":\"o-1\",\"transaction\":\"T1\",\"result\":\"PAID\"}");
	}

	@Test
	void triesAgainWhereTheProcessMovedAtTheSameMoment() throws Exception {
		given(this.fees.callback("demo", "{}", "s")).willThrow(new OptimisticLockingFailureException("moved"))
			.willThrow(new OptimisticLockingFailureException("moved"))
			.willReturn(PAID);
		assertThat(call("{}", "s").getStatus()).isEqualTo(200);
		verify(this.fees, times(3)).callback("demo", "{}", "s");
	}

	@Test
	void whatCannotBeTakenNowTheGatewaySendsAgain() throws Exception {
		given(this.fees.callback("demo", "{}", "s")).willThrow(new OptimisticLockingFailureException("moved"));
		given(this.fees.callback("demo", "[]", "s"))
			.willThrow(new CannotCreateTransactionException("the database is away"));
		for (int i = 0; i < 100; i++) {
			assertThat(call("{}", "s").getStatus()).isEqualTo(503);
		}
		MockHttpServletResponse away = call("[]", "s");
		assertThat(away.getStatus()).isEqualTo(503);
		assertThat(away.getHeader(HttpHeaders.RETRY_AFTER)).isEqualTo("60");
	}

	@Test
	void missingSignatureIsForTheFeesToRefuse() throws Exception {
		given(this.fees.callback("demo", "{}", "")).willThrow(unsigned());
		assertThat(this.http.perform(post("/api/v1/payments/demo/callback").content("{}"))
			.andReturn()
			.getResponse()
			.getStatus()).isEqualTo(401);
	}

	@Test
	void tooLargeOrEmptyIsNotEvenRead() throws Exception {
		assertThat(call("x".repeat(16 * 1024 + 1), "s").getStatus()).isEqualTo(400);
		assertThat(this.http.perform(post("/api/v1/payments/demo/callback")).andReturn().getResponse().getStatus())
			.isEqualTo(400);
		verify(this.fees, never()).callback("demo", "{}", "s");
	}

	@Test
	void strangersCannotFillTheAuditLog() throws Exception {
		given(this.fees.callback("demo", "{}", "forged")).willThrow(unsigned());
		for (int i = 0; i < 200; i++) {
			call("{}", "forged");
		}
		// One more each second, however long this takes.
		verify(this.fees, atMost(150)).callback("demo", "{}", "forged");
	}

	private static Refusal unsigned() {
		return new Refusal(Refusal.Kind.UNAUTHENTICATED, "fee.callback.signature");
	}

	private MockHttpServletResponse call(String payload, String signature) throws Exception {
		return this.http
			.perform(post("/api/v1/payments/demo/callback").content(payload)
				.header(PaymentCallbackController.SIGNATURE, signature))
			.andReturn()
			.getResponse();
	}

}
