package org.beianflow.deadline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Proposes, at each start, what came with a new release of the application and what lies
 * in the folder of calendars. Nothing here comes into force by itself: a person looks at
 * what it would move and confirms.
 */
@Component
class CalendarFolder {

	private static final Logger log = LoggerFactory.getLogger(CalendarFolder.class);

	private final ClockChanges changes;

	private final DeadlineSettings settings;

	CalendarFolder(ClockChanges changes, DeadlineSettings settings) {
		this.changes = changes;
		this.settings = settings;
	}

	@EventListener(ApplicationReadyEvent.class)
	void read() {
		List<CalendarVersion> known = this.changes.versions();
		for (CalendarYear year : WorkingCalendar.shipped().years()) {
			// What was replaced by a version of one's own is not proposed again at every
			// start.
			if (known.stream().noneMatch((version) -> version.year().equals(year))) {
				propose("release " + year.year(), CalendarFile.write(year), CalendarVersion.Origin.SHIPPED, "release");
			}
		}
		for (Path file : files()) {
			try {
				propose(file.getFileName().toString(), Files.readString(file, StandardCharsets.UTF_8),
						CalendarVersion.Origin.FOLDER, "calendar-folder");
			}
			catch (IOException ex) {
				log.warn("The calendar {} cannot be read: {}", file, ex.toString());
			}
		}
	}

	private void propose(String name, String json, CalendarVersion.Origin origin, String job) {
		try {
			ClockChange change = this.changes.propose(json, null, origin, Actor.system(job));
			log.info("The calendar {} waits for confirmation as change {}", name, change.id());
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.CONFLICT) {
				log.warn("The calendar {} was not accepted: {}", name, refusal.getMessage());
			}
		}
	}

	private List<Path> files() {
		Path folder = this.settings.calendarDir();
		if (folder == null || !Files.isDirectory(folder)) {
			return List.of();
		}
		try (Stream<Path> files = Files.list(folder)) {
			return files.filter((file) -> file.getFileName().toString().endsWith(".json")).sorted().toList();
		}
		catch (IOException ex) {
			log.warn("The folder of calendars {} cannot be read: {}", folder, ex.toString());
			return List.of();
		}
	}

}
