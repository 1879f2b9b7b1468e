package org.beianflow.portal;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.fee.Amounts;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.FeeState;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Payment;
import org.beianflow.fee.PaymentOrder;
import org.beianflow.fee.Refund;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.material.MaterialKind;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.Notices;
import org.beianflow.paper.Formats;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

import jakarta.servlet.http.HttpServletResponse;

/** The service fee: how much and why, and the two ways of paying. */
@Controller
class FeePage {

	private final FilingDesk desk;

	private final FilingFee fee;

	private final Fees fees;

	private final Notices notices;

	private final CasePage cases;

	private final CurrentActors actors;

	private final DeadlineWords deadlineWords;

	private final PageTexts texts;

	private final ProblemTexts problems;

	FeePage(FilingDesk desk, FilingFee fee, Fees fees, Notices notices, CasePage cases, CurrentActors actors,
			DeadlineWords deadlineWords, PageTexts texts, ProblemTexts problems) {
		this.desk = desk;
		this.fee = fee;
		this.fees = fees;
		this.notices = notices;
		this.cases = cases;
		this.actors = actors;
		this.deadlineWords = deadlineWords;
		this.texts = texts;
		this.problems = problems;
	}

	/** A line of the notice, or a payment, as it is shown. */
	record Line(String what, String amount, String state, String at) {

	}

	@GetMapping("/filings/{reference}/fee")
	String show(@PathVariable String reference, Model model, Locale locale) {
		return page(reference, model, locale);
	}

