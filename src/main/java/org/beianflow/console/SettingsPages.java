package org.beianflow.console;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.check.Refusal;
import org.beianflow.console.ConsolePage.Group;
import org.beianflow.deadline.CalendarReach;
import org.beianflow.engine.EngineFaults;
import org.beianflow.engine.ModelsInForce;

import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/**
 * How the running application stands: its stores, what could not be delivered, the models
 * and the calendar it goes by, and the settings in force.
 */
@ConsoleController
class SettingsPages {

	private static final String PAGE = "/console/settings";

	private static final Set<Action> READERS = Set.of(Action.INCIDENT_READ, Action.RULES_EDIT);

	private final SettingsInForce settings;

	private final ModelsInForce models;

	private final CalendarReach reach;

	private final EngineFaults faults;

	private final HealthEndpoint health;

	private final JdbcClient jdbc;

	private final CurrentActors actors;

	private final Permissions permissions;

	SettingsPages(SettingsInForce settings, ModelsInForce models, CalendarReach reach, EngineFaults faults,
			HealthEndpoint health, JdbcClient jdbc, CurrentActors actors, Permissions permissions) {
		this.settings = settings;
		this.models = models;
		this.reach = reach;
		this.faults = faults;
		this.health = health;
		this.jdbc = jdbc;
		this.actors = actors;
		this.permissions = permissions;
	}

	/** Its entry of the menu. */
	@Configuration(proxyBeanMethods = false)
	static class Menu {

		@Bean
		ConsolePage settingsPage() {
			return new ConsolePage(PAGE, "console.nav.settings", Group.OPERATION, 90, READERS);
		}

	}

	/** Notices that did not arrive, by channel. */
	record Dead(String channel, long dead, long unknown) {

	}

	@GetMapping(PAGE)
	String page(Model model) {
		CurrentActor who = this.actors.current();
		if (READERS.stream().noneMatch((action) -> this.permissions.allowsSomewhere(who, action))) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		model.addAttribute("health", health());
		model.addAttribute("dead", dead());
		model.addAttribute("mayNotices", this.permissions.allowsSomewhere(who, Action.NOTICE_LIST));
		model.addAttribute("mayIncidents", this.permissions.allowsSomewhere(who, Action.INCIDENT_READ));
		model.addAttribute("stopped", this.faults.stopped().size());
		model.addAttribute("retrying", this.faults.retrying().size());
		model.addAttribute("reach", this.reach.now());
		model.addAttribute("processes", this.models.processes());
		model.addAttribute("decisions", this.models.decisions());
		model.addAttribute("settings", this.settings.all());
		return "console/settings";
	}

	/** Name and state of each part that is watched. */
	private Map<String, String> health() {
		Map<String, String> parts = new TreeMap<>();
		if (this.health.health() instanceof CompositeHealth all) {
			all.getComponents().forEach((name, part) -> collect(name, part, parts));
		}
		return parts;
	}

	private static void collect(String name, HealthComponent part, Map<String, String> parts) {
		parts.put(name, part.getStatus().getCode());
	}

	private List<Dead> dead() {
		return this.jdbc.sql("""
				select channel, sum(case when state = 'DEAD' then 1 else 0 end) as dead,
				  sum(case when state = 'UNKNOWN' then 1 else 0 end) as unclear
				from bf_notice where state in ('DEAD', 'UNKNOWN') and given_up = false group by channel order by channel
				""")
			.query((rs, row) -> new Dead(rs.getString("channel"), rs.getLong("dead"), rs.getLong("unclear")))
			.list();
	}

}
