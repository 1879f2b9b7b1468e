package org.beianflow.portal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.notice.MailGateway.Paper;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.number.FilingNumbers;
import org.beianflow.number.IssuedNumbers;
import org.beianflow.paper.Papers;
import org.beianflow.register.PublicRecord;
import org.beianflow.register.Register;
import org.beianflow.subject.Province;

import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The filing number, what to do with it, and the certificate 备案信息. */
@Controller
class NumberPage {

	private final FilingDesk desk;

	private final FilingNumbers numbers;

	private final Register register;

	private final Deadlines deadlines;

	private final CaseClock clock;

	private final CasePage cases;

	private final Papers papers;

	private final NoticeSettings settings;

	private final CurrentActors actors;

	private final PageTexts texts;

	private final ProblemTexts problems;

	NumberPage(FilingDesk desk, FilingNumbers numbers, Register register, Deadlines deadlines, CaseClock clock,
			CasePage cases, Papers papers, NoticeSettings settings, CurrentActors actors, PageTexts texts,
			ProblemTexts problems) {
		this.desk = desk;
		this.numbers = numbers;
		this.register = register;
		this.deadlines = deadlines;
		this.clock = clock;
		this.cases = cases;
		this.papers = papers;
		this.settings = settings;
		this.actors = actors;
		this.texts = texts;
		this.problems = problems;
	}

	/** A service with its number and the line for its home page. */
	record Service(String name, String domains, String number, String footer) {

	}

	/** Something that has to be done after the filing, with its clock if one runs. */
	record Duty(String key, CaseClock.Shown clock) {

	}

	@GetMapping("/filings/{reference}/number")
	String show(@PathVariable String reference, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		if (filing.state() != FilingState.FILED) {
			return "redirect:/filings/" + reference;
		}
		IssuedNumbers issued = issued(filing);
		this.cases.head(model, filing, locale);
		model.addAttribute("subjectNumber", issued.subject().toString());
		model.addAttribute("services", services(filing, issued));
		model.addAttribute("lookup", lookup(issued.subject().toString()));
		model.addAttribute("qr", QrCode.svg(this.settings.baseUrl() + lookup(issued.subject().toString())));
		model.addAttribute("duties", List.of(new Duty("display", duty(filing, DeadlineKind.NUMBER_DISPLAY, locale)),
				new Duty("police", duty(filing, DeadlineKind.POLICE_FILING, locale)), new Duty("change", null)));
		model.addAttribute("policeOpen", this.deadlines.running(reference, DeadlineKind.POLICE_FILING).isPresent());
		return "portal/number";
	}

	private IssuedNumbers issued(Filing filing) {
		return this.numbers.find(filing.reference().value())
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "portal.number.none"));
	}

	private static List<Service> services(Filing filing, IssuedNumbers issued) {
		List<Service> services = new ArrayList<>();
		for (int i = 0; i < filing.form().services().size(); i++) {
			var website = filing.form().services().get(i).website();
			services.add(new Service(website.name(), String.join("、", website.domains()),
					issued.services().get(i).toString(), issued.footerHtml(i)));
		}
		return services;
	}

	private CaseClock.Shown duty(Filing filing, DeadlineKind kind, Locale locale) {
		return this.deadlines.running(filing.reference().value(), kind)
			.map((deadline) -> this.clock.shown(deadline, locale))
			.orElse(null);
	}

	private static String lookup(String number) {
		return "/lookup?query=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
	}

	@PostMapping("/filings/{reference}/number/police")
	String police(@PathVariable String reference, @RequestParam(defaultValue = "") String number,
			RedirectAttributes flash, Locale locale) {
		try {
			this.desk.reportPoliceFiling(new FilingReference(reference), number, this.actors.current());
			flash.addFlashAttribute("done", this.texts.text("portal.number.police.done", locale));
		}
		catch (Refusal refusal) {
			flash.addFlashAttribute("problems", this.problems.of(refusal, locale));
			flash.addFlashAttribute("policeNumber", number);
		}
		return "redirect:/filings/" + reference + "/number";
	}

	/** What the certificate says is what the register says to everybody. */
	@GetMapping("/filings/{reference}/number/certificate.pdf")
	ResponseEntity<byte[]> certificate(@PathVariable String reference, Locale locale) throws IOException {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		IssuedNumbers issued = issued(filing);
		String number = issued.subject().toString();
		List<PublicRecord> records = this.register.find(number)
			.stream()
			.filter((record) -> issued.services()
				.stream()
				.anyMatch((service) -> service.toString().equals(record.serviceLicence())))
			.toList();
		PublicRecord first = records.stream()
			.findFirst()
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "portal.number.none"));
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		List<Map<String, Object>> services = new ArrayList<>();
		for (PublicRecord record : records) {
			services.add(Map.of("number", record.serviceLicence(), "name", record.serviceName(), "domains",
					String.join("、", record.domains())));
		}
		Map<String, Object> model = new HashMap<>();
		model.put("filing", reference);
		model.put("number", number);
		model.put("unitName", first.unitName());
		model.put("nature", english ? first.nature().englishTitle() : first.nature().title());
		model.put("authority", Province.ofCode(filing.province()).map(Province::title).orElse("") + "通信管理局");
		model.put("auditDate", first.auditDate());
		model.put("services", services);
		model.put("lookup", this.settings.baseUrl() + lookup(number));
		model.put("qr", QrCode.pngDataUri(this.settings.baseUrl() + lookup(number)));
		ByteArrayOutputStream pdf = new ByteArrayOutputStream();
		this.papers.render("certificate", model, locale, pdf);
		return CasePage.pdf(new Paper(this.texts.text("portal.number.certificate.file", locale, number) + ".pdf",
				pdf.toByteArray()));
	}

}
