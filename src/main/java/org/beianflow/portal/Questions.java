package org.beianflow.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.beianflow.access.AccessProviders;
import org.beianflow.access.AccessType;
import org.beianflow.access.AddressAllocation;
import org.beianflow.filing.FieldCatalogue;
import org.beianflow.filing.FilingSettings;
import org.beianflow.portal.Question.Group;
import org.beianflow.portal.Question.Kind;
import org.beianflow.portal.Question.Option;
import org.beianflow.site.ContentTypes;
import org.beianflow.site.Languages;
import org.beianflow.site.PreApprovals;
import org.beianflow.site.SecurityMeasure;
import org.beianflow.subject.BusinessStatus;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.Province;
import org.beianflow.subject.Regions;
import org.beianflow.subject.SubjectNature;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Which questions a step asks of this applicant: the fields of the {@link FieldCatalogue}
 * in its order, without those that follow from earlier answers. An individual is never
 * asked about licences, scope or a legal representative.
 */
@Component
class Questions {

	/** Not a field: whether the principal is the legal representative. */
	static final String SAME_AS_LEGAL = "subject.legalRepresentative.same";

	private static final String YES = "true";

	private static final String NO = "false";

	private static final int LICENCES = 3;

	private final MessageSource messages;

	private final AccessProviders providers;

	private final Clock clock;

	Questions(MessageSource messages, AccessProviders providers, Clock clock) {
		this.messages = messages;
		this.providers = providers;
		this.clock = clock;
	}

	/** The questions of a step. */
	List<Group> of(FormTree form, DraftStep step, int service, Locale locale) {
		Asker ask = new Asker(form, locale, individual(form));
		return switch (step) {
			case SUBJECT -> subject(ask);
			case PRINCIPAL -> principal(ask);
			case WEBSITE -> website(ask, "services[" + service + "].website.");
			case ACCESS -> access(ask, "services[" + service + "].access.");
			case MATERIALS, REVIEW -> List.of();
		};
	}

	static boolean individual(FormTree form) {
		return SubjectNature.INDIVIDUAL.name().equals(form.text("subject.nature"));
	}

	private List<Group> subject(Asker ask) {
		String at = "subject.";
		boolean individual = ask.individual;
		List<Group> groups = new ArrayList<>();
		List<Question> who = new ArrayList<>();
		who.add(ask.refreshing(at + "nature", Kind.SELECT, ask.natures()));
		who.add(ask.choose(at + "certificateType", Kind.SELECT, ask.certificates(nature(ask))));
		who.add(ask.text(at + "certificateNumber", Kind.TEXT, "off"));
		who.add(ask.text(at + "name", Kind.TEXT, individual ? "name" : "organization"));
		groups.add(ask.group("who", who));
		groups.add(ask.row("validity", ask.text(at + "certificateValidFrom", Kind.DATE, null),
				ask.optional(ask.text(at + "certificateValidTo", Kind.DATE, null))));
		groups.add(ask.group(null, List.of(ask.tick(at + "longTerm"))));
		List<Question> where = new ArrayList<>();
		where.add(ask.refreshing(at + "province", Kind.SELECT, ask.provinces()));
		where.add(ask.refreshing(at + "city", Kind.SELECT,
				ask.regions(Regions.mainland().citiesOf(ask.form.text(at + "province")))));
		where.add(ask.choose(at + "district", Kind.SELECT,
				ask.regions(Regions.mainland().districtsOf(ask.form.text(at + "city")))));
		groups.add(new Group(ask.text("portal.group.region"), ask.hint("portal.group.region"), null, true, where));
		groups.add(ask.group("address", List.of(ask.text(at + "certificateAddress", Kind.TEXT, "off"),
				ask.text(at + "communicationAddress", Kind.TEXT, "street-address"))));
		if (!individual) {
			List<Question> business = new ArrayList<>();
			if (nature(ask) == SubjectNature.ENTERPRISE) {
				business.add(ask.text(at + "businessScope", Kind.AREA, "off"));
				business.add(ask.choose(at + "businessStatus", Kind.RADIOS, ask.statuses()));
			}
			business.add(ask.optional(ask.text(at + "remark", Kind.AREA, "off")));
			groups.add(ask.group("business", business));
		}
		return groups;
	}

	private static SubjectNature nature(Asker ask) {
		String nature = ask.form.text("subject.nature");
		return nature.isEmpty() ? SubjectNature.ENTERPRISE : SubjectNature.valueOf(nature);
	}

