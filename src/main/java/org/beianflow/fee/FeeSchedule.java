package org.beianflow.fee;

import java.time.LocalDate;
import java.util.List;

/**
 * The table of fees that clerks keep; the process package reads it from the decision
 * table 服务费.
 */
public interface FeeSchedule {

	/**
	 * The lines in force.
	 * @param question what is filed
	 * @param on day in Asia/Shanghai; rows with a later first day do not apply yet
	 */
	List<FeeLine> linesFor(FeeQuestion question, LocalDate on);

}
