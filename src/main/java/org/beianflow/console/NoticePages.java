package org.beianflow.console;

import java.util.List;
import java.util.Set;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.notice.NoticeChannel;
import org.beianflow.notice.NoticeFilter;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.Notices;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.NoticeView;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * The outgoing notices: what was sent to whom, with the text as it was sent; in the demo
 * this is where mails and SMS are read. A person decides about what did not arrive.
 */
@ConsoleController
class NoticePages {

	private static final int PAGE = 50;

	private final Notices notices;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Told told;

	NoticePages(Notices notices, CurrentActors actors, Permissions permissions, Told told) {
		this.notices = notices;
		this.actors = actors;
		this.permissions = permissions;
		this.told = told;
	}

	@GetMapping("/console/notices")
	String list(@RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String kind,
			@RequestParam(defaultValue = "") String channel, @RequestParam(defaultValue = "") String filing,
			@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to,
			@RequestParam(required = false) Long before, Model model) {
		CurrentActor who = this.actors.current();
		NoticeFilter filter = new NoticeFilter(states(state), one(NoticeKind.class, kind),
				one(NoticeChannel.class, channel), filing.isBlank() ? null : filing.strip(), provinces(who),
				EnteredDay.begin(from), EnteredDay.end(to));
		List<NoticeView> found = this.notices.outbox(filter, before, PAGE + 1);
		model.addAttribute("notices", (found.size() > PAGE) ? found.subList(0, PAGE) : found);
		model.addAttribute("more", (found.size() > PAGE) ? found.get(PAGE - 1).id() : null);
		model.addAttribute("first", before == null);
		model.addAttribute("kinds", NoticeKind.values());
		model.addAttribute("channels", NoticeChannel.values());
		model.addAttribute("states", NoticeState.values());
		return "console/notices";
	}

	/** Only those of the own provinces, for those who have provinces. */
	private Set<String> provinces(CurrentActor who) {
		if (this.permissions.allows(who, Action.NOTICE_LIST, Scope.NONE)) {
			return Set.of();
		}
		if (!this.permissions.allowsSomewhere(who, Action.NOTICE_LIST)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		return who.provinces();
	}

	private static Set<NoticeState> states(String state) {
		return state.equals("UNDELIVERED") ? Set.of(NoticeState.DEAD, NoticeState.UNKNOWN)
				: one(NoticeState.class, state);
	}

	private static <E extends Enum<E>> Set<E> one(Class<E> type, String name) {
		for (E value : type.getEnumConstants()) {
			if (value.name().equals(name)) {
				return Set.of(value);
			}
		}
		return Set.of();
	}

	@GetMapping("/console/notices/{id}")
	String notice(@PathVariable long id, Model model) {
		CurrentActor who = this.actors.current();
		NoticeView notice = allowed(id, Action.NOTICE_LIST, who);
		model.addAttribute("notice", notice);
		model.addAttribute("mayResend",
				notice.channel() != NoticeChannel.IN_APP && notice.state().settled()
						&& notice.state() != NoticeState.SUPPRESSED
						&& this.permissions.allows(who, Action.NOTICE_RESEND, Scope.ofProvince(notice.province())));
		model.addAttribute("mayGiveUp", notice.state().undelivered() && !notice.givenUp());
		return "console/notice";
	}

	/** One that may not be seen is not there. */
	private NoticeView allowed(long id, Action action, CurrentActor who) {
		return this.notices.find(id)
			.filter((notice) -> this.permissions.allows(who, action, Scope.ofProvince(notice.province())))
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "notice.unknown", id));
	}

	@PostMapping("/console/notices/{id}/resend")
	String resend(@PathVariable long id, RedirectAttributes redirect) {
		CurrentActor who = this.actors.current();
		allowed(id, Action.NOTICE_RESEND, who);
		return this.told.after(redirect, "/console/notices/" + id, () -> {
			this.notices.resend(id, who.actor());
			return this.told.text("console.notice.resent");
		});
	}

	@PostMapping("/console/notices/{id}/give-up")
	String giveUp(@PathVariable long id, @RequestParam(defaultValue = "") String reason, RedirectAttributes redirect) {
		CurrentActor who = this.actors.current();
		allowed(id, Action.NOTICE_RESEND, who);
		return this.told.after(redirect, "/console/notices/" + id, () -> {
			this.notices.giveUp(id, reason, who.actor());
			return this.told.text("console.notice.givenUp");
		});
	}

}
