package org.beianflow.console;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.check.Refusal;
import org.beianflow.console.ConsolePage.Group;
import org.beianflow.console.WorkPages.Outcome;
import org.beianflow.filing.BulkSending;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore.OpenTask;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Many filings reported as sent to the authority at once, each with its own result. */
@ConsoleController
class SendingPages {

	private static final String PAGE = "/console/sending";

	/** The field of a filing's receipt number is named by this and the case number. */
	private static final String RECEIPT = "receipt-";

	private final BulkSending sending;

	private final Filings filings;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Told told;

	SendingPages(BulkSending sending, Filings filings, CurrentActors actors, Permissions permissions, Told told) {
		this.sending = sending;
		this.filings = filings;
		this.actors = actors;
		this.permissions = permissions;
		this.told = told;
	}

	/** Its entry of the menu. */
	@Configuration(proxyBeanMethods = false)
	static class Menu {

		@Bean
		ConsolePage sendingPage() {
			return new ConsolePage(PAGE, "console.nav.sending", Group.WORK, 40, Set.of(Action.SEND_TO_AUTHORITY));
		}

	}

	/** A filing that waits to be sent. */
	record Row(OpenTask open, StaffTask kind, FilingSummary filing, String receipt) {

	}

	@GetMapping(PAGE)
	String list(Model model) {
		CurrentActor who = maySend();
		List<OpenTask> waiting = this.sending.waiting(who);
		Map<String, FilingSummary> summaries = this.filings
			.summaries(waiting.stream().map(OpenTask::reference).collect(Collectors.toSet()))
			.stream()
			.collect(Collectors.toMap(FilingSummary::reference, (summary) -> summary));
		Map<?, ?> kept = (model.getAttribute("receipts") instanceof Map<?, ?> receipts) ? receipts : Map.of();
		model.addAttribute("rows",
				waiting.stream()
					.limit(BulkSending.MOST)
					.map((open) -> new Row(open, StaffTask.byKey(open.taskKey()).orElse(null),
							summaries.get(open.reference()), (String) kept.get(open.reference())))
					.toList());
		model.addAttribute("all", waiting.size());
		model.addAttribute("most", BulkSending.MOST);
		return "console/sending";
	}

	private CurrentActor maySend() {
		CurrentActor who = this.actors.current();
		if (!this.permissions.allowsSomewhere(who, Action.SEND_TO_AUTHORITY)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		return who;
	}

	@PostMapping(PAGE)
	String send(@RequestParam(required = false) List<String> filings, HttpServletRequest request,
			RedirectAttributes redirect) {
		CurrentActor who = maySend();
		return this.told.after(redirect, PAGE, () -> {
			if (filings == null || filings.isEmpty()) {
				throw new Refusal(Refusal.Kind.INVALID, "console.sending.none");
			}
			List<BulkSending.Item> items = filings.stream()
				.distinct()
				.map((reference) -> new BulkSending.Item(reference, receipt(request, reference)))
				.toList();
			List<BulkSending.Result> results = this.sending.send(items, who);
			List<Outcome> outcomes = new ArrayList<>();
			Map<String, String> receipts = new HashMap<>();
			for (BulkSending.Result result : results) {
				outcomes.add(new Outcome(result.reference(), this.told.text("filing.task.SENDING"), result.sent(),
						result.sent() ? this.told.text("console.sending.sentOne")
								: this.told.sentence(result.refusal())));
				if (!result.sent()) {
					receipts.put(result.reference(), receipt(request, result.reference()));
				}
			}
			redirect.addFlashAttribute("outcomes", outcomes);
			redirect.addFlashAttribute("receipts", receipts);
			long sent = results.stream().filter(BulkSending.Result::sent).count();
			return this.told.text("console.sending.sent", sent, results.size() - sent);
		});
	}

	private static String receipt(HttpServletRequest request, String reference) {
		String value = request.getParameter(RECEIPT + reference);
		return (value == null || value.isBlank()) ? null : value.strip();
	}

}
