package org.beianflow.access;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.check.Finding;
import org.beianflow.check.Violation;
import org.springframework.stereotype.Service;

/** The checks of access arrangements (domain.md §6.4). */
@Service
public class AccessChecks {

	AccessChecks() {
	}

	/**
	 * Everything that keeps this arrangement from being submitted, all at once.
	 * @param access paths are relative to it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Violation> check(AccessArrangement access, LocalDate today) {
		return List.of();
	}

	/**
	 * What the reviewer should know or find out.
	 * @param access paths are relative to it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Finding> advise(AccessArrangement access, LocalDate today) {
		return List.of();
	}

}
