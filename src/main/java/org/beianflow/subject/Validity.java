package org.beianflow.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import org.beianflow.check.Violation;

/**
 * How long a certificate is valid.
 *
 * @param longTerm without end (长期)
 * @param leastMonths how long it must still be valid
 */
record Validity(LocalDate from, LocalDate to, Boolean longTerm, int leastMonths) {

	/** Everything that is wrong with it, at the two dates of this path. */
	List<Violation> check(String fromPath, String toPath, String messageKey, LocalDate today) {
		List<Violation> violations = new ArrayList<>();
		if (this.from == null) {
			violations.add(Violation.of(fromPath, "MISSING", messageKey + ".from-missing"));
		}
		else if (this.from.isAfter(today)) {
			violations.add(Violation.of(fromPath, "DOCUMENT_EXPIRED", messageKey + ".not-yet", this.from.toString()));
		}
		if (Boolean.TRUE.equals(this.longTerm)) {
			if (this.to != null) {
				violations.add(Violation.of(toPath, "5001", messageKey + ".end-of-long-term"));
			}
		}
		else if (this.to == null) {
			violations.add(Violation.of(toPath, "MISSING", messageKey + ".to-missing"));
		}
		else if (this.from != null && this.to.isBefore(this.from)) {
			violations.add(Violation.of(toPath, "5001", messageKey + ".order"));
		}
		else if (this.to.isBefore(today)) {
			violations.add(Violation.of(toPath, "DOCUMENT_EXPIRED", messageKey + ".expired", this.to.toString()));
		}
		else if (this.to.isBefore(today.plusMonths(this.leastMonths))) {
			violations.add(Violation.of(toPath, "DOCUMENT_EXPIRED", messageKey + ".expiring", this.to.toString(),
					this.leastMonths));
		}
		return violations;
	}

}
