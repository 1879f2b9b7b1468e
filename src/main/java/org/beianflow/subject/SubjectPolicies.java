package org.beianflow.subject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.beianflow.check.Policy;
import org.beianflow.check.Violation;

/**
 * What must be true of every subject (domain.md §6.1, R24). Paths are relative to the
 * subject.
 */
final class SubjectPolicies {

	static final List<Policy<SubjectCase>> ALL = List.of(Policy.of("nature", SubjectPolicies::nature),
			Policy.of("name", SubjectPolicies::name), Policy.of("certificate type", SubjectPolicies::certificateType),
			Policy.of("certificate number", SubjectPolicies::certificateNumber),
			Policy.of("certificate address", SubjectPolicies::certificateAddress),
			Policy.of("address in the filing province", SubjectPolicies::addressInProvince),
			Policy.of("validity of the certificate", SubjectPolicies::validity),
			Policy.of("province, city, district", SubjectPolicies::region),
			Policy.of("correspondence address", SubjectPolicies::communicationAddress),
			Policy.of("business scope", SubjectPolicies::businessScope),
			Policy.of("business status", SubjectPolicies::businessStatus),
			Policy.of("legal representative", SubjectPolicies::legalRepresentative),
			Policy.of("principal by the rule of the province", SubjectPolicies::principalOfProvince),
			Policy.of("individual from another province", SubjectPolicies::individualFromElsewhere),
			Policy.of("individual is principal", SubjectPolicies::individualIsPrincipal),
			Policy.of("remark", SubjectPolicies::remark), Policy.of("principal", SubjectPolicies::principal));

	private static final int NAME_LEAST = 2;

	private static final int NAME_MOST = 100;

	private static final int ADDRESS_LEAST = 5;

	private static final int ADDRESS_MOST = 200;

	private static final int SCOPE_MOST = 2000;

	private static final int REMARK_MOST = 200;

	private static final Pattern DIGITS = Pattern.compile("\\d+");

	private SubjectPolicies() {
	}

	private static List<Violation> nature(SubjectCase it) {
		return (it.subject().nature() != null) ? List.of() : violation("nature", "MISSING", "subject.nature.missing");
	}

	private static List<Violation> name(SubjectCase it) {
		String name = it.subject().name();
		if (Text.isBlank(name)) {
			return violation("name", "MISSING", "subject.name.missing");
		}
		if (it.individual()) {
			return PersonPolicies.nameOf("name", name, it.subject().certificateType());
		}
		String stripped = name.strip();
		int length = stripped.codePointCount(0, stripped.length());
		if (length < NAME_LEAST || length > NAME_MOST) {
			return violation("name", "5001", "subject.name.length", NAME_LEAST, NAME_MOST);
		}
		if (DIGITS.matcher(Text.number(stripped)).matches()) {
			return violation("name", "5001", "subject.name.digits");
		}
		return Text.hasIllegalCharacters(stripped) ? violation("name", "5008", "subject.name.characters") : List.of();
	}

	private static List<Violation> certificateType(SubjectCase it) {
		CertificateType type = it.subject().certificateType();
		if (type == null) {
			return violation("certificateType", "MISSING", "subject.certificate-type.missing");
		}
		SubjectNature nature = it.subject().nature();
		return (nature == null || nature.certificateTypes().contains(type)) ? List.of()
				: violation("certificateType", "1014", "subject.certificate-type.nature", nature.title(),
						nature.englishTitle(), type.title(), type.englishTitle(),
						nature.certificateTypes().get(0).title(), nature.certificateTypes().get(0).englishTitle());
	}

	private static List<Violation> certificateNumber(SubjectCase it) {
		String number = it.subject().certificateNumber();
		if (Text.isBlank(number)) {
			return violation("certificateNumber", "MISSING", "subject.certificate-number.missing");
		}
		CertificateType type = it.subject().certificateType();
		return (type != null) ? CertificateNumbers.check("certificateNumber", type, number, it.today()) : List.of();
	}

	private static List<Violation> certificateAddress(SubjectCase it) {
		return address("certificateAddress", it.subject().certificateAddress(), "subject.certificate-address");
	}