	private List<Group> principal(Asker ask) {
		String at = "subject.principal.";
		List<Group> groups = new ArrayList<>();
		if (!ask.individual) {
			groups.add(ask.group("person", person(ask, at)));
			groups.addAll(personValidity(ask, at));
		}
		groups.add(contacts(ask, at));
		if (!ask.individual) {
			String legal = "subject.legalRepresentative.";
			groups
				.add(ask.group("legal", List.of(ask.yesOrNo(SAME_AS_LEGAL, sameAsLegal(ask.form), "portal.ask.same"))));
			groups.add(new Group(null, null, SAME_AS_LEGAL + "=" + NO, false,
					List.of(ask.text(legal + "name", Kind.TEXT, "off"),
							ask.choose(legal + "idType", Kind.SELECT, ask.personal()),
							ask.text(legal + "idNumber", Kind.TEXT, "off"))));
		}
		return groups;
	}

	private static String sameAsLegal(FormTree form) {
		String legal = form.text("subject.legalRepresentative.idNumber");
		String name = form.text("subject.legalRepresentative.name");
		boolean said = !legal.isEmpty() || !name.isEmpty();
		if (!said) {
			return (form.at("subject.legalRepresentative") != null) ? NO : YES;
		}
		return (legal.equals(form.text("subject.principal.idNumber"))
				&& name.equals(form.text("subject.principal.name"))) ? YES : NO;
	}

	private static List<Question> person(Asker ask, String at) {
		return List.of(ask.text(at + "name", Kind.TEXT, "off"), ask.choose(at + "idType", Kind.SELECT, ask.personal()),
				ask.text(at + "idNumber", Kind.TEXT, "off"));
	}

	private static List<Group> personValidity(Asker ask, String at) {
		return List.of(
				ask.row("personValidity", ask.text(at + "idValidFrom", Kind.DATE, null),
						ask.optional(ask.text(at + "idValidTo", Kind.DATE, null))),
				ask.group(null, List.of(ask.tick(at + "idLongTerm"))));
	}

	private static Group contacts(Asker ask, String at) {
		List<Question> contacts = new ArrayList<>();
		contacts.add(ask.text(at + "mobile", Kind.TEL, ask.individual ? "tel" : "off"));
		contacts.add(ask.text(at + "emergencyPhone", Kind.TEL, "off"));
		if (!ask.individual) {
			contacts.add(ask.optional(ask.text(at + "officePhone", Kind.TEL, "off")));
		}
		contacts.add(ask.text(at + "email", Kind.EMAIL, ask.individual ? "email" : "off"));
		return ask.group("contacts", contacts);
	}

	private List<Group> website(Asker ask, String at) {
		List<Group> groups = new ArrayList<>();
		groups.add(ask.group("site",
				List.of(ask.text(at + "name", Kind.TEXT, "off"),
						ask.refresh(ask.text(at + "domains", Kind.LINES, "off")),
						ask.text(at + "homeUrls", Kind.LINES, "off"))));
		registrations(ask, at, groups);
		List<Question> content = new ArrayList<>();
		content.add(ask.choose(at + "contentTypes", Kind.CHECKS, ask.contents()));
		Question about = ask.text(at + "description", Kind.AREA, "off");
		content.add(ask.individual ? about : ask.optional(about));
		content.add(ask.choose(at + "languages", Kind.CHECKS, ask.languages()));
		groups.add(ask.group("content", content));
		if (!ask.individual) {
			licences(ask, at, groups);
		}
		groups.add(ask.group("security", List.of(ask.choose(at + "securityMeasures", Kind.CHECKS, ask.measures()))));
		if (!ask.individual) {
			String same = ask.form.text(at + "ownerSameAsPrincipal");
			groups.add(ask.group("owner", List
				.of(ask.yesOrNo(at + "ownerSameAsPrincipal", same.isEmpty() ? YES : same, "portal.ask.ownerSame"))));
			String when = at + "ownerSameAsPrincipal=" + NO;
			String owner = at + "owner.";
			groups.add(new Group(null, null, when, false, person(ask, owner)));
			for (Group group : personValidity(ask, owner)) {
				groups.add(new Group(null, null, when, group.row(), group.questions()));
			}
			groups.add(new Group(null, null, when, false, contacts(ask, owner).questions()));
		}
		return groups;
	}

