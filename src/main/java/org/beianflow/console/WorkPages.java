package org.beianflow.console;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;
import org.beianflow.console.ConsolePage.Group;
import org.beianflow.filing.Absence;
import org.beianflow.filing.Absences;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.filing.StaffTasksStore.OpenTask;
import org.beianflow.filing.WorkBoard;
import org.beianflow.filing.WorkBoard.Filter;
import org.beianflow.filing.WorkBoard.Load;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Sharing out work: the open tasks with who has them, giving and taking back many at once
 * with a result per task, how much everybody has, and who stands in for whom.
 */
@ConsoleController
class WorkPages {

	private static final String PAGE = "/console/work";

	private static final String PEOPLE = PAGE + "/people";

	private static final int ROWS = 50;

	private final WorkBoard board;

	private final Absences absences;

	private final Filings filings;

	private final StaffDirectory staff;

	private final CurrentActors actors;

	private final Told told;

	WorkPages(WorkBoard board, Absences absences, Filings filings, StaffDirectory staff, CurrentActors actors,
			Told told) {
		this.board = board;
		this.absences = absences;
		this.filings = filings;
		this.staff = staff;
		this.actors = actors;
		this.told = told;
	}

	/** Its entry of the menu. */
	@Configuration(proxyBeanMethods = false)
	static class Menu {

		@Bean
		ConsolePage workPage() {
			return new ConsolePage(PAGE, "console.nav.work", Group.WORK, 30, Set.of(Action.TASK_REASSIGN));
		}

	}

	/**
	 * A task in the list.
	 *
	 * @param open the task
	 * @param kind what is to be done
	 * @param name the applicant, masked for individuals
	 * @param person name of who has it; null if nobody
	 * @param away whether that person is away
	 */
	record Row(OpenTask open, StaffTask kind, String name, String person, boolean away) {

	}

	/**
	 * Somebody's share.
	 *
	 * @param member who
	 * @param load how much
	 * @param absence the absence under way; null if at work
	 */
	record Share(StaffMember member, Load load, Absence absence) {

	}

	/** What came of one item, in words. */
	record Outcome(String reference, String task, boolean done, String sentence) {

	}

	@GetMapping(PAGE)
	String list(@RequestParam(required = false) String province, @RequestParam(required = false) String stage,
			@RequestParam(required = false) String person, @RequestParam(required = false) String due,
			@RequestParam(required = false) String after, Model model) {
		CurrentActor who = leader();
		Filter filter = filter(province, stage, person, due);
		List<OpenTask> found = this.board.page(filter, position(after), ROWS + 1, who);
		List<OpenTask> page = (found.size() > ROWS) ? found.subList(0, ROWS) : found;
		Map<String, Absence> away = away(who);
		model.addAttribute("rows", rows(page, away));
		List<Load> loads = this.board.loads(filter, who);
		model.addAttribute("shares", shares(who, loads, away));
		model.addAttribute("open", loads.stream().mapToLong(Load::open).sum());
		model.addAttribute("overdue", loads.stream().mapToLong(Load::overdue).sum());
		model.addAttribute("today", loads.stream().mapToLong(Load::today).sum());
		model.addAttribute("free", loads.stream().filter((load) -> load.person() == null).mapToLong(Load::open).sum());
		model.addAttribute("provinces", new TreeSet<>(who.provinces()));
		model.addAttribute("kinds", this.board.kinds(who));
		model.addAttribute("dues", WorkBoard.Due.values());
		model.addAttribute("province", province);
		model.addAttribute("stage", stage);
		model.addAttribute("person", person);
		model.addAttribute("due", due);
		model.addAttribute("first", position(after) == null);
		if (found.size() > ROWS) {
			OpenTask last = page.get(ROWS - 1);
			model.addAttribute("next",
					((last.dueAt() != null) ? last.dueAt().toEpochMilli() : "") + "-" + last.taskId());
		}
		return "console/work";
	}

	private CurrentActor leader() {
		CurrentActor who = this.actors.current();
		this.board.requireLeader(who);
		return who;
	}

	private static Filter filter(String province, String stage, String person, String due) {
		StaffTask task = Arrays.stream(StaffTask.values())
			.filter((one) -> one.name().equals(stage))
			.findFirst()
			.orElse(null);
		WorkBoard.Due part = Arrays.stream(WorkBoard.Due.values())
			.filter((one) -> one.name().equalsIgnoreCase(due))
			.findFirst()
			.orElse(null);
		boolean named = person != null && !person.isBlank();
		return new Filter((province != null && !province.isBlank()) ? province : null, task,
				(named && !person.equals("-")) ? person : null, named && person.equals("-"), part);
	}

	private static StaffTasksStore.Position position(String after) {
		if (after == null || !after.matches("\\d{0,15}-[\\w-]{1,64}")) {
			return null;
		}
		String due = after.substring(0, after.indexOf('-'));
		return new StaffTasksStore.Position(due.isEmpty() ? null : Instant.ofEpochMilli(Long.parseLong(due)),
				after.substring(after.indexOf('-') + 1));
	}

	private Map<String, Absence> away(CurrentActor who) {
		return this.absences.open(who)
			.stream()
			.flatMap((absence) -> this.absences.now(absence.person()).stream())
			.collect(Collectors.toMap(Absence::person, (absence) -> absence, (one, same) -> one));
	}

