package org.beianflow.filing;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Role;
import org.beianflow.account.Scope;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.engine.StaffWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for those who share out work: the open tasks of the people they lead, who has
 * how many, and giving tasks to somebody or back to the group. Each task is an act of its
 * own with its own result; province, role and separation of duties hold as everywhere.
 */
@Component
public class WorkBoard {

	/** More tasks than one person gives out at once. */
	public static final int MOST = 100;

	private static final Logger log = LoggerFactory.getLogger(WorkBoard.class);

	/** Which tasks a role shares out; the rest have no leader. */
	private static final Map<Role, Set<StaffTask>> LED = Map.of(Role.SUPERVISOR,
			EnumSet.of(StaffTask.PROVIDER_REVIEW, StaffTask.REFUSAL_CHECK, StaffTask.FURTHER_RETURN, StaffTask.SENDING,
					StaffTask.SENDING_FAILURE, StaffTask.CALL_APPLICANT, StaffTask.MANUAL_ACCESS),
			Role.AUTHORITY_CHIEF,
			EnumSet.of(StaffTask.AUTHORITY_REVIEW, StaffTask.AUTHORITY_REFUSAL_CHECK, StaffTask.FINAL_REVIEW));

	/** Whose work a role shares out. */
	private static final Map<Role, Set<Role>> TEAM = Map.of(Role.SUPERVISOR,
			EnumSet.of(Role.CASE_WORKER, Role.SUPERVISOR), Role.AUTHORITY_CHIEF,
			EnumSet.of(Role.AUTHORITY_REVIEWER, Role.AUTHORITY_CHIEF));

	private final StaffTasksStore tasks;

	private final StaffWork work;

	private final StaffDirectory staff;

	private final Permissions permissions;

	private final AuditTrail audit;

	private final TransactionTemplate each;

	private final Clock clock;

	WorkBoard(StaffTasksStore tasks, StaffWork work, StaffDirectory staff, Permissions permissions, AuditTrail audit,
			PlatformTransactionManager transactions, Clock clock) {
		this.tasks = tasks;
		this.work = work;
		this.staff = staff;
		this.permissions = permissions;
		this.audit = audit;
		this.each = new TransactionTemplate(transactions);
		this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	/** The roles whose work this person shares out. */
	static Set<Role> ledBy(CurrentActor who) {
		return who.roles()
			.stream()
			.flatMap((role) -> TEAM.getOrDefault(role, Set.of()).stream())
			.collect(Collectors.toSet());
	}

	/** The kinds of tasks this person shares out. */
	public List<StaffTask> kinds(CurrentActor who) {
		return kindsLedBy(who.roles());
	}

	/** The kinds of tasks that somebody with these roles shares out. */
	static List<StaffTask> kindsLedBy(Set<Role> roles) {
		return roles.stream().flatMap((role) -> LED.getOrDefault(role, Set.of()).stream()).sorted().distinct().toList();
	}

	/**
	 * Which tasks.
	 *
	 * @param province six digits; null for all one works for
	 * @param task of this kind; null for all one shares out
	 * @param person who has it; null for whoever
	 * @param free only those nobody has
	 * @param due only those with an end in this part
	 */
	public record Filter(String province, StaffTask task, String person, boolean free, Due due) {

		/** Nothing left out. */
		public static final Filter ALL = new Filter(null, null, null, false, null);

	}

	/** When tasks are due; this week includes what is left of today. */
	public enum Due {

		/** The end has passed. */
		OVERDUE,
		/** Ends today. */
		TODAY,
		/** Ends until Sunday. */
		WEEK;

		/**
		 * Until when a task is due then. What ends at midnight is due on the day before.
		 */
		public Instant end(Instant now) {
			LocalDate today = now.atZone(FilingSettings.ZONE).toLocalDate();
			return switch (this) {
				case OVERDUE -> now;
				case TODAY -> today.plusDays(1).atStartOfDay(FilingSettings.ZONE).toInstant();
				case WEEK ->
					today.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).atStartOfDay(FilingSettings.ZONE).toInstant();
			};
		}

	}

	/**
	 * How much there is to do.
	 *
	 * @param person who; null for nobody yet
	 * @param open how many open tasks
	 * @param overdue how many of them are over their end
	 * @param today how many of them end today
	 */
	public record Load(String person, long open, long overdue, long today) {

	}

	/** A page of open tasks, the most urgent first. */
	@Transactional(readOnly = true)
	public List<StaffTasksStore.OpenTask> page(Filter filter, StaffTasksStore.Position after, int limit,
			CurrentActor who) {
		Set<String> provinces = provinces(filter, who);
		Set<String> keys = keys(filter, who);
		if (provinces.isEmpty() || keys.isEmpty()) {
			return List.of();
		}
		Instant now = this.clock.instant();
		Instant from = null;
		Instant to = null;
		if (filter.due() != null) {
			from = (filter.due() == Due.OVERDUE) ? null : now;
			to = filter.due().end(now);
		}
		return this.tasks.page(new StaffTasksStore.Query(provinces, keys, filter.person(), filter.free(), from, to),
				after, limit);
	}

