package org.beianflow.console;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;
import org.beianflow.filing.FilingSearch;
import org.beianflow.filing.FilingSearch.Criteria;
import org.beianflow.filing.FilingSearch.Hit;
import org.beianflow.filing.FilingSearch.Order;
import org.beianflow.filing.FilingState;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.filing.WorkBoard;
import org.beianflow.number.FilingNumber;
import org.beianflow.site.DomainName;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The list of filings: filters, order and columns stand in the address, so that a view
 * can be saved, kept and sent. Numbers of persons never stand there: they are looked for
 * by a form and turned into a key.
 */
@ConsoleController
class FilingListPages {

	private static final String PAGE = "/console/filings";

	private static final int ROWS = 50;

	/** Rows of an export that are read at a time. */
	private static final int READ = 1000;

	private static final Pattern REFERENCE = Pattern.compile("[Ff]\\d{13}");

	private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");

	private final FilingSearch search;

	private final StaffTasksStore tasks;

	private final SavedViews views;

	private final WorkBoard board;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Told told;

	FilingListPages(FilingSearch search, StaffTasksStore tasks, SavedViews views, WorkBoard board, CurrentActors actors,
			Permissions permissions, Told told) {
		this.search = search;
		this.tasks = tasks;
		this.views = views;
		this.board = board;
		this.actors = actors;
		this.permissions = permissions;
		this.told = told;
	}

	/** Columns a reader may choose; the case number is always there. */
	enum Column {

		NAME, DOMAIN, STATE, TASK, PROVINCE, ROUND, NUMBER, SUBMITTED, WAITING, DUE;

		static final Set<Column> USUAL = EnumSet.of(NAME, DOMAIN, STATE, TASK, WAITING, DUE);

	}

	/** What the address asks for. */
	record Asked(String state, String province, String name, String domain, String key, String number, String person,
			String due, String from, String to, String returned, String returnedFrom, String order,
			List<String> columns, String after, Instant afterAt) {

		public Order by() {
			return Arrays.stream(Order.values())
				.filter((one) -> one.name().equalsIgnoreCase(this.order))
				.findFirst()
				.orElse(Order.NEWEST);
		}

		/** Whether the name asked for has no two characters in a row to look for. */
		public boolean nameTooShort() {
			return this.name != null && Arrays.stream(this.name.strip().split("\\h+"))
				.allMatch((word) -> word.codePointCount(0, word.length()) < 2);
		}

		public Set<Column> shown() {
			Set<Column> chosen = new LinkedHashSet<>();
			for (Column column : Column.values()) {
				if (this.columns != null && this.columns.contains(column.name())) {
					chosen.add(column);
				}
			}
			return chosen.isEmpty() ? Column.USUAL : chosen;
		}

	}

	/**
	 * A row.
	 *
	 * @param hit the filing
	 * @param task the open staff task, or null
	 * @param stage its name
	 * @param assignee who has it, or null
	 */
	record Row(Hit hit, StaffTasksStore.OpenTask task, StaffTask stage, String assignee) {

	}

	@GetMapping(PAGE)
	String list(Asked asked, Model model) {
		CurrentActor who = mayRead();
		FilingSearch.After after = (asked.after() == null || asked.after().isBlank()) ? null
				: new FilingSearch.After(asked.after(), asked.afterAt());
		Criteria criteria = criteria(asked, who);
		List<Hit> found = this.search.page(criteria, asked.by(), after, ROWS + 1);
		List<Hit> page = (found.size() > ROWS) ? found.subList(0, ROWS) : found;
		model.addAttribute("rows", rows(page, criteria));
		model.addAttribute("asked", asked);
		model.addAttribute("states",
				Arrays.stream(FilingState.values()).filter((state) -> state != FilingState.DRAFT).toList());
		model.addAttribute("provinces", who.provinces().stream().sorted().toList());
		List<StaffMember> team = this.board.team(who)
			.stream()
			.filter((member) -> !member.id().equals(who.id()))
			.toList();
		model.addAttribute("team", team);
		model.addAttribute("teamHasPerson", team.stream().anyMatch((member) -> member.id().equals(asked.person())));
		model.addAttribute("columns", Column.values());
		model.addAttribute("shown", asked.shown());
		model.addAttribute("views", this.views.of(who.id()));
		if (found.size() > ROWS) {
			Hit last = page.get(ROWS - 1);
			model.addAttribute("after", last.summary().reference());
			model.addAttribute("afterAt", switch (asked.by()) {
				case NEWEST -> "";
				case WAITING -> last.summary().stateSince().toString();
				case DUE -> last.dueAt().toString();
			});
		}
		model.addAttribute("first", after == null);
		return "console/filings";
	}

