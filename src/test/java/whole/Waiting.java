package whole;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/** Waits for what others do in their own time. */
final class Waiting {

	/**
	 * The limit is only there to end a hang: a job whose node died is locked for a
	 * minute, and machines are slow.
	 */
	static final Duration PATIENCE = Duration.ofMinutes(8);

	private Waiting() {
	}

	/** Asks again and again until it is so. */
	static void until(String what, Callable<Boolean> done) {
		Awaitility.await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(250)).until(done);
	}

}
