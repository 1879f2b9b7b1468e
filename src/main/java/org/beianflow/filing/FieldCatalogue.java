package org.beianflow.filing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.beianflow.privacy.Masking;
import org.beianflow.subject.SubjectNature;

/**
 * The fields of a filing's form in the order people read them (domain.md §6), and which
 * of them are personal. Everything that shows a form goes through it: the dossier of the
 * reviewers, the application form as PDF, the differences between rounds.
 */
public final class FieldCatalogue {

	/** A part of the form. */
	public enum Section {

		SUBJECT("subject"), LEGAL_REPRESENTATIVE("subject.legalRepresentative"), PRINCIPAL("subject.principal"),
		WEBSITE("services[].website"), OWNER("services[].website.owner"), ACCESS("services[].access");

		private final String path;

		Section(String path) {
			this.path = path;
		}

		/** Whether the section appears once for each service. */
		public boolean perService() {
			return this.path.startsWith("services[]");
		}

		/** Path of the section for this service. */
		public String path(int service) {
			return this.path.replace("[]", "[" + service + "]");
		}

	}

	/** How a value may be shown. */
	public enum Privacy {

		/** To everyone who may see the filing. */
		OPEN,
		/** An individual's name: in full to reviewers, masked in lists and copies. */
		NAME,
		/** Masked unless unmasked with a reason. */
		IDENTITY_NUMBER, PHONE, EMAIL, ADDRESS

	}

	/**
	 * A field.
	 *
	 * @param section where it stands
	 * @param name its name below the section
	 * @param privacy how its value may be shown
	 */
	public record Field(Section section, String name, Privacy privacy) {

		/** Key of its label in the message bundles. */
		public String labelKey() {
			return "filing.field." + this.section.name() + "." + this.name;
		}

	}

	private static final List<Field> FIELDS = List.of(open(Section.SUBJECT, "nature"), open(Section.SUBJECT, "name"),
			open(Section.SUBJECT, "certificateType"),
			new Field(Section.SUBJECT, "certificateNumber", Privacy.IDENTITY_NUMBER),
			new Field(Section.SUBJECT, "certificateAddress", Privacy.ADDRESS),
			open(Section.SUBJECT, "certificateValidFrom"), open(Section.SUBJECT, "certificateValidTo"),
			open(Section.SUBJECT, "longTerm"), open(Section.SUBJECT, "province"), open(Section.SUBJECT, "city"),
			open(Section.SUBJECT, "district"), new Field(Section.SUBJECT, "communicationAddress", Privacy.ADDRESS),
			open(Section.SUBJECT, "businessScope"), open(Section.SUBJECT, "businessStatus"),
			open(Section.SUBJECT, "remark"),

			new Field(Section.LEGAL_REPRESENTATIVE, "name", Privacy.NAME), open(Section.LEGAL_REPRESENTATIVE, "idType"),
			new Field(Section.LEGAL_REPRESENTATIVE, "idNumber", Privacy.IDENTITY_NUMBER),

			new Field(Section.PRINCIPAL, "name", Privacy.NAME), open(Section.PRINCIPAL, "idType"),
			new Field(Section.PRINCIPAL, "idNumber", Privacy.IDENTITY_NUMBER), open(Section.PRINCIPAL, "idValidFrom"),
			open(Section.PRINCIPAL, "idValidTo"), open(Section.PRINCIPAL, "idLongTerm"),
			new Field(Section.PRINCIPAL, "mobile", Privacy.PHONE),
			new Field(Section.PRINCIPAL, "emergencyPhone", Privacy.PHONE),
			new Field(Section.PRINCIPAL, "officePhone", Privacy.PHONE),
			new Field(Section.PRINCIPAL, "email", Privacy.EMAIL),

			open(Section.WEBSITE, "type"), open(Section.WEBSITE, "addressMode"), open(Section.WEBSITE, "name"),
			open(Section.WEBSITE, "domains"), open(Section.WEBSITE, "domainRegistrations"),
			open(Section.WEBSITE, "homeUrls"), open(Section.WEBSITE, "contentTypes"),
			open(Section.WEBSITE, "languages"), open(Section.WEBSITE, "preApprovals"),
			open(Section.WEBSITE, "noPreApprovalNeeded"), open(Section.WEBSITE, "description"),
			open(Section.WEBSITE, "securityMeasures"), open(Section.WEBSITE, "ownerSameAsPrincipal"),

			new Field(Section.OWNER, "name", Privacy.NAME), open(Section.OWNER, "idType"),
			new Field(Section.OWNER, "idNumber", Privacy.IDENTITY_NUMBER), open(Section.OWNER, "idValidFrom"),
			open(Section.OWNER, "idValidTo"), open(Section.OWNER, "idLongTerm"),
			new Field(Section.OWNER, "mobile", Privacy.PHONE),
			new Field(Section.OWNER, "emergencyPhone", Privacy.PHONE),
			new Field(Section.OWNER, "officePhone", Privacy.PHONE), new Field(Section.OWNER, "email", Privacy.EMAIL),

			open(Section.ACCESS, "providerId"), open(Section.ACCESS, "accessType"),
			open(Section.ACCESS, "serverRegion"), open(Section.ACCESS, "ips"), open(Section.ACCESS, "allocation"),
			open(Section.ACCESS, "instanceId"), open(Section.ACCESS, "instanceOwnerAccount"),
			open(Section.ACCESS, "instanceExpiresOn"), open(Section.ACCESS, "serviceCode"),
			new Field(Section.ACCESS, "techContact.name", Privacy.NAME),
			new Field(Section.ACCESS, "techContact.phone", Privacy.PHONE));

