package org.beianflow.filing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.engine.StaffWork;
import org.beianflow.engine.TaskFacts;
import org.beianflow.review.ReviewDecision;
import org.beianflow.review.ReviewStage;
import org.beianflow.review.Reviews;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for absences with a cover. While somebody is away the open tasks go to who
 * stands in, once; a filing that comes back to the stage the absent person decided goes
 * there too; and nobody gives the absent person anything new. A task the cover must not
 * have, by province or by the separation of duties, goes back to its group. An absence
 * ends by itself after its last day; what the cover has by then stays there.
 */
@Component
public class Absences {

	private static final Logger log = LoggerFactory.getLogger(Absences.class);

	private static final Actor SYSTEM = Actor.system("absence-cover");

	private static final int LONGEST_DAYS = 366;

	private final AbsenceStore store;

	private final StaffTasksStore tasks;

	private final StaffWork work;

	private final Duties duties;

	private final Reviews reviews;

	private final StaffDirectory staff;

	private final Permissions permissions;

	private final AuditTrail audit;

	private final TransactionTemplate each;

	private final Clock clock;

	Absences(AbsenceStore store, StaffTasksStore tasks, StaffWork work, Duties duties, Reviews reviews,
			StaffDirectory staff, Permissions permissions, AuditTrail audit, PlatformTransactionManager transactions,
			Clock clock) {
		this.store = store;
		this.tasks = tasks;
		this.work = work;
		this.duties = duties;
		this.reviews = reviews;
		this.staff = staff;
		this.permissions = permissions;
		this.audit = audit;
		this.each = new TransactionTemplate(transactions);
		this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	/**
	 * What became of an open task of somebody who is away.
	 *
	 * @param task the task
	 * @param refusal why the cover did not get it, so that it went back to its group;
	 * null where the cover has it now
	 */
	public record Moved(StaffTasksStore.OpenTask task, Refusal refusal) {

	}

	/** The absences, planned or under way, of people this person leads. */
	@Transactional(readOnly = true)
	public List<Absence> open(CurrentActor who) {
		Instant now = this.clock.instant();
		return this.store.open()
			.stream()
			.filter((absence) -> !absence.overAt(now))
			.filter((absence) -> this.staff.find(absence.person()).filter((person) -> leads(who, person)).isPresent())
			.toList();
	}

	/** Who stands in for somebody right now. */
	@Transactional(readOnly = true)
	public Optional<Absence> now(String person) {
		Instant now = this.clock.instant();
		return this.store.openOf(person)
			.stream()
			.filter((absence) -> absence.person().equals(person) && absence.at(now))
			.findFirst();
	}

	/**
	 * Enters an absence; where it begins today the open tasks move at once.
	 * @return what became of the open tasks; empty where it begins later
	 * @throws Refusal FORBIDDEN for people one does not lead; INVALID with everything
	 * wrong in days and cover
	 */
	public List<Moved> enter(String person, String cover, LocalDate from, LocalDate until, CurrentActor who) {
		StaffMember away = this.staff.find(person)
			.filter((member) -> leads(who, member))
			.orElseThrow(() -> new Refusal(Refusal.Kind.FORBIDDEN, "filing.absence.notLed"));
		Absence entered = this.each.execute((status) -> {
			List<Violation> wrong = check(away, cover, from, until);
			if (!wrong.isEmpty()) {
				throw Refusal.invalid("filing.absence.wrong", wrong);
			}
			Absence absence = new Absence(0, person, cover, from, until, who.id(), this.clock.instant(), null);
			long id = this.store.add(absence);
			this.audit.record("person:" + person, who.actor(), "staff.absence.entered",
					Map.of("cover", cover, "from", from.toString(), "until", until.toString()));
			return new Absence(id, person, cover, from, until, who.id(), absence.enteredAt(), null);
		});
		return entered.at(this.clock.instant()) ? move(entered) : List.of();
	}

	private List<Violation> check(StaffMember away, String cover, LocalDate from, LocalDate until) {
		List<Violation> wrong = new ArrayList<>();
		LocalDate today = this.clock.instant().atZone(FilingSettings.ZONE).toLocalDate();
		if (from == null || until == null || from.isBefore(today) || until.isBefore(from)
				|| until.isAfter(from.plusDays(LONGEST_DAYS))) {
			wrong.add(Violation.of("until", "DATE", "filing.absence.days"));
			return wrong;
		}
		Optional<StaffMember> standsIn = this.staff.find((cover != null) ? cover : "");
		if (standsIn.filter((member) -> !member.id().equals(away.id()) && couldReplace(member, away)).isEmpty()) {
			wrong.add(Violation.of("cover", "COVER", "filing.absence.cover", away.name()));
		}
		for (Absence other : this.store.openOf(away.id())) {
			if (other.overlaps(from, until)) {
				wrong.add(other.person().equals(away.id())
						? Violation.of("from", "OVERLAP", "filing.absence.twice", name(away.id()),
								other.from().toString(), other.until().toString())
						: Violation.of("from", "OVERLAP", "filing.absence.covers", name(away.id()),
								name(other.person())));
			}
		}
		standsIn.ifPresent((member) -> this.store.openOf(member.id())
			.stream()
			.filter((other) -> other.person().equals(member.id()) && other.overlaps(from, until))
			.forEach((other) -> wrong.add(Violation.of("cover", "OVERLAP", "filing.absence.coverAway", member.name(),
					other.from().toString(), other.until().toString()))));
		return wrong;
	}

	private static boolean couldReplace(StaffMember cover, StaffMember away) {
		return cover.roles().stream().anyMatch(away.roles()::contains)
				&& cover.provinces().stream().anyMatch(away.provinces()::contains);
	}

	/**
	 * Ends an absence before its time.
	 * @throws Refusal NOT_FOUND where it has ended or is not of somebody one leads
	 */
	@Transactional
	public void end(long id, CurrentActor who) {
		Absence absence = open(who).stream()
			.filter((one) -> one.id() == id)
			.findFirst()
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "filing.absence.gone"));
		if (!this.store.end(id, who.id(), this.clock.instant())) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "filing.absence.gone");
		}
		this.audit.record("person:" + absence.person(), who.actor(), "staff.absence.ended",
				Map.of("cover", absence.cover()));
	}

	/** Begins what has to begin, and ends what is over. Asking again changes nothing. */
	void keep() {
		Instant now = this.clock.instant();
		for (Absence absence : this.store.open()) {
			if (absence.overAt(now)) {
				this.each.executeWithoutResult((status) -> {
					if (this.store.end(absence.id(), null, now)) {
						this.audit.record("person:" + absence.person(), SYSTEM, "staff.absence.ended",
								Map.of("cover", absence.cover()));
					}
				});
			}
			else if (absence.at(now) && absence.movedAt() == null) {
				move(absence);
			}
		}
	}

	private List<Moved> move(Absence absence) {
		List<Moved> moved = new ArrayList<>();
		for (StaffTasksStore.OpenTask task : this.tasks.assignedTo(absence.person())) {
			moved.add(new Moved(task, refusal(task, absence)));
		}
		this.each.executeWithoutResult((status) -> this.store.moved(absence.id(), this.clock.instant()));
		return moved;
	}

	private Refusal refusal(StaffTasksStore.OpenTask task, Absence absence) {
		try {
			this.each.executeWithoutResult((status) -> handOver(task, absence.cover(), absence));
			return null;
		}
		catch (Refusal refusal) {
			// Another node may have moved it in the meantime: then it is not touched.
			String now = this.tasks.find(task.taskId()).map(StaffTasksStore.OpenTask::assignee).orElse(null);
			if (absence.person().equals(now)) {
				giveBack(task, absence);
			}
			return absence.cover().equals(now) ? null : refusal;
		}
	}

	private void giveBack(StaffTasksStore.OpenTask task, Absence absence) {
		try {
			this.each.executeWithoutResult((status) -> handOver(task, null, absence));
		}
		catch (Refusal gone) {
			log.debug("Task {} was done in the meantime", task.taskId());
		}
	}

	private void handOver(StaffTasksStore.OpenTask task, String to, Absence absence) {
		if (to != null) {
			requireCandidate(to, task);
		}
		this.work.handOver(task.taskId(), to);
		this.audit.record(task.reference(), SYSTEM, "filing.task.covered", Map.of("task", task.taskKey(), "from",
				absence.person(), "to", (to != null) ? to : "", "absence", String.valueOf(absence.id())));
	}

	private void requireCandidate(String cover, StaffTasksStore.OpenTask task) {
		StaffMember member = this.staff.find(cover)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "account.staff.unknown", cover));
		boolean candidate = member.provinces().contains(task.province())
				&& member.roles().stream().anyMatch((role) -> role.group().filter(task.groups()::contains).isPresent());
		if (!candidate) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.task.notCandidate", member.name());
		}
	}

	/**
	 * Who gets a task that comes up: the cover of the absent person who decided the same
	 * stage of this filing before, if there is one and the cover may have it.
	 */
	public Optional<Absence> at(TaskFacts task) {
		Optional<ReviewStage> stage = StaffTask.byKey(task.taskKey()).flatMap(StaffTask::stage);
		if (stage.isEmpty() || this.store.open().isEmpty()) {
			return Optional.empty();
		}
		List<ReviewDecision> before = this.reviews.decisions(task.filing())
			.stream()
			.filter((decision) -> decision.stage() == stage.get())
			.toList();
		return before.isEmpty() ? Optional.empty() : now(before.get(before.size() - 1).decidedBy())
			.filter((absence) -> mayHave(task, stage.get(), absence));
	}

	private boolean mayHave(TaskFacts task, ReviewStage stage, Absence absence) {
		try {
			requireCandidate(absence.cover(), new StaffTasksStore.OpenTask(task.taskId(), task.filing(), task.taskKey(),
					task.about(), task.candidateGroups(), task.province(), null, task.createdAt(), task.dueAt()));
			this.duties.check(new FilingReference(task.filing()), stage, absence.cover());
			return true;
		}
		catch (Refusal refusal) {
			return false;
		}
	}

	/** Puts down that a task went to the cover as it came up. */
	public void recordAtCreation(TaskFacts task, Absence absence) {
		this.audit.record(task.filing(), SYSTEM, "filing.task.covered", Map.of("task", task.taskKey(), "from",
				absence.person(), "to", absence.cover(), "absence", String.valueOf(absence.id())));
	}

	/**
	 * Nobody is given a task while away; taking one oneself stays possible.
	 * @throws Refusal CONFLICT, saying who stands in
	 */
	public void checkPresent(TaskFacts task) {
		if (task.actingStaff() == null || task.assignee().equals(task.actingStaff())) {
			return;
		}
		now(task.assignee()).ifPresent((absence) -> {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.absence.away", name(absence.person()),
					absence.until().toString(), name(absence.cover()));
		});
	}

	private String name(String id) {
		return this.staff.find(id).map(StaffMember::name).orElse(id);
	}

	private boolean leads(CurrentActor who, StaffMember person) {
		return person.provinces()
			.stream()
			.anyMatch((province) -> this.permissions.allows(who, Action.TASK_REASSIGN, Scope.ofProvince(province)))
				&& WorkBoard.ledBy(who).stream().anyMatch(person.roles()::contains);
	}

}