	private static void registrations(Asker ask, String at, List<Group> groups) {
		List<String> domains = ask.form.texts(at + "domains");
		for (int i = 0; i < domains.size(); i++) {
			String one = at + "domainRegistrations[" + i + "].";
			groups.add(new Group(ask.text("portal.group.registration", domains.get(i)),
					(i == 0) ? ask.hint("portal.group.registration") : null, null, false,
					List.of(ask.optional(ask.text(one + "registrar", Kind.TEXT, "off")),
							ask.optional(ask.text(one + "registrant", Kind.TEXT, "off")),
							ask.optional(ask.text(one + "expiresOn", Kind.DATE, null)))));
		}
	}

	private void licences(Asker ask, String at, List<Group> groups) {
		groups.add(ask.group("licences", List.of(ask.yesOrNo(at + "noPreApprovalNeeded",
				ask.form.text(at + "noPreApprovalNeeded"), "portal.ask.noPreApproval"))));
		int present = Math.min(LICENCES - 1, ask.form.texts(at + "preApprovals").size());
		for (int i = 0; i <= present; i++) {
			String one = at + "preApprovals[" + i + "].";
			groups.add(new Group(ask.text("portal.group.licence", i + 1), null, at + "noPreApprovalNeeded=" + NO, false,
					List.of(ask.choose(one + "type", Kind.SELECT, ask.approvals()),
							ask.text(one + "number", Kind.TEXT, "off"),
							ask.optional(ask.text(one + "validTo", Kind.DATE, null)))));
		}
	}

	private List<Group> access(Asker ask, String at) {
		List<Group> groups = new ArrayList<>();
		groups.add(ask.group("provider",
				List.of(ask.choose(at + "providerId", Kind.SELECT, ask.providers()),
						ask.refreshing(at + "accessType", Kind.RADIOS, ask.accessTypes()),
						ask.choose(at + "serverRegion", Kind.SELECT, ask.provinces()))));
		groups.add(ask.group("addresses", List.of(ask.text(at + "ips", Kind.LINES, "off"),
				ask.choose(at + "allocation", Kind.RADIOS, ask.allocations()))));
		String type = ask.form.text(at + "accessType");
		if (type.isEmpty() || AccessType.valueOf(type).hasInstance()) {
			groups.add(ask.group("instance",
					List.of(ask.text(at + "instanceId", Kind.TEXT, "off"),
							ask.text(at + "instanceOwnerAccount", Kind.TEXT, "off"),
							ask.text(at + "instanceExpiresOn", Kind.DATE, null),
							ask.optional(ask.text(at + "serviceCode", Kind.TEXT, "off")))));
		}
		else {
			groups.add(ask.group("instance", List.of(ask.optional(ask.text(at + "serviceCode", Kind.TEXT, "off")))));
		}
		groups.add(ask.group("contact", List.of(ask.text(at + "techContact.name", Kind.TEXT, "off"),
				ask.text(at + "techContact.phone", Kind.TEL, "off"))));
		return groups;
	}

	/** Puts questions in the language of one reader. */
	private final class Asker {

		private final FormTree form;

		private final Locale locale;

		private final boolean individual;

		private final boolean english;

		private Asker(FormTree form, Locale locale, boolean individual) {
			this.form = form;
			this.locale = locale;
			this.individual = individual;
			this.english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		}

		private Question question(String path, Kind kind, List<Option> options, String autocomplete) {
			return new Question(path, kind, label(path), hint(key(path)), this.form.text(path), this.form.texts(path),
					options, autocomplete, false, false);
		}

		Question text(String path, Kind kind, String autocomplete) {
			return question(path, kind, List.of(), autocomplete);
		}

		Question choose(String path, Kind kind, List<Option> options) {
			return question(path, kind, options, null);
		}

		Question refreshing(String path, Kind kind, List<Option> options) {
			return refresh(choose(path, kind, options));
		}

		Question refresh(Question question) {
			return new Question(question.path(), question.kind(), question.label(), question.hint(), question.value(),
					question.values(), question.options(), question.autocomplete(), question.optional(), true);
		}

		Question optional(Question question) {
			return new Question(question.path(), question.kind(), question.label(), question.hint(), question.value(),
					question.values(), question.options(), question.autocomplete(), true, question.refreshes());
		}

		Question tick(String path) {
			return question(path, Kind.TICK, List.of(), null);
		}

		Question yesOrNo(String path, String value, String key) {
			return new Question(path, Kind.RADIOS, text(key), hint(key), value, List.of(value),
					List.of(new Option(YES, text(key + ".yes")), new Option(NO, text(key + ".no"))), null, false,
					false);
		}

