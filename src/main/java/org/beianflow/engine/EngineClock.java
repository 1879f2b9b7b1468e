package org.beianflow.engine;

import java.time.Duration;

import org.camunda.bpm.engine.impl.util.ClockUtil;

import org.springframework.stereotype.Component;

/**
 * Lets the engine's own clock run ahead of the machine's, so that timers and task dates
 * follow the application's clock when the demo moves it.
 */
@Component
public class EngineClock {

	/**
	 * From now on the engine reads the machine's time plus this.
	 * @param ahead zero puts the engine back on the machine's time
	 */
	public void runAhead(Duration ahead) {
		if (ahead.isZero()) {
			ClockUtil.reset();
		}
		else {
			ClockUtil.offset(ahead.toMillis());
		}
	}

}