	private String page(String reference, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		FeeNotice notice = this.fee.notice(filing.reference(), who)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "portal.fee.none", reference));
		Formats formats = Formats.of(locale);
		this.cases.head(model, filing, locale);
		model.addAttribute("notice", notice);
		model.addAttribute("feeState", this.texts.text("portal.fee.state." + notice.state(), locale));
		model.addAttribute("outstanding", formats.amount(notice.outstandingFen()));
		model.addAttribute("total", formats.amount(notice.totalFen()));
		model.addAttribute("received", (notice.receivedFen() > 0) ? formats.amount(notice.receivedFen()) : null);
		model.addAttribute("due", this.deadlineWords.moment(notice.dueAt(), locale));
		model.addAttribute("lines",
				notice.lines()
					.stream()
					.map((line) -> new Line(line.description(locale), formats.amount(line.amountFen()), null, null))
					.toList());
		model.addAttribute("payments", payments(reference, formats, locale));
		if (!model.containsAttribute("problems")) {
			model.addAttribute("problems", PageProblems.NONE);
		}
		boolean payable = filing.state() == FilingState.PAYMENT_PENDING && notice.state() == FeeState.ISSUED;
		model.addAttribute("payable", payable);
		model.addAttribute("online", payable && this.fees.onlinePaymentOffered());
		if (!model.containsAttribute("entered")) {
			model.addAttribute("entered",
					Map.of("date", "", "amount", yuan(notice.outstandingFen()), "payerReference", ""));
		}
		return "portal/fee";
	}

	private List<Line> payments(String reference, Formats formats, Locale locale) {
		List<Line> lines = new ArrayList<>();
		for (Payment payment : this.fees.paymentsOf(reference)) {
			long fen = (payment.receivedFen() > 0) ? payment.receivedFen() : payment.amountFen();
			lines.add(new Line(this.texts.text("portal.fee.channel." + payment.channel(), locale), formats.amount(fen),
					this.texts.text("portal.fee.payment." + payment.state(), locale),
					this.texts.moment(payment.createdAt())));
		}
		for (Refund refund : this.fees.refundsOf(reference)) {
			lines.add(new Line(this.texts.text("portal.fee.refund", locale), formats.amount(refund.amountFen()),
					this.texts.text(refund.done() ? "portal.fee.refund.done" : "portal.fee.refund.due", locale),
					this.texts.moment(refund.done() ? refund.doneAt() : refund.dueSince())));
		}
		return lines;
	}

	private static String yuan(long fen) {
		return BigDecimal.valueOf(fen, 2).toPlainString();
	}

	@GetMapping("/filings/{reference}/fee/notice.pdf")
	ResponseEntity<byte[]> notice(@PathVariable String reference) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		return CasePage.pdf(this.notices.paper(filing.reference().value(), NoticeKind.PROVIDER_PASSED_FEE_DUE)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "portal.fee.none", reference)));
	}

	@PostMapping("/filings/{reference}/fee/payment")
	String pay(@PathVariable String reference, RedirectAttributes flash, Locale locale) {
		try {
			PaymentOrder order = this.fee.pay(new FilingReference(reference), this.actors.current());
			return "redirect:" + order.page();
		}
		catch (Refusal refusal) {
			flash.addFlashAttribute("problems", this.problems.of(refusal, locale));
			return "redirect:/filings/" + reference + "/fee";
		}
	}

	@PostMapping("/filings/{reference}/fee/transfer")
	String transfer(@PathVariable String reference, @RequestParam(defaultValue = "") String date,
			@RequestParam(defaultValue = "") String amount, @RequestParam(defaultValue = "") String payerReference,
			@RequestParam(required = false) MultipartFile slip, Model model, RedirectAttributes flash,
			HttpServletResponse response, Locale locale) throws IOException {
		CurrentActor who = this.actors.current();
		FilingReference filing = new FilingReference(reference);
		try {
			List<Violation> wrong = new ArrayList<>();
			LocalDate day = day(date, wrong);
			Long fen = fen(amount, wrong);
			if (slip == null || slip.isEmpty()) {
				wrong.add(Violation.of("slip", "1057", "portal.fee.slip.missing"));
			}
			if (!wrong.isEmpty()) {
				throw Refusal.invalid("portal.fee.transfer.incomplete", wrong);
			}
			String version;
			try (InputStream content = slip.getInputStream()) {
				version = this.desk
					.upload(filing, MaterialKind.TRANSFER_SLIP, "", name(slip.getOriginalFilename()), content, who)
					.id()
					.toString();
			}
			this.fee.declareTransfer(filing, new TransferDeclaration(day, fen, version, payerReference.strip()), who);
			flash.addFlashAttribute("done", this.texts.text("portal.fee.transfer.done", locale));
			return "redirect:/filings/" + reference;
		}
		catch (Refusal refusal) {
			model.addAttribute("problems", this.problems.of(refusal, locale));
			model.addAttribute("entered", Map.of("date", date, "amount", amount, "payerReference", payerReference));
			response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
			return page(reference, model, locale);
		}
	}

	static String name(String fileName) {
		return (fileName != null && !fileName.isBlank()) ? fileName : "file";
	}

	private static LocalDate day(String date, List<Violation> wrong) {
		try {
			return LocalDate.parse(date.strip());
		}
		catch (DateTimeParseException ex) {
			wrong.add(Violation.of("date", "5001", "portal.fee.date.wrong"));
			return null;
		}
	}

	private static Long fen(String amount, List<Violation> wrong) {
		OptionalLong fen = Amounts.fen(amount);
		if (fen.isEmpty()) {
			wrong.add(Violation.of("amount", "5001", "portal.fee.amount.wrong"));
			return null;
		}
		return fen.getAsLong();
	}

	@PostMapping("/filings/{reference}/fee/reopening")
	String reopen(@PathVariable String reference, RedirectAttributes flash, Locale locale) {
		try {
			this.fee.reopen(new FilingReference(reference), this.actors.current());
			flash.addFlashAttribute("done", this.texts.text("portal.fee.reopen.done", locale));
		}
		catch (Refusal refusal) {
			flash.addFlashAttribute("problems", this.problems.of(refusal, locale));
		}
		return "redirect:/filings/" + reference + "/fee";
	}

}
