package org.beianflow.subject;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.check.Finding;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.springframework.stereotype.Service;

/**
 * The checks of organizers and persons in charge (domain.md §6.1, 6.2, 6.5, 6.6).
 */
@Service
public class SubjectChecks {

	private final ProvinceRules rules = ProvinceRules.current();

	/**
	 * Everything that keeps this subject from being submitted, all at once.
	 * @param subject paths are relative to it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Violation> check(FilingSubject subject, LocalDate today) {
		return Policy.check(SubjectPolicies.ALL, new SubjectCase(subject, today, this.rules));
	}

	/**
	 * Everything that is wrong with the person in charge of a service who is not the
	 * principal.
	 * @param owner paths are relative to it
	 * @param subject whose service it is
	 * @param today the day in Asia/Shanghai
	 */
	public List<Violation> checkOwner(PersonInCharge owner, FilingSubject subject, LocalDate today) {
		return Policy.check(PersonPolicies.ALL, new PersonCase(owner, subject, true, today, this.rules));
	}

	/**
	 * What the reviewer should know or find out.
	 * @param subject paths are relative to it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Finding> advise(FilingSubject subject, LocalDate today) {
		return SubjectAdvice.of(new SubjectCase(subject, today, this.rules));
	}

	/**
	 * What the reviewer should know about the person in charge of a service who is not
	 * the principal.
	 * @param owner paths are relative to it
	 * @param subject whose service it is
	 * @param today the day in Asia/Shanghai
	 */
	public List<Finding> adviseOnOwner(PersonInCharge owner, FilingSubject subject, LocalDate today) {
		return SubjectAdvice.of(new PersonCase(owner, subject, true, today, this.rules));
	}

}
