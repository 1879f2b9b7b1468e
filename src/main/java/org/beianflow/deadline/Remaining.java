package org.beianflow.deadline;

import java.time.Duration;

/**
 * What is left of a limit.
 *
 * @param unit the limit's unit
 * @param days working or calendar days left after today for limits in days, 0 on the last
 * day; past the end the days it is late, negative; 0 for limits in hours
 * @param time wall time to the due instant, negative past it; for a standing clock of a
 * limit in hours the budget left, of one in days zero
 * @param suspended whether the clock stands; then {@code days} is the budget left
 * @param overdue whether the end has passed
 */
public record Remaining(DeadlineUnit unit, int days, Duration time, boolean suspended, boolean overdue) {
}
