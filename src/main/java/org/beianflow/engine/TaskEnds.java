package org.beianflow.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * Where the ends of tasks are known. A diagram names the end of a task by a variable; the
 * variable was written when the clock started, and the clock may have moved since.
 */
public interface TaskEnds {

	/**
	 * The end a new task gets.
	 * @param filing the filing's reference
	 * @param variable what the diagram reads the end from
	 * @return the end as it stands now, exclusive; empty where the variable itself says
	 */
	Optional<Instant> end(String filing, String variable);

}
