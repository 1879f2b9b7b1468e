package org.beianflow.api;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.swagger.v3.oas.annotations.Hidden;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.CalendarFeeds;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineCalendar;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Turn;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTasksStore;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * The feed behind a secret address: an applicant's own dates, or those of the tasks a
 * member of staff has taken. A calendar program cannot sign in; the address is the key.
 */
@RestController
@Hidden
class CalendarFeedController {

	private static final String APPLICANT = "applicant:";

	private final CalendarFeeds feeds;

	private final DeadlineCalendar calendar;

	private final Deadlines deadlines;

	private final Filings filings;

	private final StaffTasksStore tasks;

	CalendarFeedController(CalendarFeeds feeds, DeadlineCalendar calendar, Deadlines deadlines, Filings filings,
			StaffTasksStore tasks) {
		this.feeds = feeds;
		this.calendar = calendar;
		this.deadlines = deadlines;
		this.filings = filings;
		this.tasks = tasks;
	}

	@GetMapping("/feed/{secret}.ics")
	ResponseEntity<byte[]> feed(@PathVariable String secret) {
		CalendarFeeds.Owner owner = this.feeds.owner(secret)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "deadline.feed.unknown"));
		String ics = this.calendar.write(own(owner.person()), owner.locale());
		return ResponseEntity.ok()
			.contentType(new MediaType("text", "calendar", StandardCharsets.UTF_8))
			.cacheControl(CacheControl.noStore())
			.header("X-Robots-Tag", "noindex")
			.body(ics.getBytes(StandardCharsets.UTF_8));
	}

	private List<Deadline> own(String person) {
		boolean applicant = person.startsWith(APPLICANT);
		List<String> references = applicant
				? this.filings.ofApplicant(person.substring(APPLICANT.length()))
					.stream()
					.map(FilingSummary::reference)
					.toList()
				: this.tasks.assignedTo(person.substring(person.indexOf(':') + 1))
					.stream()
					.map(StaffTasksStore.OpenTask::reference)
					.distinct()
					.toList();
		List<Deadline> own = new ArrayList<>();
		this.deadlines.running(references)
			.values()
			.forEach((open) -> open.stream()
				.filter((deadline) -> applicant || deadline.kind().turn() != Turn.APPLICANT)
				.forEach(own::add));
		return own;
	}

}
