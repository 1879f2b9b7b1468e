package org.beianflow.console;

import java.util.List;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;

import org.springframework.web.bind.annotation.GetMapping;

/** Where the work stands; the first page of the console. */
@ConsoleController
class OverviewController {

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Frames frames;

	OverviewController(CurrentActors actors, Permissions permissions, Frames frames) {
		this.actors = actors;
		this.permissions = permissions;
		this.frames = frames;
	}

	/** Where the portal's link for staff leads. */
	@GetMapping("/staff")
	String staff() {
		return "redirect:/console";
	}

	/** Those who have no figures begin at the first page they have. */
	@GetMapping("/console")
	String overview() {
		CurrentActor who = this.actors.current();
		if (this.permissions.allowsSomewhere(who, Action.FILING_SEARCH)
				|| this.permissions.allowsSomewhere(who, Action.METRICS_READ)) {
			return "console/index";
		}
		List<ConsolePage> pages = this.frames.pages(who);
		return pages.isEmpty() ? "console/index" : "redirect:" + pages.get(0).path();
	}

}
