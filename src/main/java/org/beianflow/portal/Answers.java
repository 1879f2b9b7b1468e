package org.beianflow.portal;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.beianflow.check.Violation;
import org.beianflow.filing.FilingForm;
import org.beianflow.portal.Question.Group;
import org.beianflow.site.AddressMode;
import org.beianflow.site.ServiceType;

import org.springframework.util.MultiValueMap;

/**
 * Takes what somebody entered on a step into the form. Whatever can be kept is kept,
 * right or wrong; what cannot, because it is no date, is told and shown again.
 */
final class Answers {

	private static final Pattern DATE = Pattern.compile("(\\d{4})\\D?(\\d{1,2})\\D?(\\d{1,2})\\D?");

	private static final List<String> PERSON = List.of("name", "idType", "idNumber", "idValidFrom", "idValidTo",
			"idLongTerm");

	private final FormTree form;

	/** Every domain brings questions of its own; no website has more in earnest. */
	static final int MOST_LINES = 100;

	private final MultiValueMap<String, String> entered;

	private final Map<String, String> lost = new LinkedHashMap<>();

	private Answers(FormTree form, MultiValueMap<String, String> entered) {
		this.form = form;
		this.entered = entered;
	}

	/**
	 * The form with the answers in it.
	 *
	 * @param form to be kept
	 * @param lost what was entered but cannot be kept, by path
	 */
	record Taken(FilingForm form, Map<String, String> lost) {

		List<Violation> violations() {
			return this.lost.keySet()
				.stream()
				.map((path) -> (lines(this.lost.get(path)).size() > MOST_LINES)
						? Violation.of(path, "5001", "portal.lines.many", MOST_LINES)
						: Violation.of(path, "5001", "portal.date.unreadable"))
				.toList();
		}

	}

	static Taken take(FilingForm present, List<Group> asked, MultiValueMap<String, String> entered, ObjectMapper json) {
		Answers answers = new Answers(FormTree.of(present, json), entered);
		for (int i = 0; i < services(answers.form); i++) {
			align(answers.form, i);
		}
		asked.forEach((group) -> group.questions().forEach(answers::take));
		answers.sameAsLegal();
		answers.licences();
		follow(answers.form);
		return new Taken(answers.form.form(), answers.lost);
	}

	private void take(Question question) {
		String path = question.path();
		String value = this.entered.getFirst(path);
		if (path.equals(Questions.SAME_AS_LEGAL)) {
			return;
		}
		switch (question.kind()) {
			case TEXT, TEL, EMAIL, AREA -> {
				if (value != null) {
					this.form.set(path, value);
				}
			}
			case DATE -> date(path, value);
			case LINES -> {
				if (value != null && lines(value).size() > MOST_LINES) {
					this.lost.put(path, value);
				}
				else if (value != null) {
					this.form.set(path, lines(value));
				}
			}
			case SELECT, RADIOS -> {
				if (value != null) {
					boolean known = question.options().stream().anyMatch((option) -> option.value().equals(value));
					choose(path, known ? value : null);
				}
			}
			case CHECKS -> this.form.set(path,
					Optional.ofNullable(this.entered.get(path))
						.orElse(List.of())
						.stream()
						.filter((one) -> question.options().stream().anyMatch((option) -> option.value().equals(one)))
						.distinct()
						.toList());
			case TICK -> this.form.set(path, value != null);
		}
	}

	private static List<String> lines(String value) {
		return Arrays.stream(value.split("[\\r\\n,，;；、\\s]+")).filter((line) -> !line.isBlank()).toList();
	}

	private void choose(String path, String value) {
		if ("true".equals(value) || "false".equals(value)) {
			this.form.set(path, Boolean.parseBoolean(value));
		}
		else {
			this.form.set(path, value);
		}
	}

	private void date(String path, String value) {
		if (value == null) {
			return;
		}
		if (value.isBlank()) {
			this.form.set(path, (String) null);
			return;
		}
		Matcher date = DATE.matcher(value.strip());
		try {
			if (date.matches()) {
				this.form.set(path,
						LocalDate
							.of(Integer.parseInt(date.group(1)), Integer.parseInt(date.group(2)),
									Integer.parseInt(date.group(3)))
							.toString());
				return;
			}
		}
		catch (DateTimeException ex) {
			// No day of the calendar; told like anything else that is no date.
		}
		this.lost.put(path, value);
	}

	/**
	 * A principal who is the legal representative is asked for once and kept as both.
	 */
	private void sameAsLegal() {
		String same = this.entered.getFirst(Questions.SAME_AS_LEGAL);
		String legal = "subject.legalRepresentative";
		if ("true".equals(same)) {
			this.form.put(legal, null);
			for (String name : List.of("name", "idType", "idNumber")) {
				this.form.set(legal + "." + name, this.form.text("subject.principal." + name));
			}
		}
		else if ("false".equals(same) && this.form.at(legal) == null) {
			this.form.put(legal, this.form.root().objectNode());
		}
	}

