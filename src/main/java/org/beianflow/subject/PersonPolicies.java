package org.beianflow.subject;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.beianflow.check.Policy;
import org.beianflow.check.Violation;

/**
 * What must be true of every person in charge (domain.md §6.2). Paths are relative to the
 * person.
 */
final class PersonPolicies {

	static final List<Policy<PersonCase>> ALL = List.of(Policy.of("name", PersonPolicies::name),
			Policy.of("identity document", PersonPolicies::identity),
			Policy.of("validity of the identity document", PersonPolicies::validity),
			Policy.of("least age", PersonPolicies::age), Policy.of("mobile", PersonPolicies::mobile),
			Policy.of("emergency phone", PersonPolicies::emergencyPhone),
			Policy.of("office phone", PersonPolicies::officePhone),
			Policy.of("phones of the province", PersonPolicies::provincePhone),
			Policy.of("e-mail", PersonPolicies::email),
			Policy.of("own contacts of the owner", PersonPolicies::ownContacts));

	private static final Pattern HAN_NAME = Pattern.compile("\\p{IsHan}[\\p{IsHan}·]{0,48}\\p{IsHan}");

	private static final Pattern LATIN_NAME = Pattern
		.compile("[\\p{IsHan}\\p{IsLatin}][\\p{IsHan}\\p{IsLatin}·.,' \\-]{1,98}");

	private static final Pattern MOBILE = Pattern.compile("1[3-9]\\d{9}");

	private static final Pattern LANDLINE = Pattern.compile("0\\d{2,3}-?\\d{7,8}(-\\d{1,6})?");

	/**
	 * Ranges of virtual operators, to which MIIT's text messages may not come (domain.md
	 * §6.2).
	 */
	private static final Pattern VIRTUAL = Pattern.compile("1(62|65|67|70|71)\\d{8}");

	private static final int LOCAL_PART_MOST = 64;

	private static final int EMAIL_MOST = 254;

	private static final Pattern LOCAL_PART = Pattern
		.compile("[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+)*");

	private static final Pattern MAIL_DOMAIN = Pattern
		.compile("([A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?\\.)+[A-Za-z]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])");

	private PersonPolicies() {
	}

	static boolean isVirtual(String mobile) {
		return mobile != null && VIRTUAL.matcher(Text.number(mobile)).matches();
	}

	private static List<Violation> name(PersonCase it) {
		return nameOf("name", it.person().name(), it.person().idType());
	}

	/** What is wrong with the name of a person. */
	static List<Violation> nameOf(String path, String name, CertificateType idType) {
		if (Text.isBlank(name)) {
			return violation(path, "MISSING", "subject.person.name.missing");
		}
		boolean latinAllowed = idType == CertificateType.PASSPORT || idType == CertificateType.PERMANENT_RESIDENCE
				|| idType == CertificateType.HONG_KONG_MACAU_TRAVEL_PERMIT
				|| idType == CertificateType.TAIWAN_TRAVEL_PERMIT;
		if (!(latinAllowed ? LATIN_NAME : HAN_NAME).matcher(name.strip()).matches()) {
			return violation(path, "5008", "subject.person.name.form");
		}
		return List.of();
	}

	private static List<Violation> identity(PersonCase it) {
		return identityOf("idType", "idNumber", it.person().idType(), it.person().idNumber(), it);
	}

	private static List<Violation> identityOf(String typePath, String numberPath, CertificateType type, String number,
			PersonCase it) {
		List<Violation> violations = new ArrayList<>();
		if (type == null) {
			violations.add(Violation.of(typePath, "MISSING", "subject.person.id-type.missing"));
		}
		else if (!type.isPersonal()) {
			violations.add(Violation.of(typePath, "1008", "subject.person.id-type.not-personal"));
		}
		if (Text.isBlank(number)) {
			violations.add(Violation.of(numberPath, "MISSING", "subject.person.id-number.missing"));
		}
		else if (type != null && type.isPersonal()) {
			violations.addAll(CertificateNumbers.check(numberPath, type, number, it.today()));
		}
		return violations;
	}

	private static List<Violation> validity(PersonCase it) {
		PersonInCharge person = it.person();
		return new Validity(person.idValidFrom(), person.idValidTo(), person.idLongTerm(),
				it.number(ProvinceRules.Kind.ID_LEAST_MONTHS))
			.check("idValidFrom", "idValidTo", "subject.person.id-validity", it.today());
	}

	private static List<Violation> age(PersonCase it) {
		Optional<IdentityCard> card = Persons.card(it.person().idType(), it.person().idNumber(), it.today());
		int least = it.number(ProvinceRules.Kind.LEAST_AGE);
		return card.filter((found) -> found.ageOn(it.today()) < least)
			.map((found) -> violation("idNumber", "AGE", "subject.person.age", least))
			.orElse(List.of());
	}