	private CurrentActor mayRead() {
		CurrentActor who = this.actors.current();
		if (!this.permissions.allowsSomewhere(who, Action.FILING_SEARCH) || who.provinces().isEmpty()) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		return who;
	}

	private Criteria criteria(Asked asked, CurrentActor who) {
		Set<String> provinces = (asked.province() != null && who.provinces().contains(asked.province()))
				? Set.of(asked.province()) : who.provinces();
		Instant[] due = due(asked.due());
		String person = blank(asked.person());
		return new Criteria(provinces, states(asked.state()), Set.of(), blank(asked.name()), blank(asked.domain()),
				(asked.key() != null && KEY.matcher(asked.key()).matches()) ? asked.key() : null,
				(blank(asked.number()) != null) ? number(blank(asked.number())) : null,
				(person == null || person.equals("-")) ? null : person.equals("me") ? who.id() : person,
				"-".equals(person), EnteredDay.begin(asked.from()), EnteredDay.end(asked.to()), due[0], due[1],
				blank(asked.returned()), EnteredDay.begin(asked.returnedFrom()));
	}

	private Instant[] due(String due) {
		Instant at = this.views.now();
		// An end at midnight belongs to the day before, and what ends now is over.
		Instant now = WorkBoard.Due.OVERDUE.end(at).plusMillis(1);
		Instant day = WorkBoard.Due.TODAY.end(at).plusMillis(1);
		Instant week = WorkBoard.Due.WEEK.end(at).plusMillis(1);
		return switch ((due != null) ? due : "") {
			case "overdue" -> new Instant[] { null, now };
			case "today" -> new Instant[] { now, day };
			case "week" -> new Instant[] { now, week };
			default -> new Instant[] { null, null };
		};
	}

	private static Set<FilingState> states(String name) {
		for (FilingState state : FilingState.values()) {
			if (state.name().equals(name)) {
				return Set.of(state);
			}
		}
		if (!"running".equals(name)) {
			return Set.of();
		}
		EnumSet<FilingState> running = EnumSet.allOf(FilingState.class);
		running.removeIf((state) -> state.ended() || state == FilingState.DRAFT);
		return running;
	}

	/** A filing number as it is kept, however it was typed. */
	private static String number(String text) {
		return FilingNumber.meantBy(text).map(FilingNumber::toString).orElse(text);
	}