	/** Who has how much, and how much nobody has, by the whole filter but the person. */
	@Transactional(readOnly = true)
	public List<Load> loads(Filter filter, CurrentActor who) {
		Set<String> provinces = provinces(filter, who);
		Set<String> keys = keys(filter, who);
		if (provinces.isEmpty() || keys.isEmpty()) {
			return List.of();
		}
		Instant now = this.clock.instant();
		Map<String, Load> loads = new TreeMap<>();
		team(who).forEach((member) -> loads.put(member.id(), new Load(member.id(), 0, 0, 0)));
		List<Load> all = new ArrayList<>();
		for (Load load : this.tasks.loads(provinces, keys, now, Due.TODAY.end(now))) {
			if (load.person() == null) {
				all.add(load);
			}
			else {
				loads.put(load.person(), load);
			}
		}
		all.addAll(loads.values());
		return all;
	}

	private Set<String> keys(Filter filter, CurrentActor who) {
		return kinds(who).stream()
			.filter((kind) -> filter.task() == null || filter.task() == kind)
			.map(StaffTask::key)
			.collect(Collectors.toSet());
	}

	private Set<String> provinces(Filter filter, CurrentActor who) {
		return who.provinces()
			.stream()
			.filter((province) -> filter.province() == null || filter.province().equals(province))
			.filter((province) -> this.permissions.allows(who, Action.TASK_REASSIGN, Scope.ofProvince(province)))
			.collect(Collectors.toSet());
	}

	/** The people whose work this person shares out, by name. */
	@Transactional(readOnly = true)
	public List<StaffMember> team(CurrentActor who) {
		return ledBy(who).stream()
			.flatMap((role) -> this.staff.withRole(role).stream())
			.filter((member) -> member.provinces().stream().anyMatch(who.provinces()::contains))
			.collect(Collectors.toMap(StaffMember::id, (member) -> member, (one, same) -> one, TreeMap::new))
			.values()
			.stream()
			.toList();
	}

	/**
	 * What came of one task.
	 *
	 * @param taskId its id
	 * @param reference case number; null for a task that is not there
	 * @param task its kind; null for a task that is not there
	 * @param refusal why it was not given; null if it was
	 */
	public record Result(String taskId, String reference, StaffTask task, Refusal refusal) {

		public boolean done() {
			return this.refusal == null;
		}

	}

	/**
	 * Gives tasks to somebody, whether somebody else has them or nobody.
	 * @param person who gets them; null puts them back to their groups
	 * @return one result per task, in their order
	 * @throws Refusal FORBIDDEN to whom this is not given at all; MALFORMED for none or
	 * more than {@link #MOST} tasks
	 */
	public List<Result> assign(List<String> taskIds, String person, CurrentActor who) {
		this.requireLeader(who);
		if (taskIds.isEmpty() || taskIds.size() > MOST) {
			throw new Refusal(Refusal.Kind.MALFORMED, "filing.work.count", MOST);
		}
		Map<String, StaffTasksStore.OpenTask> open = this.tasks.find(taskIds)
			.stream()
			.filter((task) -> mayShareOut(task, who))
			.collect(Collectors.toMap(StaffTasksStore.OpenTask::taskId, (task) -> task));
		List<Result> results = new ArrayList<>();
		for (String id : taskIds.stream().distinct().toList()) {
			StaffTasksStore.OpenTask task = open.get(id);
			results.add((task == null)
					? new Result(id, null, null, new Refusal(Refusal.Kind.NOT_FOUND, "filing.task.unknown"))
					: new Result(id, task.reference(), StaffTask.byKey(task.taskKey()).orElse(null),
							refusalOf(task, person, who)));
		}
		return results;
	}

	/**
	 * Refuses who shares out nobody's work.
	 * @throws Refusal FORBIDDEN
	 */
	public void requireLeader(CurrentActor who) {
		if (!this.permissions.allowsSomewhere(who, Action.TASK_REASSIGN) || kinds(who).isEmpty()) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
	}

	private boolean mayShareOut(StaffTasksStore.OpenTask task, CurrentActor who) {
		return StaffTask.byKey(task.taskKey()).filter(kinds(who)::contains).isPresent()
				&& this.permissions.allows(who, Action.TASK_REASSIGN, Scope.ofProvince(task.province()));
	}

	private Refusal refusalOf(StaffTasksStore.OpenTask task, String person, CurrentActor who) {
		if (Objects.equals(task.assignee(), person)) {
			return null;
		}
		try {
			this.each.executeWithoutResult((status) -> {
				this.work.assign(task.taskId(), person, who.id());
				this.audit.record(task.reference(), who.actor(), "filing.task.assigned",
						Map.of("task", task.taskKey(), "from", Objects.requireNonNullElse(task.assignee(), ""), "to",
								Objects.requireNonNullElse(person, "")));
			});
			return null;
		}
		catch (Refusal refusal) {
			return refusal;
		}
		catch (RuntimeException ex) {
			log.error("Task {} could not be given", task.taskId(), ex);
			return new Refusal(Refusal.Kind.UNAVAILABLE, "filing.work.failed");
		}
	}

}
