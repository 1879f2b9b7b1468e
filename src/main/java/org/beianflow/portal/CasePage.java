package org.beianflow.portal;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.fee.FeeNotice;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRounds;
import org.beianflow.filing.FilingSms;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.FilingTexts;
import org.beianflow.filing.Filings;
import org.beianflow.filing.FlowProfile;
import org.beianflow.notice.MailGateway.Paper;
import org.beianflow.notice.NoticeChannel;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.beianflow.number.FilingNumbers;
import org.beianflow.verification.SmsStatus;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The page of one filing: whose turn it is, what comes next and by when, what has
 * happened, what was said and which papers there are.
 */
@Controller
class CasePage {

	private final FilingDesk desk;

	private final Filings filings;

	private final FilingRounds rounds;

	private final FilingFee fee;

	private final FilingSms sms;

	private final AccessProgress access;

	private final FilingTexts filingTexts;

	private final CaseClock clock;

	private final Notices notices;

	private final FilingNumbers numbers;

	private final CurrentActors actors;

	private final Clock time;

	private final PageTexts texts;

	private final ProblemTexts problems;

	CasePage(FilingDesk desk, Filings filings, FilingRounds rounds, FilingFee fee, FilingSms sms, AccessProgress access,
			FilingTexts filingTexts, CaseClock clock, Notices notices, FilingNumbers numbers, CurrentActors actors,
			Clock time, PageTexts texts, ProblemTexts problems) {
		this.desk = desk;
		this.filings = filings;
		this.rounds = rounds;
		this.fee = fee;
		this.sms = sms;
		this.access = access;
		this.filingTexts = filingTexts;
		this.clock = clock;
		this.notices = notices;
		this.numbers = numbers;
		this.actors = actors;
		this.time = time;
		this.texts = texts;
		this.problems = problems;
	}

	/** A step of the road and whether it lies behind, here or ahead. */
	record Step(String name, String state) {

	}

	/** The one thing to do now. */
	record Action(String label, String url, boolean post) {

	}

	/** Something that happened. */
	record Event(String what, String at) {

	}

	/** A message. */
	record Message(long id, String subject, List<String> lines, String at) {

	}

	/** A paper to open. */
	record Document(String name, String url) {

	}

	/** A person who has to answer the SMS verification. */
	record Person(int position, String role, String name, String mobile, String state, String stateText, String code,
			boolean mayResend) {

	}

	@GetMapping("/filings/{reference}")
	String show(@PathVariable String reference, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		head(model, filing, locale);
		model.addAttribute("action", action(filing, locale));
		model.addAttribute("steps", steps(filing, locale));
		model.addAttribute("persons", persons(filing, who, locale));
		model.addAttribute("events", events(filing, locale));
		model.addAttribute("messages", messages(filing));
		model.addAttribute("documents", documents(filing, who, locale));
		model.addAttribute("clocks", this.clock.all(filing, locale));
		model.addAttribute("numbers", numbers(filing));
		model.addAttribute("letter", filing.state() == FilingState.REFUSED);
		return "portal/case";
	}

	private List<String> numbers(Filing filing) {
		if (filing.state() != FilingState.FILED) {
			return List.of();
		}
		return this.numbers.find(filing.reference().value())
			.map((issued) -> issued.services().stream().map(Object::toString).toList())
			.orElse(List.of());
	}

	/** What every page of a filing says at its top. */
	void head(Model model, Filing filing, Locale locale) {
		model.addAttribute("reference", filing.reference().value());
		model.addAttribute("siteName", siteName(filing));
		model.addAttribute("domain", filing.domains().isEmpty() ? null : filing.domains().get(0));
		model.addAttribute("state", filing.state().name());
		model.addAttribute("stateText", this.texts.text("filing.state." + filing.state(), locale));
		model.addAttribute("turn", filing.state().turn().name());
		model.addAttribute("turnText", turnText(filing, locale));
		model.addAttribute("sentence", sentence(filing, locale));
		model.addAttribute("ending", ending(filing));
		model.addAttribute("version", version(filing, this.actors.current()));
		model.addAttribute("now", this.time.instant().toString());
		CaseClock.Shown running = this.clock.running(filing)
			.map((deadline) -> this.clock.shown(deadline, locale))
			.orElse(null);
		model.addAttribute("clock", running);
		model.addAttribute("tone", tone(filing, running));
	}