	/** Licences left empty are none; none are kept where none is needed. */
	private void licences() {
		for (int i = 0; i < services(this.form); i++) {
			String path = "services[" + i + "].website.";
			JsonNode present = this.form.at(path + "preApprovals");
			if (present == null) {
				continue;
			}
			boolean none = "true".equals(this.form.text(path + "noPreApprovalNeeded"));
			List<JsonNode> filled = new ArrayList<>();
			present.forEach((one) -> {
				if (!none && one.isObject() && !one.isEmpty()) {
					filled.add(one);
				}
			});
			this.form.put(path + "preApprovals", this.form.root().arrayNode().addAll(filled));
		}
	}

	static int services(FormTree form) {
		JsonNode services = form.at("services");
		return (services != null) ? services.size() : 0;
	}

	/** What follows from the answers and is therefore not asked. */
	static void follow(FormTree form) {
		boolean individual = Questions.individual(form);
		withoutEnd(form, "subject.longTerm", "subject.certificateValidTo");
		if (individual) {
			form.put("subject.legalRepresentative", null);
			form.put("subject.businessScope", null);
			form.put("subject.businessStatus", null);
			copy(form, "subject.name", "subject.principal.name");
			copy(form, "subject.certificateType", "subject.principal.idType");
			copy(form, "subject.certificateNumber", "subject.principal.idNumber");
			copy(form, "subject.certificateValidFrom", "subject.principal.idValidFrom");
			copy(form, "subject.certificateValidTo", "subject.principal.idValidTo");
			copy(form, "subject.longTerm", "subject.principal.idLongTerm");
		}
		withoutEnd(form, "subject.principal.idLongTerm", "subject.principal.idValidTo");
		for (int i = 0; i < services(form); i++) {
			website(form, "services[" + i + "].website", individual);
		}
	}

	private static void website(FormTree form, String path, boolean individual) {
		form.set(path + ".type", ServiceType.WEBSITE.name());
		if (form.text(path + ".addressMode").isEmpty()) {
			form.set(path + ".addressMode", AddressMode.DOMAIN.name());
		}
		if (individual) {
			form.set(path + ".ownerSameAsPrincipal", true);
			form.set(path + ".noPreApprovalNeeded", true);
			form.put(path + ".preApprovals", null);
		}
		if ("true".equals(form.text(path + ".ownerSameAsPrincipal"))) {
			form.put(path + ".owner", null);
		}
		else if (form.at(path + ".owner") != null) {
			withoutEnd(form, path + ".owner.idLongTerm", path + ".owner.idValidTo");
		}
		registrations(form, path);
	}

	/**
	 * Lines the domain certificates up with the domains, so that the questions after them
	 * stand at the domain's place.
	 */
	static void align(FormTree form, int service) {
		String path = "services[" + service + "].website";
		List<String> domains = form.texts(path + ".domains");
		JsonNode present = form.at(path + ".domainRegistrations");
		List<JsonNode> aligned = new ArrayList<>();
		for (String domain : domains) {
			ObjectNode one = form.root().objectNode();
			if (present != null) {
				present.forEach((known) -> {
					if (known instanceof ObjectNode object && domain.equals(known.path("domain").asText(null))) {
						one.setAll(object);
					}
				});
			}
			one.put("domain", domain);
			aligned.add(one);
		}
		if (!aligned.isEmpty()) {
			form.put(path + ".domainRegistrations", form.root().arrayNode().addAll(aligned));
		}
	}

	/**
	 * A certificate belongs to a domain that is filed; one whose domain was corrected
	 * goes along, one of which nothing is known is none.
	 */
	private static void registrations(FormTree form, String path) {
		JsonNode present = form.at(path + ".domainRegistrations");
		if (present == null) {
			return;
		}
		List<String> domains = form.texts(path + ".domains");
		List<JsonNode> kept = new ArrayList<>();
		for (int i = 0; i < present.size(); i++) {
			if (present.get(i) instanceof ObjectNode one && one.size() > 1) {
				if (!domains.contains(one.path("domain").asText()) && i < domains.size()) {
					one.put("domain", domains.get(i));
				}
				if (domains.contains(one.path("domain").asText())) {
					kept.add(one);
				}
			}
		}
		form.put(path + ".domainRegistrations", form.root().arrayNode().addAll(kept));
	}

	private static void withoutEnd(FormTree form, String longTerm, String end) {
		if ("true".equals(form.text(longTerm))) {
			form.put(end, null);
		}
	}

	private static void copy(FormTree form, String from, String to) {
		JsonNode value = form.at(from);
		form.put(to, (value != null) ? value.deepCopy() : null);
	}

}
