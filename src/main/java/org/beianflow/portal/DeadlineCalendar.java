package org.beianflow.portal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Turn;
import org.beianflow.filing.Filing;

import org.springframework.stereotype.Component;

/** The applicant's own running time limits as an iCalendar file (RFC 5545). */
@Component
class DeadlineCalendar {

	private static final DateTimeFormatter DAY = DateTimeFormatter.BASIC_ISO_DATE;

	private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'")
		.withZone(ZoneOffset.UTC);

	/** A line may hold 75 octets (RFC 5545 section 3.1). */
	private static final int LINE = 75;

	private final Deadlines deadlines;

	private final DeadlineWords words;

	private final PageTexts texts;

	private final Clock clock;

	DeadlineCalendar(Deadlines deadlines, DeadlineWords words, PageTexts texts, Clock clock) {
		this.deadlines = deadlines;
		this.words = words;
		this.texts = texts;
		this.clock = clock;
	}

	String of(Filing filing, Locale locale) {
		StringBuilder ics = new StringBuilder();
		line(ics, "BEGIN:VCALENDAR");
		line(ics, "VERSION:2.0");
		line(ics, "PRODID:-//Beianflow//ICP//ZH");
		line(ics, "METHOD:PUBLISH");
		List<Deadline> own = this.deadlines.of(filing.reference().value())
			.stream()
			.filter((deadline) -> deadline.running() && deadline.kind().turn() == Turn.APPLICANT)
			.toList();
		own.forEach((deadline) -> event(ics, filing, deadline, locale));
		line(ics, "END:VCALENDAR");
		return ics.toString();
	}

	private void event(StringBuilder ics, Filing filing, Deadline deadline, Locale locale) {
		boolean inDays = deadline.length().unit() == DeadlineUnit.WORKING_DAYS
				|| deadline.length().unit() == DeadlineUnit.CALENDAR_DAYS;
		line(ics, "BEGIN:VEVENT");
		line(ics, "UID:" + filing.reference() + "-" + deadline.kind() + "-" + deadline.id() + "@beianflow");
		line(ics, "DTSTAMP:" + UTC.format(this.clock.instant()));
		if (inDays) {
			LocalDate last = deadline.lastDay().orElseThrow();
			line(ics, "DTSTART;VALUE=DATE:" + DAY.format(last));
			line(ics, "DTEND;VALUE=DATE:" + DAY.format(last.plusDays(1)));
		}
		else {
			Instant due = deadline.dueAt();
			line(ics, "DTSTART:" + UTC.format(due));
			line(ics, "DTEND:" + UTC.format(due));
		}
		line(ics, "SUMMARY:" + escaped(this.texts.text("portal.case.ics.summary", locale,
				this.words.name(deadline.kind(), locale), filing.reference().value())));
		line(ics,
				"DESCRIPTION:"
						+ escaped(this.words.due(deadline, locale) + "; " + this.words.basis(deadline.kind(), locale)
								+ this.words.provisional(deadline, locale).map((note) -> "; " + note).orElse("")));
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
