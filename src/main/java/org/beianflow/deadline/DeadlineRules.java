package org.beianflow.deadline;

import java.time.LocalDate;
import java.util.List;

/** What the decision tables say about limits; read when a limit starts. */
public interface DeadlineRules {

	/**
	 * How long a limit is.
	 * @param province six digits of the filing's province
	 * @param startDay when it starts, in Asia/Shanghai: a rule may hold from a day on
	 * @throws IllegalStateException if the table has no row, or one of another unit
	 */
	DeadlineLength length(DeadlineKind kind, String province, LocalDate startDay);

	/** Whom a limit reminds and when; empty if nobody. */
	List<Rung> ladder(DeadlineKind kind);

}