	private FieldCatalogue() {
	}

	private static Field open(Section section, String name) {
		return new Field(section, name, Privacy.OPEN);
	}

	public static List<Field> fields() {
		return FIELDS;
	}

	/**
	 * The field a JSON path leads to or into, for example
	 * {@code services[0].website.domains[1]}.
	 */
	public static Optional<Field> at(String path) {
		String plain = path.replaceFirst("^services\\[\\d+]", "services[]");
		Field best = null;
		for (Field field : FIELDS) {
			String full = field.section().path + "." + field.name();
			boolean leads = plain.equals(full) || plain.startsWith(full + "[") || plain.startsWith(full + ".");
			if (leads && (best == null || full.length() > (best.section().path + "." + best.name()).length())) {
				best = field;
			}
		}
		return Optional.ofNullable(best);
	}

	/** The section a JSON path leads to, for example {@code services[0].access}. */
	static Optional<Section> section(String path) {
		String plain = path.replaceFirst("^services\\[\\d+]", "services[]");
		return Arrays.stream(Section.values()).filter((section) -> section.path.equals(plain)).findFirst();
	}

	/**
	 * A shown value.
	 *
	 * @param path JSON path
	 * @param field the field
	 * @param texts its values as text, one or more; masked where masking was asked for
	 */
	public record Value(String path, Field field, List<String> texts) {

	}

	/** The filled fields of a section. */
	public static List<Value> values(JsonNode form, Section section, int service, boolean masked) {
		List<Value> values = new ArrayList<>();
		for (Field field : FIELDS) {
			if (field.section() == section) {
				String path = section.path(service) + "." + field.name();
				List<String> texts = texts(at(form, path));
				if (!texts.isEmpty()) {
					boolean hide = masked && !isPublic(form, field);
					values.add(new Value(path, field,
							hide ? texts.stream().map((text) -> mask(field, text)).toList() : texts));
				}
			}
		}
		return values;
	}

	/**
	 * Certificate and addresses of a unit are business data; those of an individual are
	 * not (domain.md §16).
	 */
	static boolean isPublic(JsonNode form, Field field) {
		return field.privacy() == Privacy.OPEN || field.privacy() == Privacy.NAME || field.section() == Section.SUBJECT
				&& !SubjectNature.INDIVIDUAL.name().equals(form.path("subject").path("nature").asText());
	}

	/**
	 * Whether the field tells about a person; what a unit states of itself does not.
	 */
	static boolean isPersonal(JsonNode form, Field field) {
		return field.privacy() == Privacy.NAME || field.privacy() != Privacy.OPEN && !isPublic(form, field);
	}

	/** The value as it may be shown without a reason. */
	public static String mask(Field field, String text) {
		if (text == null) {
			return null;
		}
		return switch (field.privacy()) {
			case OPEN, NAME -> text;
			case IDENTITY_NUMBER -> Masking.idNumber(text);
			case PHONE -> Masking.phone(text);
			case EMAIL -> Masking.email(text);
			case ADDRESS -> text.codePointCount(0, text.length()) <= 6 ? text
					: text.substring(0, text.offsetByCodePoints(0, 6)) + "＊＊＊";
		};
	}

	private static JsonNode at(JsonNode form, String path) {
		JsonNode node = form;
		for (String step : path.replace("[", ".[").split("\\.")) {
			if (node == null) {
				return null;
			}
			node = step.startsWith("[") ? node.get(Integer.parseInt(step.substring(1, step.length() - 1)))
					: node.get(step);
		}
		return node;
	}

	private static List<String> texts(JsonNode node) {
		if (node == null || node.isNull()) {
			return List.of();
		}
		List<String> texts = new ArrayList<>();
		if (node.isArray()) {
			node.forEach((child) -> texts.addAll(child.isContainerNode() ? List.of(line(child)) : texts(child)));
		}
		else if (node.isObject()) {
			texts.add(line(node));
		}
		else if (!node.asText().isEmpty()) {
			texts.add(node.asText());
		}
		return texts;
	}

	private static String line(JsonNode object) {
		List<String> parts = new ArrayList<>();
		object.forEach((child) -> parts.addAll(texts(child)));
		return String.join(" ", parts);
	}

}
