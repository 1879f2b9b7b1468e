package org.beianflow.fee.demo;

import java.time.Clock;
import java.time.Instant;

import org.beianflow.check.Refusal;
import org.beianflow.fee.Fees;
import org.beianflow.fee.GatewayMessage;
import org.beianflow.fee.PaymentOrder;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The page of the demo's payment company: pay, or cancel. It tells our callback what
 * happened, signed, as a real company would.
 */
@Controller
@Profile("demo")
@RequestMapping("/demo/pay/{order}")
class DemoPaymentPage {

	private final Fees fees;

	private final DemoGateway gateway;

	private final Clock clock;

	DemoPaymentPage(Fees fees, DemoGateway gateway, Clock clock) {
		this.fees = fees;
		this.gateway = gateway;
		this.clock = clock;
	}

	@GetMapping
	String show(@PathVariable String order, Model model) {
		model.addAttribute("order", find(order));
		return "demo/pay";
	}

	@PostMapping("/paid")
	String pay(@PathVariable String order, Model model) {
		return tell(order, GatewayMessage.Status.PAID, model);
	}

	@PostMapping("/cancelled")
	String cancel(@PathVariable String order, Model model) {
		return tell(order, GatewayMessage.Status.CLOSED, model);
	}

	private String tell(String id, GatewayMessage.Status status, Model model) {
		PaymentOrder order = find(id);
		Instant now = this.clock.instant();
		// One transaction per order: paying twice on this page is the duplicate of a
		// message.
		String payload = this.gateway.write(
				new GatewayMessage(order.id(), "DEMO-" + order.id(), status, order.amountFen(), order.currency(), now));
		model.addAttribute("order", order);
		model.addAttribute("result",
				this.fees.callback(DemoGateway.NAME, payload, this.gateway.sign(payload, now)).result().name());
		return "demo/pay";
	}

	private PaymentOrder find(String order) {
		return this.fees.orderOf(order)
			.filter((known) -> known.gateway().equals(DemoGateway.NAME))
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "fee.callback.order"));
	}

}
