package org.beianflow.subject;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;

import org.beianflow.check.Violation;

/** Whether a number can be that of a certificate (domain.md §6.5, §6.6). */
final class CertificateNumbers {

	private static final Pattern HONG_KONG_MACAU_PERMIT = Pattern.compile("[HM]\\d{8}(\\d{2})?");

	private static final Pattern TAIWAN_PERMIT = Pattern.compile("\\d{8}");

	private static final Pattern PASSPORT = Pattern.compile("[A-Z0-9]{5,20}");

	private static final Pattern OLD_PERMANENT_RESIDENCE = Pattern.compile("[A-Z]{3}\\d{12}");

	private static final Pattern NEW_PERMANENT_RESIDENCE = Pattern.compile("9\\d{16}[0-9X]");

	private static final Pattern FREE = Pattern.compile("[\\p{IsHan}A-Z0-9()\\-/.号第字]{4,50}");

	private CertificateNumbers() {
	}

	/**
	 * What is wrong with a number; empty if it can be one.
	 * @param path of the number
	 * @param text as entered
	 */
	static List<Violation> check(String path, CertificateType type, String text, LocalDate today) {
		String number = Text.number(text);
		return switch (type.form()) {
			case CREDIT_CODE -> creditCode(path, type, number);
			case IDENTITY_CARD -> identityCard(path, number, today);
			case RESIDENCE_PERMIT -> residencePermit(path, type, number, today);
			case PERMANENT_RESIDENCE -> permanentResidence(path, number);
			case HONG_KONG_MACAU_PERMIT -> form(path, HONG_KONG_MACAU_PERMIT, number, "subject.certificate.hkm-permit");
			case TAIWAN_PERMIT -> form(path, TAIWAN_PERMIT, number, "subject.certificate.taiwan-permit");
			case PASSPORT -> form(path, PASSPORT, number, "subject.certificate.passport");
			case FREE -> form(path, FREE, number, "subject.certificate.form");
		};
	}

	private static List<Violation> creditCode(String path, CertificateType type, String number) {
		UnifiedSocialCreditCode.Defect defect = UnifiedSocialCreditCode.defectOf(number);
		if (defect != null) {
			return switch (defect) {
				case FORM -> violation(path, "1008", "subject.credit-code.form", number.length());
				case CHECK -> violation(path, "1008", "subject.credit-code.check");
				case ORGANISATION_CHECK -> violation(path, "1008", "subject.credit-code.organisation-check");
			};
		}
		if (!type.prefixes().isEmpty() && !type.prefixes().contains(number.substring(0, 2))) {
			return violation(path, "1014", "subject.credit-code.kind", number.substring(0, 2),
					String.join(" / ", type.prefixes()));
		}
		return List.of();
	}

	private static List<Violation> identityCard(String path, String number, LocalDate today) {
		IdentityCard.Defect defect = IdentityCard.defectOf(number, today);
		if (defect == null) {
			return List.of();
		}
		return switch (defect) {
			case FORM -> violation(path, "1015", "subject.identity-card.form", number.length());
			case CHECK -> violation(path, "1015", "subject.identity-card.check");
			case BIRTH_DATE -> violation(path, "1015", "subject.identity-card.birth-date");
			case REGION -> violation(path, "1015", "subject.identity-card.region");
		};
	}

	private static List<Violation> residencePermit(String path, CertificateType type, String number, LocalDate today) {
		if (number.length() == 18 && !type.prefixes().contains(number.substring(0, 2))) {
			return violation(path, "1008", "subject.residence-permit.prefix", String.join(" / ", type.prefixes()));
		}
		return identityCard(path, number, today);
	}

	private static List<Violation> permanentResidence(String path, String number) {
		if (OLD_PERMANENT_RESIDENCE.matcher(number).matches()) {
			return List.of();
		}
		boolean valid = NEW_PERMANENT_RESIDENCE.matcher(number).matches()
				&& number.charAt(17) == IdentityCard.checkCharacter(number.substring(0, 17));
		return valid ? List.of() : violation(path, "1008", "subject.certificate.permanent-residence");
	}

	private static List<Violation> form(String path, Pattern form, String number, String messageKey) {
		return form.matcher(number).matches() ? List.of() : violation(path, "1008", messageKey);
	}

	private static List<Violation> violation(String path, String code, String messageKey, Object... arguments) {
		return List.of(Violation.of(path, code, messageKey, arguments));
	}

}