	private static List<Violation> mobile(PersonCase it) {
		if (Text.isBlank(it.person().mobile())) {
			return violation("mobile", "MISSING", "subject.person.mobile.missing");
		}
		return isMobile(it.person().mobile()) ? List.of() : violation("mobile", "1011", "subject.person.mobile.form");
	}

	private static List<Violation> emergencyPhone(PersonCase it) {
		String phone = it.person().emergencyPhone();
		if (Text.isBlank(phone)) {
			return violation("emergencyPhone", "MISSING", "subject.person.emergency-phone.missing");
		}
		if (!isMobile(phone) && !isLandline(phone)) {
			return violation("emergencyPhone", "1010", "subject.person.emergency-phone.form");
		}
		PersonInCharge principal = it.otherPrincipal();
		if (isSame(phone, it.person().mobile()) || (principal != null && isSame(phone, principal.mobile()))) {
			return violation("emergencyPhone", "1007", "subject.person.emergency-phone.same");
		}
		return List.of();
	}

	private static List<Violation> officePhone(PersonCase it) {
		String phone = it.person().officePhone();
		boolean landlineNeeded = it.rule(ProvinceRules.Kind.OFFICE_PHONE, "LANDLINE") && !it.individual();
		if (Text.isBlank(phone)) {
			return landlineNeeded ? violation("officePhone", "MISSING", "subject.person.office-phone.missing")
					: List.of();
		}
		if (landlineNeeded && !isLandline(phone)) {
			return violation("officePhone", "1010", "subject.person.office-phone.landline");
		}
		return (isLandline(phone) || isMobile(phone)) ? List.of()
				: violation("officePhone", "1010", "subject.person.office-phone.form");
	}

	/**
	 * Landlines tell their province; for mobiles there is no source, so they are not
	 * refused.
	 */
	private static List<Violation> provincePhone(PersonCase it) {
		boolean needed = it.rule(ProvinceRules.Kind.OWN_PROVINCE_PHONE, "ALL")
				|| (it.rule(ProvinceRules.Kind.OWN_PROVINCE_PHONE, "INDIVIDUALS") && it.individual());
		String phone = it.person().officePhone();
		if (!needed || Text.isBlank(phone) || !isLandline(phone)
				|| it.rules().landlineIsOf(Text.number(phone), it.subject().province())) {
			return List.of();
		}
		return violation("officePhone", "PHONE_PROVINCE", "subject.person.office-phone.province");
	}

	private static List<Violation> email(PersonCase it) {
		if (Text.isBlank(it.person().email())) {
			return violation("email", "MISSING", "subject.person.email.missing");
		}
		return isEmail(it.person().email().strip()) ? List.of()
				: violation("email", "1009", "subject.person.email.form");
	}

	private static List<Violation> ownContacts(PersonCase it) {
		PersonInCharge principal = it.otherPrincipal();
		if (principal == null) {
			return List.of();
		}
		List<Violation> violations = new ArrayList<>();
		if (isSame(it.person().mobile(), principal.mobile())) {
			violations.add(Violation.of("mobile", "PHONE_DUPLICATE", "subject.person.mobile.of-principal"));
		}
		if (isSame(it.person().mobile(), principal.emergencyPhone())) {
			violations.add(Violation.of("mobile", "PHONE_DUPLICATE", "subject.person.mobile.emergency-of-principal"));
		}
		if (!Text.isBlank(it.person().email()) && principal.email() != null
				&& it.person().email().strip().equalsIgnoreCase(principal.email().strip())) {
			violations.add(Violation.of("email", "1009", "subject.person.email.of-principal"));
		}
		return violations;
	}

	/**
	 * The simple form of RFC 5321: no quoted local parts, no address literals, ASCII.
	 */
	static boolean isEmail(String text) {
		int at = text.lastIndexOf('@');
		return at > 0 && at <= LOCAL_PART_MOST && text.length() <= EMAIL_MOST
				&& LOCAL_PART.matcher(text.substring(0, at)).matches()
				&& MAIL_DOMAIN.matcher(text.substring(at + 1)).matches();
	}

	static boolean isMobile(String phone) {
		return MOBILE.matcher(Text.number(phone)).matches();
	}

	static boolean isLandline(String phone) {
		return LANDLINE.matcher(Text.number(phone)).matches();
	}

	private static boolean isSame(String phone, String other) {
		return phone != null && other != null && !phone.isBlank()
				&& Text.number(phone).replace("-", "").equals(Text.number(other).replace("-", ""));
	}

	private static List<Violation> violation(String path, String code, String messageKey, Object... arguments) {
		return List.of(Violation.of(path, code, messageKey, arguments));
	}

}
