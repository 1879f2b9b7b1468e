package org.beianflow.fee.demo;

import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

import org.beianflow.check.Refusal;
import org.beianflow.fee.CallbackAnswer;
import org.beianflow.fee.FeeSettings;
import org.beianflow.fee.Fees;
import org.beianflow.fee.GatewayMessage;
import org.beianflow.fee.PaymentOrder;
import org.beianflow.testing.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.springframework.ui.ConcurrentModel;
import org.springframework.ui.Model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** The demo's payment company: what it signs is what it accepts. */
class DemoPaymentPageTest {

	private static final PaymentOrder ORDER = new PaymentOrder("o-1", "F2026110000123", "demo", "备案服务费 F2026110000123",
			130000, "CNY", Instant.parse("2026-11-30T16:00:00Z"), URI.create("/demo/pay/o-1"));

	private final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private final DemoGateway gateway = new DemoGateway(
			new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("beianflow.fee", FeeSettings.class));

	private final Fees fees = mock();

	private final DemoPaymentPage page = new DemoPaymentPage(this.fees, this.gateway, this.clock);

	@BeforeEach
	void theFeesReadWhatTheGatewaySends() {
		given(this.fees.orderOf("o-1")).willReturn(Optional.of(ORDER));
		given(this.fees.callback(eq("demo"), any(), any())).willAnswer((call) -> {
			GatewayMessage message = this.gateway.read(call.getArgument(1), call.getArgument(2), this.clock.instant());
			return new CallbackAnswer(message.order(), message.transaction(),
					(message.status() == GatewayMessage.Status.PAID) ? CallbackAnswer.Result.PAID
							: CallbackAnswer.Result.NOTED);
		});
	}

	@Test
	void payingAndCancellingAreSignedMessages() {
		Model paid = new ConcurrentModel();
		assertThat(this.page.pay("o-1", paid)).isEqualTo("demo/pay");
		assertThat(paid.getAttribute("result")).isEqualTo("PAID");
		Model cancelled = new ConcurrentModel();
		this.page.cancel("o-1", cancelled);
		assertThat(cancelled.getAttribute("result")).isEqualTo("NOTED");
	}

	@Test
	void thePageShowsWhatIsPaid() {
		assertThat(render(Map.of("order", ORDER))).contains("备案服务费 F2026110000123", "¥1,300.00",
				"action=\"/demo/pay/o-1/paid\"");
		assertThat(render(Map.of("order", ORDER, "result", "PAID"))).contains("支付成功").doesNotContain("确认支付");
	}

	@Test
	void unknownOrdersAreNotShown() {
		given(this.fees.orderOf("o-2")).willReturn(Optional.empty());
		assertThatThrownBy(() -> this.page.show("o-2", new ConcurrentModel())).isInstanceOf(Refusal.class);
	}

	@Test
	void unreadableMessagesAreRefused() {
		Instant now = this.clock.instant();
		for (String payload : new String[] { "", "[]", "{\"order\":\"o-1\"}",
				this.gateway.write(new GatewayMessage("o-1", "T1", GatewayMessage.Status.PAID, 1, "CNY", now))
					.replace("PAID", "WON") }) {
			assertThatThrownBy(() -> this.gateway.read(payload, this.gateway.sign(payload, now), now))
				.isInstanceOfSatisfying(Refusal.class,
						(refusal) -> assertThat(refusal.messageKey()).isEqualTo("fee.callback.unreadable"));
		}
	}

	private static String render(Map<String, Object> model) {
		ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
		templates.setPrefix("templates/");
		templates.setSuffix(".html");
		templates.setCharacterEncoding("UTF-8");
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(templates);
		MockServletContext servlets = new MockServletContext();
		return engine.process("demo/pay",
				new WebContext(
						JakartaServletWebApplication.buildApplication(servlets)
							.buildExchange(new MockHttpServletRequest(servlets), new MockHttpServletResponse()),
						null, model));
	}

}
