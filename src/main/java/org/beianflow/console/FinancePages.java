package org.beianflow.console;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;
import org.beianflow.console.ConsolePage.Group;
import org.beianflow.fee.FeeLedger;
import org.beianflow.fee.FeeState;
import org.beianflow.filing.CashDesk;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Money: transfers to look for and to confirm, each by two persons, refunds, and where
 * every fee stands. Nobody's name is shown; a fee is known by its reference code.
 */
@ConsoleController
class FinancePages {

	private static final String PAGE = "/console/finance";

	private static final String FEES = PAGE + "/fees";

	private static final int ROWS = 50;

	/** Rows of an export that are read at a time. */
	private static final int READ = 1000;

	private static final Duration LATELY = Duration.ofDays(90);

	private final FeeLedger ledger;

	private final CashDesk desk;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Told told;

	private final SavedViews views;

	FinancePages(FeeLedger ledger, CashDesk desk, CurrentActors actors, Permissions permissions, Told told,
			SavedViews views) {
		this.ledger = ledger;
		this.desk = desk;
		this.actors = actors;
		this.permissions = permissions;
		this.told = told;
		this.views = views;
	}

	/** Its entry of the menu. */
	@Configuration(proxyBeanMethods = false)
	static class Menu {

		@Bean
		ConsolePage financePage() {
			return new ConsolePage(PAGE, "console.nav.finance", Group.MONEY, 10, Set.of(Action.FEE_CONFIRM));
		}

	}

	/** Members of staff by name, for templates. */
	@Component("staffNames")
	static class Names {

		private final StaffDirectory staff;

		Names(StaffDirectory staff) {
			this.staff = staff;
		}

		public String of(String id) {
			return (id != null) ? this.staff.find(id).map(StaffMember::name).orElse(id) : "–";
		}

	}

	@GetMapping(PAGE)
	String page(Model model) {
		CurrentActor who = mayRead();
		model.addAttribute("sums", this.ledger.sums(who.provinces()));
		model.addAttribute("transfers", this.ledger.toMatch(who.provinces()));
		model.addAttribute("mismatched", this.ledger.mismatched(who.provinces(), this.views.now().minus(LATELY)));
		model.addAttribute("owed", this.ledger.refunds(who.provinces(), false));
		model.addAttribute("paidBack", this.ledger.refunds(who.provinces(), true));
		model.addAttribute("me", who.id());
		return "console/finance";
	}

	private CurrentActor mayRead() {
		CurrentActor who = this.actors.current();
		if (!this.permissions.allowsSomewhere(who, Action.FEE_CONFIRM)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		return who;
	}

	@PostMapping(PAGE + "/receipts")
	String receipt(@RequestParam(defaultValue = "") String code, @RequestParam(defaultValue = "") String amount,
			@RequestParam(defaultValue = "") String serial, @RequestParam(defaultValue = "") String note,
			RedirectAttributes redirect) {
		CurrentActor who = mayRead();
		return this.told.after(redirect, PAGE, () -> {
			String filing = this.ledger.find(who.provinces(), code.strip().toUpperCase(Locale.ROOT))
				.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "console.finance.unknownCode"))
				.filing();
			this.desk.record(filing, amount, serial, note, who);
			return this.told.text("console.finance.recorded", filing);
		});
	}

	@PostMapping(PAGE + "/transfers/{filing}")
	String confirm(@PathVariable String filing, @RequestParam(defaultValue = "") String amount,
			@RequestParam(defaultValue = "") String note, @RequestParam(defaultValue = "") String act,
			RedirectAttributes redirect) {
		CurrentActor who = mayRead();
		boolean matched = act.equals("match");
		return this.told.after(redirect, PAGE, done(() -> this.desk.confirm(filing, matched, amount, note, who),
				matched ? "console.finance.matched" : "console.finance.mismatched", filing));
	}

	@PostMapping(PAGE + "/refunds/{id}")
	String refund(@PathVariable long id, @RequestParam(defaultValue = "") String serial, RedirectAttributes redirect) {
		CurrentActor who = mayRead();
		return this.told.after(redirect, PAGE, done(() -> this.desk.refund(id, serial, who), "console.finance.paid"));
	}

	private Supplier<String> done(Runnable act, String key, Object... arguments) {
		return () -> {
			act.run();
			return this.told.text(key, arguments);
		};
	}

	@GetMapping(FEES)
	String fees(@RequestParam(required = false) String state, @RequestParam(required = false) String before,
			Model model) {
		CurrentActor who = mayRead();
		List<FeeLedger.Line> found = this.ledger.lines(who.provinces(), state(state), blank(before), ROWS + 1);
		List<FeeLedger.Line> page = (found.size() > ROWS) ? found.subList(0, ROWS) : found;
		model.addAttribute("lines", page);
		model.addAttribute("states", FeeState.values());
		model.addAttribute("state", state);
		model.addAttribute("first", blank(before) == null);
		model.addAttribute("next", (found.size() > ROWS) ? page.get(ROWS - 1).filing() : null);
		return "console/finance-fees";
	}

	private static FeeState state(String name) {
		return Arrays.stream(FeeState.values()).filter((one) -> one.name().equals(name)).findFirst().orElse(null);
	}

	private static String blank(String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

	/** Where the fees stand, as a table; it knows no names. */
	@GetMapping("/console/finance.{format}")
	void export(@PathVariable String format, @RequestParam(required = false) String state, Locale locale,
			HttpServletResponse response) throws IOException {
		CurrentActor who = mayRead();
		Words words = Words.ofFigures(locale, this.views.now());
		FeeState wanted = state(state);
		List<Object> head = List.of(this.told.text("console.filing"), this.told.text("console.column.PROVINCE"),
				this.told.text("console.finance.notice"), this.told.text("console.finance.code"),
				this.told.text("console.finance.state"), this.told.text("console.finance.total"),
				this.told.text("console.finance.received"), this.told.text("console.finance.issued"),
				this.told.text("console.finance.due"));
		Stream<List<Object>> rows = Sheets
			.all((FeeLedger.Line last) -> this.ledger.lines(who.provinces(), wanted,
					(last != null) ? last.filing() : null, READ), READ)
			.map((line) -> List.of(line.filing(), words.province(line.province()), line.number(), line.reference(),
					this.told.text("console.fee." + line.state()), line.totalFen() / 100.0, line.receivedFen() / 100.0,
					words.day(line.issuedAt()), words.time(line.dueAt())));
		Sheets.write(format, "beianflow-fees", this.told.text("console.finance.title"), Sheets.table(head, rows),
				response);
	}

}
