package org.beianflow.fee.demo;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.check.Refusal;
import org.beianflow.fee.CallbackSignature;
import org.beianflow.fee.FeeSettings;
import org.beianflow.fee.GatewayMessage;
import org.beianflow.fee.PaymentGateway;
import org.beianflow.fee.PaymentOrder;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The demo's payment company: its page is ours, its messages are signed with a key made
 * at each start.
 */
@Component
@Profile("demo")
class DemoGateway implements PaymentGateway {

	static final String NAME = "demo";

	private final ObjectMapper json = new ObjectMapper();

	private final FeeSettings settings;

	private final CallbackSignature signature;

	DemoGateway(FeeSettings settings) {
		this.settings = settings;
		byte[] key = new byte[32];
		new SecureRandom().nextBytes(key);
		this.signature = new CallbackSignature(key);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public URI open(PaymentOrder order) {
		return URI.create("/demo/pay/" + order.id());
	}

	@Override
	public GatewayMessage read(String payload, String proof, Instant now) {
		this.signature.verify(payload, proof, now, this.settings.callbackTolerance());
		try {
			Message message = this.json.readValue(payload, Message.class);
			return new GatewayMessage(message.order(), message.transaction(),
					GatewayMessage.Status.valueOf(message.status()), message.amountFen(), message.currency(),
					Instant.parse(message.occurredAt()));
		}
		catch (JsonProcessingException | RuntimeException ex) {
			throw new Refusal(Refusal.Kind.MALFORMED, "fee.callback.unreadable");
		}
	}

	/** Writes a message as the gateway would send it. */
	String write(GatewayMessage message) {
		try {
			return this.json.writeValueAsString(new Message(message.order(), message.transaction(),
					message.status().name(), message.amountFen(), message.currency(), message.occurredAt().toString()));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String sign(String payload, Instant at) {
		return this.signature.sign(payload, at);
	}

	/** The message on the wire. */
	record Message(String order, String transaction, String status, long amountFen, String currency,
			String occurredAt) {
	}

}
