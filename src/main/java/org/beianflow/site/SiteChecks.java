package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.check.Finding;
import org.beianflow.check.Violation;
import org.beianflow.subject.FilingSubject;
import org.springframework.stereotype.Service;

/**
 * The checks of services (domain.md §6.3, 6.7, R22, R23).
 */
@Service
public class SiteChecks {

	SiteChecks() {
	}

	/**
	 * Everything that keeps this service from being submitted, all at once.
	 * @param website paths are relative to it
	 * @param subject who files it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Violation> check(Website website, FilingSubject subject, LocalDate today) {
		return List.of();
	}

	/**
	 * What is wrong among the services of one filing: names and domains that occur twice,
	 * more services than the province takes at once. What is wrong with each alone is not
	 * said again.
	 * @param websites paths begin with {@code services[i].website}
	 * @param subject who files them
	 */
	public List<Violation> checkTogether(List<Website> websites, FilingSubject subject) {
		return List.of();
	}

	/**
	 * What the reviewer should know or find out.
	 * @param website paths are relative to it
	 * @param subject who files it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Finding> advise(Website website, FilingSubject subject, LocalDate today) {
		return List.of();
	}

}
