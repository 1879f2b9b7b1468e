package org.beianflow.verification;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import org.beianflow.check.Refusal;

import org.springframework.stereotype.Component;

/** Bounds how often somebody may enter something, per number and per network address. */
@Component
class TryThrottle {

	/** Beyond this many the longest untouched are forgotten. */
	private static final int REMEMBERED = 50_000;

	private final SmsVerificationSettings settings;

	private final TimeMeter time;

	private final Map<String, Bucket> buckets = new LinkedHashMap<>(64, 0.75f, true) {

		private static final long serialVersionUID = 1L;

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
			return size() > REMEMBERED;
		}

	};

	TryThrottle(SmsVerificationSettings settings, Clock clock) {
		this.settings = settings;
		this.time = new ClockMeter(clock);
	}

	/**
	 * Takes one try.
	 * @param mobileIndex blind index of the number
	 * @throws Refusal TOO_MANY with the minutes to wait
	 */
	void take(String mobileIndex, String address) {
		take("address:" + address, this.settings.triesPerAddress());
		take("mobile:" + mobileIndex, this.settings.triesPerMobile());
	}

	private void take(String key, int tries) {
		Bucket bucket;
		synchronized (this.buckets) {
			bucket = this.buckets.computeIfAbsent(key, (absent) -> Bucket.builder()
				.withCustomTimePrecision(this.time)
				.addLimit(Bandwidth.builder().capacity(tries).refillIntervally(tries, this.settings.window()).build())
				.build());
		}
		ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
		if (!probe.isConsumed()) {
			throw new Refusal(Refusal.Kind.TOO_MANY, "verification.tooMany",
					TimeUnit.NANOSECONDS.toMinutes(probe.getNanosToWaitForRefill()) + 1);
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