	private static String blank(String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

	/** Of several tasks of a filing the one that was asked for stands in its row. */
	private List<Row> rows(List<Hit> hits, Criteria criteria) {
		Map<String, StaffTasksStore.OpenTask> open = new HashMap<>();
		this.tasks.ofAll(hits.stream().map((hit) -> hit.summary().reference()).toList())
			.stream()
			.sorted(Comparator
				.comparing((StaffTasksStore.OpenTask task) -> criteria.unassigned() ? task.assignee() != null
						: criteria.assignee() != null && !criteria.assignee().equals(task.assignee()))
				.thenComparing(StaffTasksStore.OpenTask::createdAt))
			.forEach((task) -> open.putIfAbsent(task.reference(), task));
		return hits.stream().map((hit) -> {
			StaffTasksStore.OpenTask task = open.get(hit.summary().reference());
			return new Row(hit, task, (task != null) ? StaffTask.byKey(task.taskKey()).orElse(null) : null,
					(task != null) ? task.assignee() : null);
		}).toList();
	}

	/**
	 * Looks for whatever somebody typed. A form sends it, so that numbers of persons get
	 * into no address and no log.
	 */
	@PostMapping("/console/search")
	String search(@RequestParam(defaultValue = "") String q) {
		CurrentActor who = mayRead();
		String text = q.strip();
		if (text.isEmpty()) {
			return "redirect:" + PAGE;
		}
		if (REFERENCE.matcher(text).matches()) {
			return "redirect:" + PAGE + "/" + text.toUpperCase(Locale.ROOT);
		}
		UriComponentsBuilder list = UriComponentsBuilder.fromPath(PAGE);
		for (String key : this.search.keys(text)) {
			Criteria criteria = new Criteria(who.provinces(), Set.of(), Set.of(), null, null, key, null, null, false,
					null, null, null, null, null, null);
			if (!this.search.page(criteria, Order.NEWEST, null, 1).isEmpty()) {
				return "redirect:" + list.queryParam("key", key).encode().toUriString();
			}
		}
		return "redirect:" + named(list, text).encode().toUriString();
	}

	static UriComponentsBuilder named(UriComponentsBuilder list, String text) {
		if (FilingNumber.meantBy(text).isPresent() || text.toUpperCase(Locale.ROOT).contains("ICP")) {
			return list.queryParam("number", number(text));
		}
		if (text.contains(".") || text.contains("。")) {
			try {
				return list.queryParam("domain", DomainName.parse(text).ascii());
			}
			catch (IllegalArgumentException ex) {
				// Then it is a name.
			}
		}
		// What looks like a number of somebody stays out of the address, found or not.
		return text.matches(".*\\d{6,}.*") ? list.queryParam("key", "0".repeat(64)) : list.queryParam("name", text);
	}

	@PostMapping(PAGE + "/views")
	String save(@RequestParam String name, @RequestParam String query, RedirectAttributes redirect) {
		CurrentActor who = mayRead();
		return this.told.after(redirect, PAGE + (query.isBlank() ? "" : "?" + query), () -> {
			this.views.save(who.id(), name, query);
			return this.told.text("console.view.saved", name.strip());
		});
	}

	@PostMapping(PAGE + "/views/delete")
	String delete(@RequestParam String name, RedirectAttributes redirect) {
		CurrentActor who = mayRead();
		return this.told.after(redirect, PAGE, () -> {
			this.views.delete(who.id(), name);
			return this.told.text("console.view.deleted", name);
		});
	}

	/**
	 * The list as a table, without names of individuals: they are masked in it already.
	 */
	@GetMapping("/console/filings.{format}")
	void export(@PathVariable String format, Asked asked, Locale locale, HttpServletResponse response)
			throws IOException {
		CurrentActor who = mayRead();
		Words words = Words.ofFigures(locale, this.views.now());
		Criteria criteria = criteria(asked, who);
		Order by = asked.by();
		List<Object> head = List.of(this.told.text("console.filing"), this.told.text("console.column.DOMAIN"),
				this.told.text("console.column.STATE"), this.told.text("console.column.PROVINCE"),
				this.told.text("console.column.ROUND"), this.told.text("console.column.NUMBER"),
				this.told.text("console.column.SUBMITTED"), this.told.text("console.column.WAITING"),
				this.told.text("console.column.DUE"));
		Stream<List<Object>> rows = Sheets
			.all((Hit last) -> this.search.page(criteria, by, (last != null) ? after(by, last) : null, READ), READ)
			.map((hit) -> Arrays.asList(hit.summary().reference(), hit.summary().domain(),
					this.told.text("filing.state." + hit.summary().state()), words.province(hit.summary().province()),
					hit.summary().round(), hit.summary().filingNumber(), words.time(hit.submittedAt()),
					words.time(hit.summary().stateSince()), words.time(hit.dueAt())));
		Sheets.write(format, "beianflow-filings", this.told.text("console.filings.title"), Sheets.table(head, rows),
				response);
	}

	private static FilingSearch.After after(Order by, Hit last) {
		return new FilingSearch.After(last.summary().reference(), switch (by) {
			case NEWEST -> null;
			case WAITING -> last.summary().stateSince();
			case DUE -> last.dueAt();
		});
	}

}