	/** Colour of the sentence; whose turn it is, unless there is more to say. */
	private static String tone(Filing filing, CaseClock.Shown running) {
		return switch (filing.state()) {
			case FILED -> "DONE";
			case REFUSED, NOT_ACCEPTED -> "REFUSED";
			default -> (running != null && running.tone().equals("overdue")) ? "OVERDUE" : filing.state().turn().name();
		};
	}

	private static String siteName(Filing filing) {
		return filing.form().services().isEmpty() ? null
				: Optional.ofNullable(filing.form().services().get(0).website())
					.map((website) -> website.name())
					.orElse(null);
	}

	private String turnText(Filing filing, Locale locale) {
		FilingState.Turn turn = filing.state().turn();
		return (turn == FilingState.Turn.NOBODY) ? this.texts.text("filing.state." + filing.state(), locale)
				: this.texts.text("portal.case.turn." + turn, locale);
	}

	private String sentence(Filing filing, Locale locale) {
		boolean returned = filing.state() == FilingState.PRELIM_RETURNED;
		if (returned && (filing.returnCause() == Filing.ReturnCause.SMS_VERIFICATION
				|| filing.returnCause() == Filing.ReturnCause.ACCESS)) {
			String due = this.clock.running(filing)
				.map((deadline) -> this.clock.shown(deadline, locale).due())
				.orElse("");
			return this.texts.text("portal.case.next." + filing.returnCause(), locale, due);
		}
		return this.filingTexts.next(filing, locale);
	}

	private Action action(Filing filing, Locale locale) {
		String base = "/filings/" + filing.reference();
		return switch (filing.state()) {
			case DRAFT -> new Action(this.texts.text("portal.case.action.draft", locale),
					WizardLinks.start(filing.reference()), false);
			case PRELIM_RETURNED, AUTHORITY_RETURNED ->
				new Action(this.texts.text("portal.case.action.correction", locale), base + "/correction", false);
			case PAYMENT_PENDING -> new Action(this.texts.text("portal.case.action.fee", locale), base + "/fee", false);
			case SMS_VERIFY -> new Action(this.texts.text("portal.case.action.sms", locale), "/verify", false);
			case ACCESS_PENDING, ACCESS_FAILED ->
				new Action(this.texts.text("portal.case.action.access", locale), base + "/access", false);
			case FILED -> new Action(this.texts.text("portal.case.action.number", locale), base + "/number", false);
			case REFUSED, NOT_ACCEPTED, WITHDRAWN, ABANDONED, EXPIRED -> filing.blank() ? null
					: new Action(this.texts.text("portal.case.action.copy", locale), base + "/copy", true);
			default -> null;
		};
	}

	/** The stages of this filing's road, by its own profile. */
	private enum Stage {

		SUBMISSION(FilingState.DRAFT),
		REVIEW(FilingState.PRELIM_PENDING, FilingState.PRELIM_REVIEW, FilingState.PRELIM_RETURNED,
				FilingState.RESUBMITTED),
		FEE(FilingState.PAYMENT_PENDING, FilingState.PAYMENT_CONFIRM),
		SENDING(FilingState.FORWARD_PENDING, FilingState.FORWARD_FAILED), SMS(FilingState.SMS_VERIFY),
		AUTHORITY(FilingState.AUTHORITY_REVIEW, FilingState.AUTHORITY_RETURNED),
		ACCESS(FilingState.ACCESS_PENDING, FilingState.ACCESS_FAILED), FINAL(FilingState.FINAL_REVIEW),
		NUMBER(FilingState.FILED);

		private final Set<FilingState> states;

		Stage(FilingState first, FilingState... more) {
			this.states = EnumSet.of(first, more);
		}

	}

