package org.beianflow.account;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.google.common.hash.Hashing;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.beianflow.check.Refusal;

import org.springframework.stereotype.Component;

/**
 * Bounds how often somebody may guess, per account and per network address. Each node
 * counts for itself. A success gives the account its tries back, so only failures count.
 */
@Component
class SignInThrottle {

	/** Beyond this many names or addresses the longest untouched are forgotten. */
	private static final int REMEMBERED = 50_000;

	private final AccountSettings settings;

	private final TimeMeter time;

	private final Map<String, Bucket> accounts = new Remembered();

	private final Map<String, Bucket> addresses = new Remembered();

	private final Map<String, Bucket> registrations = new Remembered();

	private final Map<String, Bucket> codes = new Remembered();

	SignInThrottle(AccountSettings settings, Clock clock) {
		this.settings = settings;
		this.time = new ClockMeter(clock);
	}

	/**
	 * Takes one try.
	 * @throws Refusal TOO_MANY with the minutes to wait
	 */
	void beforeTry(String account, String address) {
		take(bucket(this.addresses, address, this.settings.triesPerAddress()), "account.signIn.tooMany");
		take(bucket(this.accounts, key(account), this.settings.triesPerAccount()), "account.signIn.tooMany");
	}

	/** Gives the tries back. */
	void afterSuccess(String account, String address) {
		bucket(this.accounts, key(account), this.settings.triesPerAccount()).reset();
		bucket(this.addresses, address, this.settings.triesPerAddress()).addTokens(1);
	}

	/**
	 * Takes one registration.
	 * @throws Refusal TOO_MANY with the minutes to wait
	 */
	void beforeRegistration(String address) {
		take(bucket(this.registrations, address, this.settings.registrationsPerAddress()),
				"account.registration.tooMany");
	}

	/**
	 * Takes one code to be sent, whether or not anybody is there to get it.
	 * @throws Refusal TOO_MANY with the minutes to wait
	 */
	void beforeCode(String to, String address) {
		take(bucket(this.codes, "address:" + address, this.settings.codesPerAddress()), "account.code.tooMany");
		take(bucket(this.codes, key(to), this.settings.codesPerNumber()), "account.code.tooMany");
	}

	private static void take(Bucket bucket, String messageKey) {
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			long minutes = Math.max(1, TimeUnit.NANOSECONDS.toMinutes(probe.getNanosToWaitForRefill()) + 1);
			throw new Refusal(Refusal.Kind.TOO_MANY, messageKey, minutes);
		}
	}

	private Bucket bucket(Map<String, Bucket> buckets, String key, int tries) {
		synchronized (buckets) {
			return buckets.computeIfAbsent(key, (absent) -> bucket(tries, this.settings.triesWindow()));
		}
	}

	private Bucket bucket(int tries, Duration window) {
		return Bucket.builder()
			.withCustomTimePrecision(this.time)
			.addLimit(Bandwidth.builder().capacity(tries).refillIntervally(tries, window).build())
			.build();
	}

	/** Names people sign in with are personal: only their hashes are remembered. */
	private static String key(String account) {
		String name = (account != null) ? account.strip().toLowerCase(Locale.ROOT) : "";
		return Hashing.sha256().hashString(name, StandardCharsets.UTF_8).toString();
	}

	private static final class Remembered extends LinkedHashMap<String, Bucket> {

		private static final long serialVersionUID = 1L;

		Remembered() {
			super(64, 0.75f, true);
		}

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > REMEMBERED;
		}

	}

	/** The application's clock in the words of the library. */
	private record ClockMeter(Clock clock) implements TimeMeter {

		@Override
		public long currentTimeNanos() {
			return TimeUnit.MILLISECONDS.toNanos(this.clock.millis());
		}

		@Override
		public boolean isWallClockBased() {
			return true;
		}

	}

}