		Group group(String key, List<Question> questions) {
			String full = "portal.group." + key;
			return new Group((key != null) ? text(tailored(full)) : null, (key != null) ? hint(full) : null, null,
					false, questions);
		}

		Group row(String key, Question... questions) {
			Group group = group(key, List.of(questions));
			return new Group(group.title(), group.hint(), null, true, group.questions());
		}

		/** A text of its own for the page, else the name of the field. */
		private String label(String path) {
			String own = messages().getMessage(tailored(key(path) + ".label"), null, null, this.locale);
			if (own != null) {
				return own;
			}
			return FieldCatalogue.at(path)
				.filter((field) -> path.endsWith("." + field.name()))
				.map((field) -> text(field.labelKey()))
				.orElseGet(() -> text(key(path) + ".label"));
		}

		String hint(String key) {
			return messages().getMessage(tailored(key + ".hint"), null, null, this.locale);
		}

		private String tailored(String key) {
			String own = key + ".individual";
			return (this.individual && messages().getMessage(own, null, null, this.locale) != null) ? own : key;
		}

		/** {@code portal.ask.WEBSITE.name} for {@code services[2].website.name}. */
		private String key(String path) {
			return FieldCatalogue.at(path)
				.map((field) -> "portal.ask." + field.section() + "."
						+ (path.endsWith("." + field.name()) ? field.name()
								: field.name() + path.substring(path.lastIndexOf('.'))))
				.orElse("portal.ask." + path);
		}

		String text(String key, Object... arguments) {
			return messages().getMessage(key, arguments, this.locale);
		}

		private MessageSource messages() {
			return Questions.this.messages;
		}

		private Option option(Enum<?> value, String chinese, String englishTitle) {
			return new Option(value.name(), this.english ? englishTitle : chinese);
		}

		List<Option> natures() {
			return Arrays.stream(SubjectNature.values())
				.map((nature) -> option(nature, nature.title(), nature.englishTitle()))
				.toList();
		}

		List<Option> certificates(SubjectNature nature) {
			return nature.certificateTypes().stream().map(this::certificate).toList();
		}

		List<Option> personal() {
			return CertificateType.personal().stream().map(this::certificate).toList();
		}

		private Option certificate(CertificateType type) {
			return option(type, type.title(), type.englishTitle());
		}

		List<Option> statuses() {
			return Arrays.stream(BusinessStatus.values())
				.map((status) -> option(status, status.title(), status.englishTitle()))
				.toList();
		}

		List<Option> provinces() {
			return Arrays.stream(Province.values())
				.map((province) -> new Option(province.code(),
						this.english ? province.englishTitle() + " " + province.title() : province.title()))
				.toList();
		}

		List<Option> regions(List<Regions.Region> regions) {
			return regions.stream().map((region) -> new Option(region.code(), region.name())).toList();
		}

		List<Option> contents() {
			return ContentTypes.all()
				.stream()
				.filter((type) -> !this.individual || type.individuals())
				.map((type) -> new Option(type.id(), this.english ? type.englishName() : type.name()))
				.toList();
		}

		List<Option> languages() {
			return Languages.all()
				.stream()
				.map((language) -> new Option(language.code(),
						this.english ? Locale.forLanguageTag(language.code()).getDisplayName(Locale.ENGLISH)
								: language.name()))
				.toList();
		}

		List<Option> measures() {
			return Arrays.stream(SecurityMeasure.values())
				.map((measure) -> option(measure, measure.title(), measure.englishTitle()))
				.toList();
		}

		List<Option> approvals() {
			LocalDate today = LocalDate.ofInstant(Questions.this.clock.instant(), FilingSettings.ZONE);
			return PreApprovals.inForceOn(today)
				.stream()
				.map((category) -> new Option(category.id(), this.english ? category.englishName() : category.name()))
				.toList();
		}

		List<Option> providers() {
			return Questions.this.providers.all()
				.stream()
				.map((one) -> new Option(one.id(), this.english ? one.englishName() : one.name()))
				.toList();
		}

		List<Option> accessTypes() {
			return Arrays.stream(AccessType.values())
				.map((type) -> option(type, type.title(), type.englishTitle()))
				.toList();
		}

		List<Option> allocations() {
			return Arrays.stream(AddressAllocation.values())
				.map((allocation) -> new Option(allocation.name(), text("portal.allocation." + allocation)))
				.toList();
		}

	}

}
