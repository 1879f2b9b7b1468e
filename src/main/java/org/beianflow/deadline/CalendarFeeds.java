package org.beianflow.deadline;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calendar feeds: a secret address under which a calendar program reads somebody's own
 * dates. Only a hash of the secret is kept; making a new address ends the old one.
 */
@Component
@Transactional
public class CalendarFeeds {

	private static final int SECRET_BYTES = 24;

	private static final int LINE_BYTES = 73;

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyyMMdd");

	private final SecureRandom random = new SecureRandom();

	private final JdbcClient jdbc;

	private final DeadlineWords words;

	private final Clock clock;

	CalendarFeeds(JdbcClient jdbc, DeadlineWords words, Clock clock) {
		this.jdbc = jdbc;
		this.words = words;
		this.clock = clock;
	}

	/**
	 * Whose feed it is.
	 *
	 * @param person {@code applicant:<id>} or {@code staff:<id>}
	 * @param locale the language of the dates
	 */
	public record Owner(String person, Locale locale) {
	}

	/**
	 * Makes an address, in place of the former one.
	 * @return the secret part, which cannot be shown again
	 */
	public String create(String person, Locale locale) {
		byte[] bytes = new byte[SECRET_BYTES];
		this.random.nextBytes(bytes);
		String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		revoke(person);
		this.jdbc.sql("""
				insert into bf_calendar_feed (person, secret_hash, language, created_at)
				values (:person, :hash, :language, :at)""")
			.param("person", person)
			.param("hash", CalendarFile.fingerprint(secret))
			.param("language", locale.toLanguageTag())
			.param("at", this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		return secret;
	}

	/** Ends the address; calendar programs find nothing there any more. */
	public void revoke(String person) {
		this.jdbc.sql("delete from bf_calendar_feed where person = :person").param("person", person).update();
	}

	/** Whether somebody has an address. */
	@Transactional(readOnly = true)
	public boolean exists(String person) {
		return this.jdbc.sql("select count(*) from bf_calendar_feed where person = :person")
			.param("person", person)
			.query(Integer.class)
			.single() > 0;
	}

	/** Whose address this is; empty for one that was revoked or never was. */
	@Transactional(readOnly = true)
	public Optional<Owner> owner(String secret) {
		return this.jdbc.sql("select person, language from bf_calendar_feed where secret_hash = :hash")
			.param("hash", CalendarFile.fingerprint(secret))
			.query((row, index) -> new Owner(row.getString("person"), Locale.forLanguageTag(row.getString("language"))))
			.optional();
	}

	/**
	 * The dates as iCalendar (RFC 5545). A limit in days is an all-day entry on its last
	 * day, one in hours ends at its minute; nothing names a person.
	 */
	@Transactional(readOnly = true)
	public String write(List<Deadline> deadlines, Locale locale) {
		StringBuilder ics = new StringBuilder();
		line(ics, "BEGIN:VCALENDAR");
		line(ics, "VERSION:2.0");
		line(ics, "PRODID:-//beianflow.org//deadlines//ZH");
		line(ics, "CALSCALE:GREGORIAN");
		line(ics, "METHOD:PUBLISH");
		line(ics, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
		for (Deadline deadline : deadlines) {
			if (deadline.running()) {
				event(ics, deadline, locale);
			}
		}
		line(ics, "END:VCALENDAR");
		return ics.toString();
	}

	private void event(StringBuilder ics, Deadline deadline, Locale locale) {
		line(ics, "BEGIN:VEVENT");
		line(ics, "UID:deadline-" + deadline.id() + "@beianflow.org");
		line(ics, "DTSTAMP:" + utc(this.clock.instant()));
		DeadlineUnit unit = deadline.length().unit();
		if (unit == DeadlineUnit.WORKING_DAYS || unit == DeadlineUnit.CALENDAR_DAYS) {
			LocalDate last = deadline.lastDay().orElseThrow();
			line(ics, "DTSTART;VALUE=DATE:" + last.format(DAY));
			line(ics, "DTEND;VALUE=DATE:" + last.plusDays(1).format(DAY));
		}
		else {
			line(ics, "DTSTART:" + utc(deadline.dueAt()));
			line(ics, "DTEND:" + utc(deadline.dueAt()));
		}
		line(ics, "SUMMARY:" + text(this.words.name(deadline.kind(), locale) + " " + deadline.filing()));
		String description = this.words.due(deadline, locale) + "\n" + this.words.basis(deadline.kind(), locale)
				+ this.words.provisional(deadline, locale).map((note) -> "\n" + note).orElse("");
		line(ics, "DESCRIPTION:" + text(description));
		line(ics, "STATUS:" + (deadline.provisional() ? "TENTATIVE" : "CONFIRMED"));
		line(ics, "TRANSP:TRANSPARENT");
		line(ics, "END:VEVENT");
	}

	private static String utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC).format(UTC);
	}

	private static String text(String value) {
		return value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
	}

	/** Lines are folded at 75 octets, never inside a character (RFC 5545, 3.1). */
	private static void line(StringBuilder ics, String content) {
		int bytes = 0;
		for (int i = 0; i < content.length();) {
			int point = content.codePointAt(i);
			int size = Character.toString(point).getBytes(StandardCharsets.UTF_8).length;
			if (bytes + size > LINE_BYTES) {
				ics.append("\r\n ");
				bytes = 1;
			}
			ics.appendCodePoint(point);
			bytes += size;
			i += Character.charCount(point);
		}
		ics.append("\r\n");
	}

}
