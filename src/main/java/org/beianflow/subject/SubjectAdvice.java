package org.beianflow.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;

/**
 * What the reviewer should know about a subject. What nothing at hand can confirm says so
 * (ruling 25).
 */
final class SubjectAdvice {

	private static final int ADULT = 18;

	private SubjectAdvice() {
	}

	static List<Finding> of(SubjectCase it) {
		List<Finding> findings = new ArrayList<>();
		findings.add(number(it));
		registration(it).ifPresent(findings::add);
		legalRepresentative(it).ifPresent(findings::add);
		disputedRule(it).ifPresent(findings::add);
		residencePermit(it).ifPresent(findings::add);
		addresses(it).ifPresent(findings::add);
		if (it.subject().principal() != null) {
			of(it.principal()).stream().map((finding) -> finding.below("principal")).forEach(findings::add);
		}
		if (it.unit()) {
			findings.add(Finding.of("businessStatus", State.UNCHECKED, "subject.advice.business-status"));
		}
		findings.add(Finding.of("certificateNumber", State.UNCHECKED, "subject.advice.blacklist"));
		findings.add(Finding.of("certificateNumber", State.UNCHECKED, "subject.advice.filed-elsewhere"));
		return findings;
	}

	static List<Finding> of(PersonCase it) {
		List<Finding> findings = new ArrayList<>();
		if (PersonPolicies.isVirtual(it.person().mobile())) {
			findings.add(Finding.of("mobile", State.WARN, "subject.advice.virtual-mobile"));
		}
		findings.add(Finding.of("mobile", State.UNCHECKED, "subject.advice.mobile-holder"));
		if (it.rule(ProvinceRules.Kind.OWN_PROVINCE_PHONE, "ALL")
				|| (it.rule(ProvinceRules.Kind.OWN_PROVINCE_PHONE, "INDIVIDUALS") && it.individual())) {
			findings.add(Finding.of("mobile", State.UNCHECKED, "subject.advice.mobile-province"));
		}
		Persons.card(it.person().idType(), it.person().idNumber(), it.today())
			.filter((card) -> card.ageOn(it.today()) < ADULT)
			.ifPresent((card) -> findings.add(Finding.of("idNumber", State.WARN, "subject.advice.minor")));
		return findings;
	}

	private static Finding number(SubjectCase it) {
		CertificateType type = it.subject().certificateType();
		boolean checkable = type != null
				&& (type.form() == CertificateType.Form.CREDIT_CODE || type.form() == CertificateType.Form.IDENTITY_CARD
						|| type.form() == CertificateType.Form.RESIDENCE_PERMIT);
		if (!checkable || Text.isBlank(it.subject().certificateNumber())) {
			return Finding.of("certificateNumber", State.UNCHECKED, "subject.advice.number-unchecked");
		}
		boolean right = CertificateNumbers
			.check("certificateNumber", type, it.subject().certificateNumber(), it.today())
			.isEmpty();
		return right ? Finding.of("certificateNumber", State.PASS, "subject.advice.number-right")
				: Finding.of("certificateNumber", State.FAIL, "subject.advice.number-wrong");
	}

	/**
	 * A unit is mostly registered where it files; the whole country and moves are
	 * exceptions.
	 */
	private static Optional<Finding> registration(SubjectCase it) {
		String number = it.subject().certificateNumber();
		if (number == null || UnifiedSocialCreditCode.defectOf(number) != null) {
			return Optional.empty();
		}
		Optional<Province> registered = Province.ofCode(new UnifiedSocialCreditCode(number).region());
		Optional<Province> filing = Province.ofCode(it.subject().province());
		return registered.filter((province) -> filing.isPresent() && province != filing.get())
			.map((province) -> Finding.of("certificateNumber", State.WARN, "subject.advice.registered-elsewhere",
					province.title(), province.englishTitle(), filing.get().title(), filing.get().englishTitle()));
	}

	private static Optional<Finding> legalRepresentative(SubjectCase it) {
		if (!it.unit()) {
			return Optional.empty();
		}
		if (!it.subject().principalIsSomebodyElse()) {
			return Optional.of(Finding.of("principal", State.UNCHECKED, "subject.advice.is-legal-representative"));
		}
		return it.rule(ProvinceRules.Kind.PRINCIPAL, "FREE") ? Optional.empty()
				: Optional.of(Finding.of("principal", State.WARN, "subject.advice.authorisation"));
	}

	private static Optional<Finding> disputedRule(SubjectCase it) {
		if (!it.unit() || !it.subject().principalIsSomebodyElse()) {
			return Optional.empty();
		}
		return it.rules()
			.find(ProvinceRules.Kind.PRINCIPAL, it.subject().province(), false)
			.filter((rule) -> rule.disputed() != null)
			.map((rule) -> Finding.of("principal", State.WARN, "subject.advice.disputed", rule.source(),
					rule.disputed()));
	}

	private static Optional<Finding> residencePermit(SubjectCase it) {
		return it.subject().individualFromElsewhere()
				? Optional.of(Finding.of("province", State.WARN, "subject.advice.residence-permit")) : Optional.empty();
	}

	private static Optional<Finding> addresses(SubjectCase it) {
		return it.rule(ProvinceRules.Kind.ADDRESSES_IN_ONE_CITY, "YES")
				? Optional.of(Finding.of("communicationAddress", State.UNCHECKED, "subject.advice.one-city"))
				: Optional.empty();
	}

}
