package org.beianflow.filing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

import org.beianflow.account.Role;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.deadline.WorkingCalendars;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeRequest;
import org.beianflow.notice.Notices;
import org.beianflow.notice.Recipient;
import org.beianflow.paper.Formats;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.MessageSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells staff by mail, once each working morning, which of their tasks are overdue, end
 * today or have nobody yet: case workers and reviewers of what they have or may take,
 * those who share out work of all of it. Who has nothing to do gets no mail.
 */
@Component
public class MorningDigest {

	private static final Logger log = LoggerFactory.getLogger(MorningDigest.class);

	/** Tasks named under each heading; the rest is counted. */
	private static final int MOST = 20;

	private static final Set<Role> READERS = Set.of(Role.CASE_WORKER, Role.SUPERVISOR, Role.AUTHORITY_REVIEWER,
			Role.AUTHORITY_CHIEF, Role.FINANCE);

	private final StaffTasksStore tasks;

	private final DigestStore digests;

	private final StaffDirectory staff;

	private final WorkingCalendars calendars;

	private final Notices notices;

	private final MessageSource messages;

	private final FilingSettings.Digest settings;

	private final TransactionTemplate each;

	private final Clock clock;

	MorningDigest(StaffTasksStore tasks, DigestStore digests, StaffDirectory staff, WorkingCalendars calendars,
			Notices notices, MessageSource messages, FilingSettings settings, PlatformTransactionManager transactions,
			Clock clock) {
		this.tasks = tasks;
		this.digests = digests;
		this.staff = staff;
		this.calendars = calendars;
		this.notices = notices;
		this.messages = messages;
		this.settings = settings.digest();
		this.each = new TransactionTemplate(transactions);
		this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	/**
	 * Sends what is to be sent now; safe to be called at any time and by several nodes.
	 */
	public void keep() {
		ZonedDateTime now = this.clock.instant().atZone(FilingSettings.ZONE);
		LocalDate day = now.toLocalDate();
		LocalTime time = now.toLocalTime();
		if (!this.settings.enabled() || time.isBefore(this.settings.from()) || !time.isBefore(this.settings.until())
				|| !this.calendars.current().isWorkingDay(day)) {
			return;
		}
		Set<String> done = this.digests.of(day);
		List<StaffMember> waiting = readers().stream().filter((member) -> !done.contains(member.id())).toList();
		if (waiting.isEmpty()) {
			return;
		}
		List<StaffTasksStore.OpenTask> open = this.tasks
			.ofKinds(Arrays.stream(StaffTask.values()).map(StaffTask::key).toList());
		for (StaffMember member : waiting) {
			try {
				this.each.executeWithoutResult((status) -> tell(member, day, now.toInstant(), open));
			}
			catch (DuplicateKeyException ex) {
				// Another node was faster.
				log.debug("The digest of {} was sent elsewhere", day);
			}
			catch (RuntimeException ex) {
				log.error("The digest of {} could not be sent to one reader", day, ex);
			}
		}
	}

	private List<StaffMember> readers() {
		Map<String, StaffMember> readers = new TreeMap<>();
		READERS.forEach((role) -> this.staff.withRole(role)
			.stream()
			.filter((member) -> member.mail() != null && !member.mail().isBlank())
			.forEach((member) -> readers.put(member.id(), member)));
		return List.copyOf(readers.values());
	}

	private void tell(StaffMember member, LocalDate day, Instant now, List<StaffTasksStore.OpenTask> open) {
		Instant endOfDay = day.plusDays(1).atStartOfDay(FilingSettings.ZONE).toInstant();
		List<StaffTasksStore.OpenTask> own = open.stream().filter((task) -> concerns(task, member)).toList();
		List<StaffTasksStore.OpenTask> overdue = own.stream()
			.filter((task) -> task.dueAt() != null && !task.dueAt().isAfter(now))
			.toList();
		List<StaffTasksStore.OpenTask> today = own.stream()
			.filter((task) -> task.dueAt() != null && task.dueAt().isAfter(now) && !task.dueAt().isAfter(endOfDay))
			.toList();
		List<StaffTasksStore.OpenTask> free = own.stream().filter((task) -> task.assignee() == null).toList();
		boolean any = !overdue.isEmpty() || !today.isEmpty() || !free.isEmpty();
		this.digests.claim(day, member.id(), any, now);
		if (!any) {
			return;
		}
		Recipient reader = Recipient.staff(member.id(), member.mail());
		Map<String, Object> facts = Map.of("day", day, "overdue", overdue.size(), "today", today.size(), "free",
				free.size(), "overdueTasks", lines(overdue, reader.locale()), "todayTasks",
				lines(today, reader.locale()), "freeTasks", lines(free, reader.locale()), "more",
				more(overdue) + more(today) + more(free));
		this.notices
			.post(new NoticeRequest("digest-" + day, province(own), NoticeKind.MORNING_DIGEST, "day", reader, facts)
				.validUntil(endOfDay));
	}

	/** Whose mail it is in the list of notices: a province its reader works for. */
	private static String province(List<StaffTasksStore.OpenTask> tasks) {
		return tasks.stream()
			.map(StaffTasksStore.OpenTask::province)
			.filter(Objects::nonNull)
			.findFirst()
			.orElseThrow();
	}

	/** What somebody has, may take, or shares out. */
	private static boolean concerns(StaffTasksStore.OpenTask task, StaffMember member) {
		if (member.id().equals(task.assignee())) {
			return true;
		}
		boolean here = member.provinces().isEmpty() || member.provinces().contains(task.province());
		boolean mayTake = task.assignee() == null
				&& member.roles().stream().flatMap((role) -> role.group().stream()).anyMatch(task.groups()::contains);
		return here && (mayTake || StaffTask.byKey(task.taskKey())
			.filter((kind) -> WorkBoard.kindsLedBy(member.roles()).contains(kind))
			.isPresent());
	}

	private List<String> lines(List<StaffTasksStore.OpenTask> tasks, Locale locale) {
		List<String> lines = new ArrayList<>();
		tasks.stream()
			.sorted(Comparator
				.comparing(StaffTasksStore.OpenTask::dueAt, Comparator.nullsLast(Comparator.naturalOrder()))
				.thenComparing(StaffTasksStore.OpenTask::reference))
			.limit(MOST)
			.forEach((task) -> lines.add(line(task, locale)));
		return lines;
	}

	private String line(StaffTasksStore.OpenTask task, Locale locale) {
		String what = StaffTask.byKey(task.taskKey())
			.map((kind) -> this.messages.getMessage("filing.task." + kind.name(), null, locale))
			.orElse(task.taskKey());
		return (task.dueAt() == null)
				? this.messages.getMessage("filing.digest.line.open", new Object[] { task.reference(), what }, locale)
				: this.messages.getMessage("filing.digest.line",
						new Object[] { task.reference(), what, Formats.of(locale).moment(task.dueAt()) }, locale);
	}

	private static int more(List<StaffTasksStore.OpenTask> tasks) {
		return Math.max(0, tasks.size() - MOST);
	}

}
