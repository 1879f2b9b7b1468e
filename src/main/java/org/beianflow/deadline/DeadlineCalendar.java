package org.beianflow.deadline;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Time limits as iCalendar (RFC 5545), for calendar programs: a file or what a feed
 * gives. The entry of a limit is the same in both, so that a program shows it once.
 */
@Component
public class DeadlineCalendar {

	/** A line may hold 75 octets (RFC 5545 section 3.1). */
	private static final int LINE = 75;

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

	private final MessageSource messages;

	private final DeadlineWords words;

	private final Clock clock;

	DeadlineCalendar(MessageSource messages, DeadlineWords words, Clock clock) {
		this.messages = messages;
		this.words = words;
		this.clock = clock;
	}

	/**
	 * Those of the limits that run. One in days is an all-day entry on its last day, one
	 * in hours ends at its minute; nothing names a person.
	 */
	public String write(List<Deadline> deadlines, Locale locale) {
		StringBuilder ics = new StringBuilder();
		line(ics, "BEGIN:VCALENDAR");
		line(ics, "VERSION:2.0");
		line(ics, "PRODID:-//beianflow.org//deadlines//ZH");
		line(ics, "CALSCALE:GREGORIAN");
		line(ics, "METHOD:PUBLISH");
		line(ics, "REFRESH-INTERVAL;VALUE=DURATION:PT1H");
		deadlines.stream().filter(Deadline::running).forEach((deadline) -> event(ics, deadline, locale));
		line(ics, "END:VCALENDAR");
		return ics.toString();
	}

	private void event(StringBuilder ics, Deadline deadline, Locale locale) {
		line(ics, "BEGIN:VEVENT");
		line(ics, "UID:deadline-" + deadline.id() + "@beianflow.org");
		line(ics, "DTSTAMP:" + UTC.format(this.clock.instant()));
		if (deadline.length().unit().byDay()) {
			LocalDate last = deadline.lastDay().orElseThrow();
			line(ics, "DTSTART;VALUE=DATE:" + DAY.format(last));
			line(ics, "DTEND;VALUE=DATE:" + DAY.format(last.plusDays(1)));
		}
		else {
			Instant due = deadline.dueAt();
			line(ics, "DTSTART:" + UTC.format(due));
			line(ics, "DTEND:" + UTC.format(due));
		}
		String name = this.words.name(deadline.kind(), locale);
		line(ics, "SUMMARY:" + escaped(
				this.messages.getMessage("deadline.calendar.entry", new Object[] { name, deadline.filing() }, locale)));
		line(ics,
				"DESCRIPTION:"
						+ escaped(this.words.due(deadline, locale) + "\n" + this.words.basis(deadline.kind(), locale)
								+ this.words.provisional(deadline, locale).map((note) -> "\n" + note).orElse("")));
		line(ics, "STATUS:" + (deadline.provisional() ? "TENTATIVE" : "CONFIRMED"));
		line(ics, "TRANSP:TRANSPARENT");
		line(ics, "END:VEVENT");
	}

	private static String escaped(String text) {
		return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n");
	}

	/**
	 * Writes a line, folded before an octet would be too many; never inside a character.
	 */
	private static void line(StringBuilder ics, String text) {
		int octets = 0;
		for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
			String character = text.substring(i, text.offsetByCodePoints(i, 1));
			int width = character.getBytes(StandardCharsets.UTF_8).length;
			if (octets + width > LINE) {
				ics.append("\r\n ");
				octets = 1;
			}
			ics.append(character);
			octets += width;
		}
		ics.append("\r\n");
	}

}