	private List<Row> rows(List<OpenTask> tasks, Map<String, Absence> away) {
		Map<String, FilingSummary> summaries = new HashMap<>();
		this.filings.summaries(tasks.stream().map(OpenTask::reference).collect(Collectors.toSet()))
			.forEach((summary) -> summaries.put(summary.reference(), summary));
		Map<String, String> names = new HashMap<>();
		return tasks.stream().map((task) -> {
			FilingSummary summary = summaries.get(task.reference());
			return new Row(task, StaffTask.byKey(task.taskKey()).orElse(null),
					(summary != null) ? summary.name() : null,
					(task.assignee() != null) ? names.computeIfAbsent(task.assignee(), this::name) : null,
					task.assignee() != null && away.containsKey(task.assignee()));
		}).toList();
	}

	private List<Share> shares(CurrentActor who, List<Load> loads, Map<String, Absence> away) {
		Map<String, Load> byPerson = new HashMap<>();
		loads.stream().filter((load) -> load.person() != null).forEach((load) -> byPerson.put(load.person(), load));
		return this.board.team(who)
			.stream()
			.map((member) -> new Share(member, byPerson.get(member.id()), away.get(member.id())))
			.toList();
	}

	private String name(String id) {
		return this.staff.find(id).map(StaffMember::name).orElse(id);
	}

	/** Gives the chosen tasks to somebody, or back to their groups. */
	@PostMapping(PAGE + "/assign")
	String assign(@RequestParam(required = false) List<String> tasks, @RequestParam(defaultValue = "") String to,
			@RequestParam(defaultValue = "give") String act, @RequestParam(defaultValue = "") String back,
			RedirectAttributes redirect) {
		CurrentActor who = leader();
		String page = PAGE + (back.isBlank() ? "" : "?" + back);
		return this.told.after(redirect, page, () -> {
			boolean give = !act.equals("free");
			if (tasks == null || tasks.isEmpty()) {
				throw new Refusal(Refusal.Kind.INVALID, "console.work.none");
			}
			if (give && this.board.team(who).stream().noneMatch((member) -> member.id().equals(to))) {
				throw new Refusal(Refusal.Kind.INVALID, "console.work.nobody");
			}
			List<WorkBoard.Result> results = this.board.assign(tasks, give ? to : null, who);
			String name = give ? name(to) : "";
			redirect.addFlashAttribute("outcomes",
					results.stream().map((result) -> outcome(result, give, name)).toList());
			long done = results.stream().filter(WorkBoard.Result::done).count();
			return this.told.text(give ? "console.work.given" : "console.work.freed", done, results.size() - done,
					name);
		});
	}

	private Outcome outcome(WorkBoard.Result result, boolean give, String name) {
		return new Outcome(result.reference(),
				(result.task() != null) ? this.told.text("filing.task." + result.task()) : "", result.done(),
				result.done() ? this.told.text(give ? "console.work.givenOne" : "console.work.freedOne", name)
						: this.told.sentence(result.refusal()));
	}

	@GetMapping(PEOPLE)
	String people(Model model) {
		CurrentActor who = leader();
		Map<String, Absence> away = away(who);
		model.addAttribute("shares", shares(who, this.board.loads(Filter.ALL, who), away));
		model.addAttribute("absences", this.absences.open(who));
		model.addAttribute("names",
				this.board.team(who)
					.stream()
					.collect(Collectors.toMap(StaffMember::id, StaffMember::name, (one, same) -> one)));
		return "console/work-people";
	}

	/** Enters an absence; where it begins today, what came of each open task is told. */
	@PostMapping(PEOPLE + "/absences")
	String away(@RequestParam(defaultValue = "") String person, @RequestParam(defaultValue = "") String cover,
			@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String until,
			RedirectAttributes redirect) {
		CurrentActor who = leader();
		return this.told.after(redirect, PEOPLE, () -> {
			List<Absences.Moved> moved = this.absences.enter(person, cover, day(from), day(until), who);
			List<Outcome> outcomes = new ArrayList<>();
			moved.forEach((one) -> outcomes.add(new Outcome(one.task().reference(),
					StaffTask.byKey(one.task().taskKey())
						.map((task) -> this.told.text("filing.task." + task))
						.orElse(""),
					one.refusal() == null,
					(one.refusal() == null) ? this.told.text("console.work.givenOne", name(cover))
							: this.told.sentence(one.refusal()) + this.told.text("console.absence.toGroup"))));
			redirect.addFlashAttribute("outcomes", outcomes);
			return this.told.text("console.absence.entered", name(person), from, until, name(cover));
		});
	}

	private static LocalDate day(String text) {
		try {
			return text.isBlank() ? null : LocalDate.parse(text.strip());
		}
		catch (DateTimeParseException ex) {
			throw new Refusal(Refusal.Kind.INVALID, "console.date.unreadable", text);
		}
	}

	@PostMapping(PEOPLE + "/absences/{id}/end")
	String back(@PathVariable long id, RedirectAttributes redirect) {
		CurrentActor who = leader();
		return this.told.after(redirect, PEOPLE, () -> {
			this.absences.end(id, who);
			return this.told.text("console.absence.ended");
		});
	}

}
