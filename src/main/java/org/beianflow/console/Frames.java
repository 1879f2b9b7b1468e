package org.beianflow.console;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

import jakarta.servlet.http.HttpServletRequest;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Role;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.deadline.WorkingCalendars;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Makes the frame of a page for whoever asks for it. */
@Component
class Frames {

	private final ObjectProvider<ConsolePage> pages;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final StaffDirectory staff;

	private final MessageSource messages;

	private final Clock clock;

	private final WorkingCalendars calendars;

	Frames(ObjectProvider<ConsolePage> pages, CurrentActors actors, Permissions permissions, StaffDirectory staff,
			MessageSource messages, Clock clock, WorkingCalendars calendars) {
		this.pages = pages;
		this.actors = actors;
		this.permissions = permissions;
		this.staff = staff;
		this.messages = messages;
		this.clock = clock;
		this.calendars = calendars;
	}

	Frame frame(HttpServletRequest request, Locale locale) {
		CurrentActor who = this.actors.current();
		String name = this.staff.find(who.id()).map(StaffMember::name).orElse(who.id());
		String roles = String.join(english(locale) ? ", " : "、",
				who.roles()
					.stream()
					.sorted()
					.map((role) -> this.messages.getMessage("console.role." + role, null, locale))
					.toList());
		return new Frame(name, roles, menu(who), current(request, who), who.roles().stream().anyMatch(Frames::cockpit),
				new Words(this.messages, locale, this.clock.instant(), this.calendars.current(),
						this.permissions.allowsSomewhere(who, Action.FILING_READ)),
				new Address(request));
	}

	/** The pages this person may open, in the order of the menu. */
	List<ConsolePage> pages(CurrentActor who) {
		return this.pages.stream()
			.filter((page) -> page.actions().isEmpty()
					|| page.actions().stream().anyMatch((action) -> this.permissions.allowsSomewhere(who, action)))
			.sorted(Comparator.comparing(ConsolePage::group).thenComparingInt(ConsolePage::order))
			.toList();
	}

	private List<Frame.Part> menu(CurrentActor who) {
		List<Frame.Part> menu = new ArrayList<>();
		for (ConsolePage.Group group : ConsolePage.Group.values()) {
			List<ConsolePage> entries = pages(who).stream().filter((page) -> page.group() == group).toList();
			if (!entries.isEmpty()) {
				menu.add(new Frame.Part(group, entries));
			}
		}
		return menu;
	}

	/** The entry a page lies below: the longest path that it begins with. */
	private String current(HttpServletRequest request, CurrentActor who) {
		String path = request.getRequestURI();
		return pages(who).stream()
			.map(ConsolePage::path)
			.filter((entry) -> path.equals(entry) || path.startsWith(entry + "/"))
			.max(Comparator.comparingInt(String::length))
			.orElse("");
	}

	private static boolean cockpit(Role role) {
		return role == Role.OPERATOR || role == Role.ANALYST;
	}

	private static boolean english(Locale locale) {
		return Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
	}

}
