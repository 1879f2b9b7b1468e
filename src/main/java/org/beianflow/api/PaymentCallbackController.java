package org.beianflow.api;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.github.bucket4j.Bucket;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.check.Refusal;
import org.beianflow.fee.CallbackAnswer;
import org.beianflow.fee.Fees;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.MediaType;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/**
 * Where payment gateways report payments. Open to everybody, because the signature is the
 * proof; what is not signed changes nothing. A gateway sends again until it gets 200, and
 * may send what was taken before.
 */
@RestController
@Tag(name = "服务费")
class PaymentCallbackController {

	private static final Logger log = LoggerFactory.getLogger(PaymentCallbackController.class);

	/** The header that carries the signature. */
	static final String SIGNATURE = "X-Payment-Signature";

	// A gateway's message is a few hundred bytes; nothing larger is read for a stranger.
	private static final int LARGEST = 16 * 1024;

	private static final int TRIES = 3;

	private final Fees fees;

	/** Per gateway: refused messages are audited, and strangers must not fill the log. */
	private final Map<String, Bucket> refusals = new ConcurrentHashMap<>();

	PaymentCallbackController(Fees fees) {
		this.fees = fees;
	}

	@PostMapping(path = "/api/v1/payments/{gateway}/callback", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "支付平台通知到账", description = "以签名为凭；重复的通知不会重复记账。")
	CallbackAnswer callback(@PathVariable String gateway,
			@RequestHeader(name = SIGNATURE, defaultValue = "") String signature,
			@RequestBody(required = false) String payload) {
		if (payload == null || payload.length() > LARGEST) {
			throw new Refusal(Refusal.Kind.MALFORMED, "fee.callback.unreadable");
		}
		Bucket bucket = bucket(gateway);
		if (bucket.getAvailableTokens() == 0) {
			throw new Refusal(Refusal.Kind.TOO_MANY, "fee.callback.tooMany");
		}
		try {
			return take(gateway, payload, signature);
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.UNAVAILABLE) {
				bucket.tryConsume(1);
			}
			throw refusal;
		}
	}

	/**
	 * The process may move at the same moment; the same message then finds it moved. What
	 * cannot be taken now the gateway has to send again: it is told 503.
	 */
	private CallbackAnswer take(String gateway, String payload, String signature) {
		RuntimeException why = null;
		for (int attempt = 0; attempt < TRIES; attempt++) {
			try {
				return this.fees.callback(gateway, payload, signature);
			}
			catch (TransientDataAccessException ex) {
				// Somebody else was faster: look again.
				why = ex;
			}
			catch (DataAccessException | TransactionException ex) {
				why = ex;
				break;
			}
		}
		log.warn("A message of payment gateway {} could not be taken", gateway, why);
		throw new Refusal(Refusal.Kind.UNAVAILABLE, "fee.callback.busy");
	}

	private Bucket bucket(String gateway) {
		// Unknown names share one, or the map would grow with every name somebody tries.
		return this.refusals.computeIfAbsent(this.fees.knowsGateway(gateway) ? gateway : "",
				(name) -> Bucket.builder()
					.addLimit((limit) -> limit.capacity(60).refillGreedy(60, Duration.ofMinutes(1)))
					.build());
	}

}
