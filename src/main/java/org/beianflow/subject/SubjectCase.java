package org.beianflow.subject;

import java.time.LocalDate;

/** A subject under the eyes of the rules. */
record SubjectCase(FilingSubject subject, LocalDate today, ProvinceRules rules) {

	boolean individual() {
		return this.subject.nature() == SubjectNature.INDIVIDUAL;
	}

	/** Whether it is known to be a unit. */
	boolean unit() {
		return this.subject.nature() != null && !individual();
	}

	int number(ProvinceRules.Kind kind) {
		return this.rules.number(kind, this.subject.province(), individual());
	}

	boolean rule(ProvinceRules.Kind kind, String value) {
		return this.rules.is(kind, value, this.subject.province(), individual());
	}

	PersonCase principal() {
		return new PersonCase(this.subject.principal(), this.subject, false, this.today, this.rules);
	}

}