	private List<Step> steps(Filing filing, Locale locale) {
		if (filing.state().ended() && filing.state() != FilingState.FILED) {
			return List.of();
		}
		List<Step> steps = new ArrayList<>();
		boolean reached = false;
		for (Stage stage : Stage.values()) {
			boolean now = stage.states.contains(filing.state());
			reached |= now;
			if (now || passes(filing, stage)) {
				String state = (now && filing.state() != FilingState.FILED) ? "now"
						: (reached && !now) ? "next" : "done";
				steps.add(new Step(this.texts.text("portal.case.stage." + stage, locale), state));
			}
		}
		return steps;
	}

	private boolean passes(Filing filing, Stage stage) {
		FlowProfile profile = filing.profile();
		boolean finalReview = profile == null || profile.numberIssuedAt() == FlowProfile.NumberIssuedAt.FINAL_REVIEW;
		return switch (stage) {
			case FEE -> this.fee.notice(filing.reference(), this.actors.current()).isPresent();
			case SMS -> profile == null || profile.smsVerification();
			case ACCESS -> finalReview && (profile == null || profile.accessVerification());
			case FINAL -> finalReview;
			default -> true;
		};
	}

	private List<Person> persons(Filing filing, CurrentActor who, Locale locale) {
		if (filing.state() != FilingState.SMS_VERIFY) {
			return List.of();
		}
		return this.sms.status(filing.reference(), who)
			.map((status) -> status.persons().stream().map((person) -> person(person, locale)).toList())
			.orElse(List.of());
	}

	private Person person(SmsStatus.Person person, Locale locale) {
		boolean waiting = person.state() == SmsStatus.PersonState.WAITING;
		String role = person.path().startsWith("subject.") ? "PRINCIPAL" : "OWNER";
		String state = waiting ? "WAITING." + person.code() : person.state().name();
		return new Person(person.position(), this.texts.text("portal.case.sms.role." + role, locale), person.name(),
				person.mobile(), person.state().name(),
				this.texts.text("portal.case.sms.state." + state, locale, this.texts.moment(person.codeSentAt())),
				person.code().name(), waiting && person.resendsLeft() > 0 && person.codeSentAt() != null);
	}

	private List<Event> events(Filing filing, Locale locale) {
		List<Event> events = new ArrayList<>();
		for (Filing.Step step : this.filings.history(filing.reference())) {
			events.add(0,
					new Event(this.texts.text("portal.case.event." + step.to(), locale), this.texts.moment(step.at())));
		}
		return events;
	}

	private List<Message> messages(Filing filing) {
		List<Message> messages = new ArrayList<>();
		for (NoticeView notice : this.notices.list(filing.reference().value())) {
			if (notice.channel() == NoticeChannel.IN_APP && notice.recipient().startsWith("applicant:")) {
				List<String> lines = notice.text()
					.lines()
					.filter((line) -> !line.startsWith("=>") && !line.isBlank())
					.map((line) -> line.replaceFirst("^(\\| |- )", ""))
					.toList();
				messages.add(0,
						new Message(notice.id(), notice.subject(), lines, this.texts.moment(notice.createdAt())));
			}
		}
		return messages;
	}

	private List<Document> documents(Filing filing, CurrentActor who, Locale locale) {
		List<Document> documents = new ArrayList<>();
		String base = "/filings/" + filing.reference();
		for (FilingRounds.Round round : this.rounds.of(filing.reference())) {
			if (round.pdfDocument() != null) {
				documents.add(new Document(this.texts.text("portal.case.document.application", locale, round.number()),
						"/api/v1" + base + "/documents/" + round.pdfDocument()));
			}
		}
		if (this.fee.notice(filing.reference(), who).isPresent()) {
			documents.add(new Document(this.texts.text("portal.case.document.fee", locale), base + "/fee/notice.pdf"));
		}
		if (filing.state() == FilingState.REFUSED) {
			documents.add(new Document(this.texts.text("portal.case.document.refusal", locale), base + "/refusal.pdf"));
		}
		if (filing.state() == FilingState.FILED) {
			documents.add(new Document(this.texts.text("portal.case.document.certificate", locale),
					base + "/number/certificate.pdf"));
		}
		return documents;
	}