	private static List<Violation> addressInProvince(SubjectCase it) {
		if (!it.unit() || Text.isBlank(it.subject().certificateAddress())) {
			return List.of();
		}
		Optional<Province> filing = Province.ofCode(it.subject().province());
		Optional<Province> named = provinceNamedBy(it.subject().certificateAddress().strip());
		if (filing.isEmpty() || named.isEmpty() || named.equals(filing)) {
			return List.of();
		}
		return violation("certificateAddress", "CROSS_PROVINCE", "subject.certificate-address.province",
				named.get().title(), named.get().englishTitle(), filing.get().title(), filing.get().englishTitle());
	}

	/** The province an address begins with; empty if it begins with a city or street. */
	static Optional<Province> provinceNamedBy(String address) {
		return Arrays.stream(Province.values())
			.filter((province) -> address.startsWith(province.plainName()))
			.findFirst();
	}

	private static List<Violation> validity(SubjectCase it) {
		FilingSubject subject = it.subject();
		int leastMonths = it
			.number(it.individual() ? ProvinceRules.Kind.ID_LEAST_MONTHS : ProvinceRules.Kind.CERTIFICATE_LEAST_MONTHS);
		return new Validity(subject.certificateValidFrom(), subject.certificateValidTo(), subject.longTerm(),
				leastMonths)
			.check("certificateValidFrom", "certificateValidTo", "subject.certificate-validity", it.today());
	}

	private static List<Violation> region(SubjectCase it) {
		FilingSubject subject = it.subject();
		List<Violation> violations = new ArrayList<>();
		Regions regions = Regions.mainland();
		violations.addAll(regionAmong("province", subject.province(), regions.provinces(), "subject.province"));
		violations.addAll(regionAmong("city", subject.city(), regions.citiesOf(subject.province()), "subject.city"));
		violations.addAll(
				regionAmong("district", subject.district(), regions.districtsOf(subject.city()), "subject.district"));
		return violations;
	}

	private static List<Violation> regionAmong(String path, String code, List<Regions.Region> regions,
			String messageKey) {
		if (Text.isBlank(code)) {
			return violation(path, "MISSING", messageKey + ".missing");
		}
		return regions.stream().anyMatch((region) -> region.code().equals(code)) ? List.of()
				: violation(path, "1019", messageKey + ".unknown");
	}

	private static List<Violation> communicationAddress(SubjectCase it) {
		String address = it.subject().communicationAddress();
		List<Violation> violations = new ArrayList<>(
				address("communicationAddress", address, "subject.communication-address"));
		if (violations.isEmpty()) {
			Optional<Province> named = Province.ofCode(it.subject().province())
				.filter((province) -> address.strip().startsWith(province.title()));
			named.ifPresent((province) -> violations.add(Violation.of("communicationAddress", "5001",
					"subject.communication-address.province", province.title(), province.englishTitle())));
		}
		return violations;
	}

	private static List<Violation> address(String path, String address, String messageKey) {
		if (Text.isBlank(address)) {
			return violation(path, "MISSING", messageKey + ".missing");
		}
		int length = address.strip().length();
		if (length < ADDRESS_LEAST || length > ADDRESS_MOST) {
			return violation(path, "5001", messageKey + ".length", ADDRESS_LEAST, ADDRESS_MOST);
		}
		return Text.hasIllegalCharacters(address.strip()) ? violation(path, "5008", messageKey + ".characters")
				: List.of();
	}

	private static List<Violation> businessScope(SubjectCase it) {
		String scope = it.subject().businessScope();
		if (Text.isBlank(scope)) {
			return (it.subject().nature() == SubjectNature.ENTERPRISE)
					? violation("businessScope", "MISSING", "subject.business-scope.missing") : List.of();
		}
		return (scope.length() <= SCOPE_MOST) ? List.of()
				: violation("businessScope", "5001", "subject.business-scope.length", String.valueOf(SCOPE_MOST));
	}

	private static List<Violation> businessStatus(SubjectCase it) {
		BusinessStatus status = it.subject().businessStatus();
		if (status == null) {
			return (it.subject().nature() == SubjectNature.ENTERPRISE)
					? violation("businessStatus", "MISSING", "subject.business-status.missing") : List.of();
		}
		return status.permitsFiling() ? List.of() : violation("businessStatus", "DOCUMENT_EXPIRED",
				"subject.business-status.blocked", status.title(), status.englishTitle());
	}

