package org.beianflow.portal;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineRules;
import org.beianflow.filing.FilingSettings;
import org.beianflow.register.PublicRecord;
import org.beianflow.register.Register;
import org.beianflow.site.ContentTypes;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Pages that everybody may read, and the look-up of a number. */
@Controller
class PublicPages {

	private static final int QUERY_MOST = 300;

	/** No law sets these shorter for one province, so those of Beijing speak for all. */
	private static final String PROVINCE = "110000";

	private final Register register;

	private final DeadlineRules deadlines;

	private final PageTexts texts;

	private final Clock clock;

	PublicPages(Register register, DeadlineRules deadlines, PageTexts texts, Clock clock) {
		this.register = register;
		this.deadlines = deadlines;
		this.texts = texts;
		this.clock = clock;
	}

	@GetMapping("/")
	String start() {
		return "portal/home";
	}

	@GetMapping("/guide")
	String guide(Model model, Locale locale) {
		// The figures are those the system counts with.
		model.addAttribute("limits",
				Stream
					.of(DeadlineKind.PROVIDER_REVIEW, DeadlineKind.SUPPLEMENT, DeadlineKind.FEE_PAYMENT,
							DeadlineKind.SMS_VERIFICATION, DeadlineKind.AUTHORITY_REVIEW,
							DeadlineKind.ACCESS_VERIFICATION, DeadlineKind.FINAL_REVIEW)
					.map((kind) -> limit(kind, locale))
					.toList());
		return "portal/guide";
	}

	private Limit limit(DeadlineKind kind, Locale locale) {
		DeadlineLength length = this.deadlines.length(kind, PROVINCE,
				LocalDate.ofInstant(this.clock.instant(), FilingSettings.ZONE));
		return new Limit(this.texts.text("portal.guide.limit." + kind, locale),
				this.texts.text(length.unit().messageKey(), locale, length.amount()));
	}

	/** A time limit as the guide shows it. */
	record Limit(String name, String length) {

	}

	@GetMapping("/privacy")
	String privacy() {
		return "portal/privacy";
	}

	/** A record of the register in the reader's language. */
	record Found(String number, String mainNumber, String unit, String nature, String service, String type,
			List<String> domains, String contents, String approvedOn, boolean restricted, boolean active,
			String state) {

	}

	@GetMapping("/lookup")
	String lookup(@RequestParam(defaultValue = "") String query, @RequestParam(defaultValue = "") String q, Model model,
			Locale locale) {
		// Certificates printed earlier lead here by the short name.
		String asked = (query.isBlank() ? q : query).strip();
		model.addAttribute("query", asked);
		model.addAttribute("asked", !asked.isEmpty());
		model.addAttribute("found",
				(asked.isEmpty() || asked.length() > QUERY_MOST) ? List.of()
						: this.register.find(asked)
							.stream()
							.map((record) -> found(record, Locale.ENGLISH.getLanguage().equals(locale.getLanguage())))
							.toList());
		return "portal/lookup";
	}

	private static Found found(PublicRecord record, boolean english) {
		String contents = String.join(english ? ", " : "、",
				record.contentTypes()
					.stream()
					.flatMap((id) -> ContentTypes.find(id).stream())
					.map((type) -> english ? type.englishName() : type.name())
					.toList());
		return new Found(record.serviceLicence(), record.mainLicence(), record.unitName(),
				english ? record.nature().englishTitle() : record.nature().title(), record.serviceName(),
				english ? record.serviceType().englishTitle() : record.serviceType().title(), record.domains(),
				contents, record.auditDate().toString(), record.limitAccess(), record.state().name().equals("ACTIVE"),
				english ? record.state().englishTitle() : record.state().title());
	}

}