	/** How the applicant may end it now: withdraw, abandon, or not at all. */
	private static String ending(Filing filing) {
		if (filing.state().mayBeWithdrawn()) {
			return "withdraw";
		}
		return (filing.state().mayBeAbandoned() && filing.state() != FilingState.DRAFT) ? "abandon" : null;
	}

	@GetMapping("/filings/{reference}/refusal.pdf")
	ResponseEntity<byte[]> refusal(@PathVariable String reference) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		return pdf(this.notices.paper(filing.reference().value(), NoticeKind.REFUSED)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "portal.case.document.none")));
	}

	static ResponseEntity<byte[]> pdf(Paper paper) {
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_PDF)
			.header("Content-Disposition",
					org.springframework.http.ContentDisposition.inline()
						.filename(paper.fileName(), java.nio.charset.StandardCharsets.UTF_8)
						.build()
						.toString())
			.header("Cache-Control", "private, no-store")
			.body(paper.content());
	}

	/** Changes whenever the page would look different; asked for by the page itself. */
	@GetMapping(path = "/filings/{reference}/version", produces = MediaType.TEXT_PLAIN_VALUE)
	@ResponseBody
	String version(@PathVariable String reference) {
		CurrentActor who = this.actors.current();
		return version(this.desk.read(new FilingReference(reference), who), who);
	}

	private String version(Filing filing, CurrentActor who) {
		String reference = filing.reference().value();
		Object due = this.clock.running(filing).map((deadline) -> deadline.dueAt()).orElse(null);
		Object paid = this.fee.notice(filing.reference(), who).map(FeeNotice::receivedFen).orElse(null);
		Object answered = this.sms.status(filing.reference(), who).map(SmsStatus::persons).orElse(null);
		Object probed = (filing.state().turn() == FilingState.Turn.APPLICANT) ? this.access.progress(filing, who)
				: null;
		return Integer.toHexString(Objects.hash(filing.version(), filing.state().name(), due, paid, answered, probed,
				this.notices.list(reference).size()));
	}

	@GetMapping("/filings/{reference}/end")
	String end(@PathVariable String reference, Model model, Locale locale) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		head(model, filing, locale);
		model.addAttribute("paid",
				this.fee.notice(filing.reference(), this.actors.current())
					.filter((notice) -> notice.receivedFen() > 0)
					.isPresent());
		return "portal/case-end";
	}

	@PostMapping("/filings/{reference}/withdraw")
	String withdraw(@PathVariable String reference, RedirectAttributes flash, Locale locale) {
		return act(reference, flash, locale, "portal.case.done.withdraw",
				() -> this.desk.withdraw(new FilingReference(reference), this.actors.current()));
	}

	@PostMapping("/filings/{reference}/abandon")
	String abandon(@PathVariable String reference, RedirectAttributes flash, Locale locale) {
		return act(reference, flash, locale, "portal.case.done.abandon",
				() -> this.desk.abandon(new FilingReference(reference), this.actors.current()));
	}

	@PostMapping("/filings/{reference}/copy")
	String copy(@PathVariable String reference) {
		Filing copy = this.desk.copy(new FilingReference(reference), this.actors.current());
		return "redirect:" + WizardLinks.start(copy.reference());
	}

	@PostMapping("/filings/{reference}/sms/{person}")
	String resend(@PathVariable String reference, @PathVariable int person, RedirectAttributes flash, Locale locale) {
		return act(reference, flash, locale, "portal.case.done.resend",
				() -> this.sms.resend(new FilingReference(reference), person, this.actors.current()));
	}

	/** Does something and goes back to the page of the filing, which says how it went. */
	private String act(String reference, RedirectAttributes flash, Locale locale, String done, Runnable act) {
		try {
			act.run();
			flash.addFlashAttribute("done", this.texts.text(done, locale));
		}
		catch (Refusal refusal) {
			flash.addFlashAttribute("problems", this.problems.of(refusal, locale));
		}
		return "redirect:/filings/" + reference;
	}

}
