package org.beianflow.subject;

import java.time.LocalDate;

/**
 * A person in charge under the eyes of the rules.
 *
 * @param owner whether it is the owner of a service and not the principal
 */
record PersonCase(PersonInCharge person, FilingSubject subject, boolean owner, LocalDate today, ProvinceRules rules) {

	int number(ProvinceRules.Kind kind) {
		return this.rules.number(kind, this.subject.province(), individual());
	}

	boolean rule(ProvinceRules.Kind kind, String value) {
		return this.rules.is(kind, value, this.subject.province(), individual());
	}

	boolean individual() {
		return this.subject.nature() == SubjectNature.INDIVIDUAL;
	}

	/** The principal, where the person is somebody else. */
	PersonInCharge otherPrincipal() {
		return (this.owner && this.subject.principal() != null
				&& !Persons.areSame(this.person, this.subject.principal())) ? this.subject.principal() : null;
	}

}
