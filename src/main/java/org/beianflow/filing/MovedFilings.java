package org.beianflow.filing;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import org.beianflow.account.Applicant;
import org.beianflow.account.Applicants;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.deadline.ClockChange;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.MovedPeople;
import org.beianflow.deadline.Turn;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeRequest;
import org.beianflow.notice.Notices;
import org.beianflow.notice.Recipient;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Whom it concerns when dates move: the applicant, whose own time it is or who was told
 * when to expect a decision; and whoever works on the case, or may take it while nobody
 * does. Each gets one notice.
 */
@Component
class MovedFilings implements MovedPeople {

	private static final String APPLICANT = "applicant:";

	private static final String STAFF = "staff:";

	private final Filings filings;

	private final StaffTasksStore tasks;

	private final StaffDirectory staff;

	private final Applicants applicants;

	private final Notices notices;

	private final DeadlineWords words;

	private final MessageSource messages;

	MovedFilings(Filings filings, StaffTasksStore tasks, StaffDirectory staff, Applicants applicants, Notices notices,
			DeadlineWords words, MessageSource messages) {
		this.filings = filings;
		this.tasks = tasks;
		this.staff = staff;
		this.applicants = applicants;
		this.notices = notices;
		this.words = words;
		this.messages = messages;
	}

	@Override
	public Map<Long, Set<String>> concerned(List<Moved> moves) {
		Set<String> references = new TreeSet<>();
		moves.forEach((move) -> references.add(move.filing()));
		Map<String, String> owners = new HashMap<>();
		this.filings.summaries(references)
			.forEach((filing) -> owners.put(filing.reference(), APPLICANT + filing.applicantId()));
		Map<String, String> workers = new HashMap<>();
		this.tasks.ofAll(references)
			.stream()
			.filter((task) -> task.assignee() != null)
			.forEach((task) -> workers.put(task.reference(), STAFF + task.assignee()));
		Map<String, Set<String>> groups = new HashMap<>();
		Map<Long, Set<String>> concerned = new LinkedHashMap<>();
		for (Moved move : moves) {
			Set<String> people = new TreeSet<>();
			if (tellsApplicant(move.kind())) {
				Optional.ofNullable(owners.get(move.filing())).ifPresent(people::add);
			}
			if (move.kind().turn() != Turn.APPLICANT) {
				String worker = workers.get(move.filing());
				people.addAll((worker != null) ? Set.of(worker)
						: groups.computeIfAbsent(move.kind() + move.province(), (key) -> group(move)));
			}
			concerned.put(move.id(), people);
		}
		return concerned;
	}

	/** What an applicant has to keep, or was told. */
	private static boolean tellsApplicant(DeadlineKind kind) {
		return kind.turn() == Turn.APPLICANT || kind == DeadlineKind.AUTHORITY_REVIEW
				|| kind == DeadlineKind.PROVIDER_REVIEW;
	}

	private Set<String> group(Moved move) {
		Set<String> members = new TreeSet<>();
		this.staff.withRole(Reminders.role(move.kind(), false), move.province())
			.forEach((member) -> members.add(STAFF + member.id()));
		return members;
	}

	@Override
	public void tell(String person, ClockChange change, int total, List<Moved> moves) {
		Moved first = moves.get(0);
		boolean applicant = person.startsWith(APPLICANT);
		Optional<Recipient> recipient = applicant ? Optional.of(applicant(person)) : member(person);
		recipient.ifPresent((to) -> this.notices.post(new NoticeRequest(first.filing(), first.province(),
				applicant ? NoticeKind.DATE_MOVED : NoticeKind.STAFF_DATES_MOVED,
				"clock-change-" + change.id() + "-" + total, to, facts(change, total, moves, to.locale()))));
	}

	private Map<String, Object> facts(ClockChange change, int total, List<Moved> moves, Locale locale) {
		List<String> lines = moves.stream()
			.map((move) -> this.messages.getMessage("filing.moved.line",
					new Object[] { move.filing(), this.words.name(move.kind(), locale),
							this.words.due(move.dueBefore(), move.kind().unit(), locale),
							this.words.due(move.dueAfter(), move.kind().unit(), locale) },
					locale))
			.toList();
		return Map.of("cause", change.reason(), "count", total, "moves", lines, "provisional",
				moves.stream().anyMatch(Moved::provisional));
	}

	private Recipient applicant(String person) {
		Applicant applicant = this.applicants.find(person.substring(APPLICANT.length()));
		return new Recipient(person, Locale.forLanguageTag(applicant.locale()), applicant.email(), applicant.phone());
	}

	private Optional<Recipient> member(String person) {
		return this.staff.find(person.substring(STAFF.length()))
			.map((StaffMember member) -> Recipient.staff(member.id(), member.mail()));
	}

}