	private static List<Violation> legalRepresentative(SubjectCase it) {
		LegalRepresentative legal = it.subject().legalRepresentative();
		if (!it.unit() || legal == null) {
			return List.of();
		}
		List<Violation> violations = new ArrayList<>();
		violations.addAll(PersonPolicies.nameOf("legalRepresentative.name", legal.name(), legal.idType()));
		if (legal.idType() == null) {
			violations.add(Violation.of("legalRepresentative.idType", "MISSING", "subject.person.id-type.missing"));
		}
		else if (!legal.idType().isPersonal()) {
			violations.add(Violation.of("legalRepresentative.idType", "1008", "subject.person.id-type.not-personal"));
		}
		if (Text.isBlank(legal.idNumber())) {
			violations.add(Violation.of("legalRepresentative.idNumber", "MISSING", "subject.person.id-number.missing"));
		}
		else if (legal.idType() != null && legal.idType().isPersonal()) {
			violations.addAll(CertificateNumbers.check("legalRepresentative.idNumber", legal.idType(), legal.idNumber(),
					it.today()));
		}
		return violations;
	}

	private static List<Violation> principalOfProvince(SubjectCase it) {
		if (!it.unit() || !it.subject().principalIsSomebodyElse()
				|| !it.rule(ProvinceRules.Kind.PRINCIPAL, "LEGAL_REPRESENTATIVE")) {
			return List.of();
		}
		return violation("principal", "AUTHORISATION", "subject.principal.legal-representative",
				Province.ofCode(it.subject().province()).map(Province::title).orElse(""),
				Province.ofCode(it.subject().province()).map(Province::englishTitle).orElse(""));
	}

	private static List<Violation> individualFromElsewhere(SubjectCase it) {
		if (!it.individual() || !it.rule(ProvinceRules.Kind.INDIVIDUAL_FROM_ELSEWHERE, "NEVER")) {
			return List.of();
		}
		Optional<Province> filing = Province.ofCode(it.subject().province());
		Optional<Province> home = Persons
			.card(it.subject().certificateType(), it.subject().certificateNumber(), it.today())
			.flatMap(IdentityCard::province);
		if (filing.isEmpty() || home.isEmpty() || home.equals(filing)) {
			return List.of();
		}
		return violation("province", "CROSS_PROVINCE", "subject.individual.elsewhere", filing.get().title(),
				filing.get().englishTitle());
	}

	private static List<Violation> individualIsPrincipal(SubjectCase it) {
		FilingSubject subject = it.subject();
		PersonInCharge principal = subject.principal();
		if (!it.individual() || principal == null) {
			return List.of();
		}
		List<Violation> violations = new ArrayList<>();
		if (!Text.isBlank(principal.name()) && !Text.isBlank(subject.name())
				&& !principal.name().strip().equals(subject.name().strip())) {
			violations.add(Violation.of("principal.name", "CONTACT", "subject.individual.name"));
		}
		if (!Text.isBlank(principal.idNumber()) && !Text.isBlank(subject.certificateNumber())
				&& !Persons.sameDocument(principal.idType(), principal.idNumber(), subject.certificateType(),
						subject.certificateNumber())) {
			violations.add(Violation.of("principal.idNumber", "CONTACT", "subject.individual.document"));
		}
		return violations;
	}

	private static List<Violation> remark(SubjectCase it) {
		String remark = it.subject().remark();
		return (remark == null || remark.length() <= REMARK_MOST) ? List.of()
				: violation("remark", "5001", "subject.remark.length", REMARK_MOST);
	}

	private static List<Violation> principal(SubjectCase it) {
		if (it.subject().principal() == null) {
			return violation("principal", "MISSING", "subject.principal.missing");
		}
		return Policy.check(PersonPolicies.ALL, it.principal())
			.stream()
			.map((violation) -> violation.below("principal"))
			.toList();
	}

	private static List<Violation> violation(String path, String code, String messageKey, Object... arguments) {
		return List.of(Violation.of(path, code, messageKey, arguments));
	}

}
