package org.beianflow.account;

import java.time.Duration;

import org.beianflow.check.Refusal;
import org.beianflow.testing.MovedClock;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** How often somebody may guess. */
class SignInThrottleTest {

	private final MovedClock clock = MovedClock.at("2026-11-23T09:00");

	private final SignInThrottle throttle = new SignInThrottle(
			new AccountSettings(null, Duration.ofHours(12), 3, 5, 2, 2, 3, Duration.ofMinutes(15)), this.clock);

	@AfterEach
	void engineClock() {
		ClockUtil.reset();
	}

	@Test
	void anAccountHasItsTriesAndThenWaits() {
		for (int i = 0; i < 3; i++) {
			this.throttle.beforeTry("lihua", "10.0.0." + i);
		}
		assertThatThrownBy(() -> this.throttle.beforeTry(" LiHua", "10.0.0.9")).isInstanceOfSatisfying(Refusal.class,
				(refusal) -> {
					assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_MANY);
					assertThat((Long) refusal.arguments().get(0)).isBetween(14L, 16L);
				});
		assertThatCode(() -> this.throttle.beforeTry("wang", "10.0.0.9")).doesNotThrowAnyException();
		this.clock.forward(Duration.ofMinutes(15));
		assertThatCode(() -> this.throttle.beforeTry("lihua", "10.0.0.9")).doesNotThrowAnyException();
	}

	@Test
	void anAddressHasItsTriesWhateverTheAccount() {
		for (int i = 0; i < 5; i++) {
			this.throttle.beforeTry("account" + i, "10.0.0.1");
		}
		assertThatThrownBy(() -> this.throttle.beforeTry("account9", "10.0.0.1")).isInstanceOf(Refusal.class);
	}

	@Test
	void successesAreNotCounted() {
		for (int i = 0; i < 20; i++) {
			this.throttle.beforeTry("lihua", "10.0.0.1");
			this.throttle.afterSuccess("lihua", "10.0.0.1");
		}
	}

	@Test
	void registrationsAreBounded() {
		this.throttle.beforeRegistration("10.0.0.1");
		this.throttle.beforeRegistration("10.0.0.1");
		assertThatThrownBy(() -> this.throttle.beforeRegistration("10.0.0.1")).isInstanceOf(Refusal.class);
	}

}
