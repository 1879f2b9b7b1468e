package org.beianflow.fee;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import org.beianflow.check.Refusal;

/**
 * Proof that a callback comes from the gateway and is fresh:
 * {@code t=<seconds since 1970>,v1=<HMAC-SHA256 in hex>} over {@code t + "." + payload}.
 */
public final class CallbackSignature {

	private static final Pattern FORM = Pattern.compile("t=(\\d{1,12}),v1=([0-9a-f]{64})");

	private final byte[] secret;

	/**
	 * @param secret what only the gateway and we know, at least 32 bytes
	 */
	public CallbackSignature(byte[] secret) {
		if (secret.length < 32) {
			throw new IllegalArgumentException("The secret of a payment gateway needs at least 32 bytes");
		}
		this.secret = secret.clone();
	}

	/** Signs a payload at this instant. */
	public String sign(String payload, Instant at) {
		long seconds = at.getEpochSecond();
		return "t=" + seconds + ",v1=" + HexFormat.of().formatHex(mac(seconds, payload));
	}

	/**
	 * Accepts a payload or says why not.
	 * @param tolerance how far the time of signing may lie from {@code now}, either way
	 * @throws Refusal {@code UNAUTHENTICATED}
	 */
	public void verify(String payload, String signature, Instant now, Duration tolerance) {
		Matcher form = FORM.matcher((signature != null) ? signature : "");
		if (!form.matches()) {
			throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "fee.callback.signature");
		}
		long seconds = Long.parseLong(form.group(1));
		if (!MessageDigest.isEqual(mac(seconds, payload), HexFormat.of().parseHex(form.group(2)))) {
			throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "fee.callback.signature");
		}
		if (Duration.between(Instant.ofEpochSecond(seconds), now).abs().compareTo(tolerance) > 0) {
			throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "fee.callback.stale");
		}
	}

	private byte[] mac(long seconds, String payload) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(this.secret, "HmacSHA256"));
			return mac.doFinal((seconds + "." + payload).getBytes(StandardCharsets.UTF_8));
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
