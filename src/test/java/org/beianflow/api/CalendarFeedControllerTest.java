package org.beianflow.api;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.beianflow.check.Refusal;
import org.beianflow.deadline.CalendarFeeds;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineCalendar;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.filing.FilingSummary;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Whose dates stand behind a secret address, and that nobody else's do. */
class CalendarFeedControllerTest {

	private final SmallDatabase database = new SmallDatabase(20);

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final DeadlineCalendar calendar = mock(DeadlineCalendar.class);

	private final Deadlines deadlines = mock(Deadlines.class);

	private final Filings filings = mock(Filings.class);

	private final StaffTasksStore tasks = mock(StaffTasksStore.class);

	private CalendarFeeds feeds;

	private CalendarFeedController controller;

	@BeforeEach
	void start() {
		this.context.registerBean(JdbcClient.class, this.database::jdbc);
		this.context.registerBean(Clock.class, () -> MovedClock.at("2026-12-10T10:00"));
		this.context.registerBean(CalendarFeeds.class);
		this.context.refresh();
		this.feeds = this.context.getBean(CalendarFeeds.class);
		this.controller = new CalendarFeedController(this.feeds, this.calendar, this.deadlines, this.filings,
				this.tasks);
		given(this.calendar.write(any(), any())).willAnswer((call) -> call.<List<Deadline>>getArgument(0)
			.stream()
			.map((deadline) -> deadline.filing() + " " + deadline.kind())
			.sorted()
			.toList() + " " + call.<Locale>getArgument(1));
		Map<String, List<Deadline>> first = Map.of("F1", List.of(limit("F1", DeadlineKind.SUPPLEMENT)));
		Map<String, List<Deadline>> second = Map.of("F2",
				List.of(limit("F2", DeadlineKind.SUPPLEMENT), limit("F2", DeadlineKind.AUTHORITY_REVIEW)));
		given(this.deadlines.running(List.of("F1"))).willReturn(first);
		given(this.deadlines.running(List.of("F2"))).willReturn(second);
		FilingSummary own = mock(FilingSummary.class);
		given(own.reference()).willReturn("F1");
		given(this.filings.ofApplicant("1")).willReturn(List.of(own));
		StaffTasksStore.OpenTask task = mock(StaffTasksStore.OpenTask.class);
		given(task.reference()).willReturn("F2");
		given(this.tasks.assignedTo("chief")).willReturn(List.of(task, task));
	}

	@AfterEach
	void stop() {
		this.context.close();
		this.database.close();
	}

	@Test
	void anApplicantReadsTheirOwnFilingsOnly() {
		String secret = this.feeds.create("applicant:1", Locale.SIMPLIFIED_CHINESE);
		assertThat(read(secret)).isEqualTo("[F1 SUPPLEMENT] zh_CN");
		assertThat(read(this.feeds.create("applicant:2", Locale.ENGLISH))).isEqualTo("[] en");
	}

	@Test
	void staffReadsTheTasksTheyHaveTakenAndNotWhatIsUpToTheApplicant() {
		assertThat(read(this.feeds.create("staff:chief", Locale.ENGLISH))).isEqualTo("[F2 AUTHORITY_REVIEW] en");
	}

	@Test
	void aWrongOrRevokedOrReplacedAddressIsNotFound() {
		notFound("wrong");
		String first = this.feeds.create("applicant:1", Locale.ENGLISH);
		String second = this.feeds.create("applicant:1", Locale.ENGLISH);
		notFound(first);
		assertThat(read(second)).isNotEmpty();
		this.feeds.revoke("applicant:1");
		notFound(second);
		assertThat(this.feeds.exists("applicant:1")).isFalse();
	}

	@Test
	void theSecretItselfIsNotKept() {
		String secret = this.feeds.create("applicant:1", Locale.ENGLISH);
		assertThat(this.database.jdbc().sql("select secret_hash from bf_calendar_feed").query(String.class).single())
			.isNotEqualTo(secret)
			.hasSize(64);
	}

	private void notFound(String secret) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> this.controller.feed(secret))
			.satisfies((refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
	}

	private String read(String secret) {
		ResponseEntity<byte[]> answer = this.controller.feed(secret);
		assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-store");
		return new String(answer.getBody(), StandardCharsets.UTF_8);
	}

	private static Deadline limit(String filing, DeadlineKind kind) {
		Deadline limit = mock(Deadline.class);
		given(limit.filing()).willReturn(filing);
		given(limit.kind()).willReturn(kind);
		return limit;
	}

}
