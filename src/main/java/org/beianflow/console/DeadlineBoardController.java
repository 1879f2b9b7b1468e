package org.beianflow.console;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.CalendarReach;
import org.beianflow.deadline.ClockBoard;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Turn;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTasksStore;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The board of all clocks: what is due when, and whose turn it is. */
@ConsoleController
class DeadlineBoardController {

	private static final int PAGE = 50;

	private final ClockBoard board;

	private final CalendarReach reach;

	private final DeadlineWords words;

	private final Filings filings;

	private final StaffTasksStore tasks;

	private final StaffDirectory staff;

	private final CurrentActors actors;

	private final Permissions permissions;

	DeadlineBoardController(ClockBoard board, CalendarReach reach, DeadlineWords words, Filings filings,
			StaffTasksStore tasks, StaffDirectory staff, CurrentActors actors, Permissions permissions) {
		this.board = board;
		this.reach = reach;
		this.words = words;
		this.filings = filings;
		this.tasks = tasks;
		this.staff = staff;
		this.actors = actors;
		this.permissions = permissions;
	}

	/**
	 * A line of the board.
	 *
	 * @param filing case number
	 * @param name applicant, masked for individuals
	 * @param kind what the clock is called
	 * @param turn whose turn it is
	 * @param worker who has the task; empty if nobody
	 * @param province six digits
	 * @param due by when, for tables
	 * @param left what is left, in words
	 * @param tone how urgent
	 * @param provisional whether the end is provisional
	 * @param standingSince since when the clock stands; null if it runs
	 */
	record Row(String filing, String name, String kind, String turn, String worker, String province, Instant due,
			String left, String tone, boolean provisional, Instant standingSince) {
	}

	@GetMapping("/console/deadlines")
	String board(@RequestParam(defaultValue = "RUNNING") ClockBoard.Part part,
			@RequestParam(required = false) String province, @RequestParam(required = false) String stage,
			@RequestParam(required = false) String person, @RequestParam(required = false) String after, Model model,
			Locale locale) {
		CurrentActor who = this.actors.current();
		require(who);
		Set<String> provinces = provinces(who, province);
		Set<DeadlineKind> kinds = kind(stage);
		ClockBoard.Filter filter = new ClockBoard.Filter(provinces, kinds, ofPerson(person));
		List<Deadline> found = this.board.list(part, filter, position(after), PAGE + 1);
		boolean more = found.size() > PAGE;
		List<Deadline> page = more ? found.subList(0, PAGE) : found;
		Set<String> references = new TreeSet<>();
		page.forEach((deadline) -> references.add(deadline.filing()));
		Map<String, FilingSummary> summaries = new HashMap<>();
		this.filings.summaries(references).forEach((summary) -> summaries.put(summary.reference(), summary));
		Map<String, String> workers = workers(references);
		model.addAttribute("rows", page.stream().map((deadline) -> row(deadline, summaries, workers, locale)).toList());
		model.addAttribute("counts", this.board.counts(filter));
		model.addAttribute("part", part);
		model.addAttribute("parts", ClockBoard.Part.values());
		model.addAttribute("provinces", new TreeSet<>(who.provinces()));
		model.addAttribute("province", province);
		model.addAttribute("kinds", DeadlineKind.values());
		model.addAttribute("stage", stage);
		model.addAttribute("people", people(who));
		model.addAttribute("person", person);
		model.addAttribute("next", more ? next(page.get(PAGE - 1)) : null);
		model.addAttribute("reach", this.reach.now());
		return "console/deadline-board";
	}

	private void require(CurrentActor who) {
		if (!this.permissions.allowsSomewhere(who, Action.TASK_WORK)
				&& !this.permissions.allowsSomewhere(who, Action.FILING_SEARCH)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
	}

	private static Set<String> provinces(CurrentActor who, String province) {
		if (province == null || province.isEmpty()) {
			return who.provinces();
		}
		return who.provinces().contains(province) ? Set.of(province) : Set.of();
	}

	static Set<DeadlineKind> kind(String stage) {
		return Arrays.stream(DeadlineKind.values())
			.filter((kind) -> kind.name().equals(stage))
			.map(Set::of)
			.findFirst()
			.orElse(Set.of());
	}

	private Collection<String> ofPerson(String person) {
		return (person == null || person.isEmpty()) ? null
				: this.tasks.assignedTo(person).stream().map(StaffTasksStore.OpenTask::reference).distinct().toList();
	}

	private List<StaffMember> people(CurrentActor who) {
		return this.tasks.assignees(who.provinces()).stream().flatMap((id) -> this.staff.find(id).stream()).toList();
	}

	private Map<String, String> workers(Set<String> references) {
		Map<String, String> workers = new HashMap<>();
		Map<String, String> names = new HashMap<>();
		this.tasks.ofAll(references)
			.stream()
			.filter((task) -> task.assignee() != null)
			.forEach((task) -> workers.put(task.reference(), names.computeIfAbsent(task.assignee(),
					(id) -> this.staff.find(id).map(StaffMember::name).orElse(id))));
		return workers;
	}

	private Row row(Deadline deadline, Map<String, FilingSummary> summaries, Map<String, String> workers,
			Locale locale) {
		FilingSummary summary = summaries.get(deadline.filing());
		DeadlineWords.Standing standing = this.words.standing(deadline, locale);
		boolean staffTurn = deadline.kind().turn() != Turn.APPLICANT;
		return new Row(deadline.filing(), (summary != null) ? summary.name() : null,
				this.words.name(deadline.kind(), locale), this.words.turn(deadline.kind(), locale),
				staffTurn ? workers.getOrDefault(deadline.filing(), "") : "", deadline.province(), deadline.dueAt(),
				standing.text(), standing.tone(), deadline.provisional(), deadline.suspendedSince().orElse(null));
	}

	private static String next(Deadline last) {
		long due = (last.dueAt() != null) ? last.dueAt().toEpochMilli() : 0;
		return due + "-" + last.id();
	}

	private static ClockBoard.Position position(String after) {
		if (after == null || !after.matches("\\d{1,15}-\\d{1,18}")) {
			return null;
		}
		List<String> parts = new ArrayList<>(List.of(after.split("-")));
		return new ClockBoard.Position(Instant.ofEpochMilli(Long.parseLong(parts.get(0))),
				Long.parseLong(parts.get(1)));
	}

}
