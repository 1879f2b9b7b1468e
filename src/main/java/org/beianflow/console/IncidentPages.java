package org.beianflow.console;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.engine.EngineFaults;
import org.beianflow.engine.EngineFaults.Fault;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * What stopped: which automatic step of which filing, since when and why, in plain words;
 * and letting it run again, one or all of a kind.
 */
@ConsoleController
class IncidentPages {

	private static final String PAGE = "/console/incidents";

	/** Runs at once, one after the other: more at a time would keep the page waiting. */
	private static final int MOST_AT_ONCE = 50;

	private final EngineFaults faults;

	private final AuditTrail audit;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Told told;

	IncidentPages(EngineFaults faults, AuditTrail audit, CurrentActors actors, Permissions permissions, Told told) {
		this.faults = faults;
		this.audit = audit;
		this.actors = actors;
		this.permissions = permissions;
		this.told = told;
	}

	/**
	 * What stopped at one step.
	 *
	 * @param kind process and step
	 * @param faults one for each filing
	 */
	record Kind(String kind, List<Fault> faults) {

	}

	@GetMapping(PAGE)
	String list(Model model) {
		this.permissions.require(this.actors.current(), Action.INCIDENT_READ, Scope.NONE);
		Map<String, List<Fault>> kinds = new LinkedHashMap<>();
		this.faults.stopped()
			.forEach((fault) -> kinds.computeIfAbsent(fault.kind(), (kind) -> new ArrayList<>()).add(fault));
		model.addAttribute("kinds",
				kinds.entrySet().stream().map((kind) -> new Kind(kind.getKey(), kind.getValue())).toList());
		model.addAttribute("retrying", this.faults.retrying());
		model.addAttribute("mayRetry",
				this.permissions.allows(this.actors.current(), Action.INCIDENT_RETRY, Scope.NONE));
		return "console/incidents";
	}

	@GetMapping(PAGE + "/{id}")
	String one(@PathVariable String id, Model model) {
		this.permissions.require(this.actors.current(), Action.INCIDENT_READ, Scope.NONE);
		Fault fault = this.faults.find(id)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "console.incident.gone"));
		model.addAttribute("fault", fault);
		model.addAttribute("details", this.faults.details(id));
		model.addAttribute("mayRetry",
				this.permissions.allows(this.actors.current(), Action.INCIDENT_RETRY, Scope.NONE));
		return "console/incident";
	}

	@PostMapping(PAGE + "/{id}/retry")
	String retry(@PathVariable String id, RedirectAttributes redirect) {
		CurrentActor who = this.actors.current();
		this.permissions.require(who, Action.INCIDENT_RETRY, Scope.NONE);
		return this.told.after(redirect, PAGE, () -> {
			Fault fault = this.faults.find(id)
				.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "console.incident.gone"));
			if (!retried(fault, who)) {
				throw new Refusal(Refusal.Kind.CONFLICT, "console.incident.again", fault.stepName());
			}
			return this.told.text("console.incident.ran", fault.stepName());
		});
	}

	@PostMapping(PAGE + "/retry")
	String retryAll(@RequestParam String kind, RedirectAttributes redirect) {
		CurrentActor who = this.actors.current();
		this.permissions.require(who, Action.INCIDENT_RETRY, Scope.NONE);
		return this.told.after(redirect, PAGE, () -> {
			List<Fault> all = this.faults.stopped().stream().filter((fault) -> fault.kind().equals(kind)).toList();
			List<Fault> now = all.stream().limit(MOST_AT_ONCE).toList();
			long well = now.stream().filter((fault) -> retried(fault, who)).count();
			return this.told.text("console.incident.ranAll", now.size(), well, now.size() - well,
					all.size() - now.size());
		});
	}

	/** One that somebody else let run meanwhile needs nothing more. */
	private boolean retried(Fault fault, CurrentActor who) {
		try {
			boolean well = this.faults.retry(fault.id());
			this.audit.record((fault.filing() != null) ? fault.filing() : "person:" + who.id(), who.actor(),
					"incident.retried",
					Map.of("process", fault.process(), "step", fault.step(), "result", well ? "DONE" : "FAILED"));
			return well;
		}
		catch (Refusal refusal) {
			return true;
		}
	}

}
