package org.beianflow.console;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.audit.AuditEntry;
import org.beianflow.audit.AuditFilter;
import org.beianflow.audit.AuditLog;
import org.beianflow.audit.AuditTrail;
import org.beianflow.audit.AuditVerification;
import org.beianflow.check.Refusal;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The audit trail for auditors: search over all chains, verification in words, and an
 * export with the hashes. It shows accounts and acts, never personal data; verifying and
 * exporting are acts of their own.
 */
@ConsoleController
class AuditPages {

	/** The chain's name and how many entries it was checked over. */
	static final String VERIFIED = "audit.verified";

	/** What was asked for and how many entries were handed out. */
	static final String EXPORTED = "audit.exported";

	private static final int ROWS = 50;

	private static final Pattern REFERENCE = Pattern.compile("[Ff]\\d{13}");

	private final AuditLog log;

	private final AuditTrail trail;

	private final CurrentActors actors;

	private final Permissions permissions;

	AuditPages(AuditLog log, AuditTrail trail, CurrentActors actors, Permissions permissions) {
		this.log = log;
		this.trail = trail;
		this.actors = actors;
		this.permissions = permissions;
	}

	/**
	 * What the address asks for; dates are days in Asia/Shanghai.
	 *
	 * @param chain a case number, or {@code person:<id>}
	 */
	record Asked(String chain, String actor, String act, String from, String to) {

		AuditFilter filter() {
			return new AuditFilter(chainName(this.chain), this.actor, this.act, EnteredDay.begin(this.from),
					EnteredDay.end(this.to));
		}

		/** What was asked for, as facts of the audit trail. */
		Map<String, String> facts() {
			Map<String, String> facts = new LinkedHashMap<>();
			put(facts, "chain", this.chain);
			put(facts, "actor", this.actor);
			put(facts, "act", this.act);
			put(facts, "from", this.from);
			put(facts, "to", this.to);
			return facts;
		}

		private static void put(Map<String, String> facts, String name, String value) {
			if (value != null && !value.isBlank()) {
				facts.put(name, value.strip());
			}
		}

	}

	/** An entry as it is shown. */
	record Row(AuditEntry entry, boolean filing, List<Fact> facts) {

	}

	/** A particular of an entry. */
	record Fact(String name, String value) {

	}

	private static String chainName(String text) {
		String name = (text != null) ? text.strip() : "";
		return REFERENCE.matcher(name).matches() ? name.toUpperCase(Locale.ROOT) : name;
	}

	private CurrentActor auditor() {
		CurrentActor who = this.actors.current();
		this.permissions.require(who, Action.AUDIT_READ, Scope.NONE);
		return who;
	}

	@GetMapping("/console/audit")
	String search(Asked asked, @RequestParam(required = false) Instant afterAt,
			@RequestParam(required = false) String afterChain, @RequestParam(defaultValue = "0") long afterNumber,
			Model model) {
		auditor();
		AuditLog.Place after = (afterAt != null && afterChain != null)
				? new AuditLog.Place(afterAt, afterChain, afterNumber) : null;
		List<AuditEntry> found = this.log.find(asked.filter(), after, ROWS + 1);
		boolean more = found.size() > ROWS;
		List<AuditEntry> page = more ? found.subList(0, ROWS) : found;
		model.addAttribute("asked", asked);
		model.addAttribute("rows", page.stream().map(AuditPages::row).toList());
		model.addAttribute("acts", this.log.acts());
		model.addAttribute("first", after == null);
		model.addAttribute("last", more ? page.get(ROWS - 1) : null);
		return "console/audit";
	}

	private static Row row(AuditEntry entry) {
		return new Row(entry, REFERENCE.matcher(entry.chain()).matches(),
				entry.facts().entrySet().stream().map((fact) -> new Fact(fact.getKey(), fact.getValue())).toList());
	}

	/** Checks one chain, or all where none is named, and says in words what was found. */
	@PostMapping("/console/audit/verification")
	String verify(@RequestParam(defaultValue = "") String chain, Model model) {
		CurrentActor who = auditor();
		String name = chainName(chain);
		List<AuditVerification> broken;
		if (name.isEmpty()) {
			long chains = this.log.chains();
			broken = this.trail.verifyAll();
			model.addAttribute("chains", chains);
			this.trail.record("person:" + who.id(), who.actor(), VERIFIED,
					Map.of("chains", String.valueOf(chains), "broken", String.valueOf(broken.size())));
		}
		else {
			AuditVerification result = this.trail.verify(name);
			if (result.entries() == 0 && result.intact()) {
				throw new Refusal(Refusal.Kind.NOT_FOUND, "console.audit.unknown", name);
			}
			broken = result.intact() ? List.of() : List.of(result);
			model.addAttribute("result", result);
			model.addAttribute("head", this.log.head(name).orElse(null));
			this.trail.record("person:" + who.id(), who.actor(), VERIFIED,
					Map.of("chain", name, "intact", String.valueOf(result.intact())));
		}
		model.addAttribute("chain", name);
		model.addAttribute("broken", broken);
		return "console/audit-verification";
	}

	/**
	 * What was found as a table with its hashes, by which anybody can check it again.
	 */
	@PostMapping("/console/audit/export")
	void export(Asked asked, @ModelAttribute("console") Frame console, HttpServletResponse response)
			throws IOException {
		CurrentActor who = auditor();
		AuditFilter filter = asked.filter();
		response.setContentType("text/csv;charset=UTF-8");
		response.setHeader("Content-Disposition",
				"attachment; filename=\"beianflow-audit-" + console.words().today() + ".csv\"");
		response.setHeader("Cache-Control", "private, no-store");
		Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
		out.write("\uFEFF");
		line(out, List.of("chain", "number", "at", "actorKind", "actor", "act", "facts", "previousHash", "hash"));
		// Those written before, so that the export stands in the trail and not in itself.
		long count = this.log.each(filter, (entry) -> line(out, cells(entry)));
		out.flush();
		Map<String, String> facts = new LinkedHashMap<>(asked.facts());
		facts.put("entries", String.valueOf(count));
		this.trail.record("person:" + who.id(), who.actor(), EXPORTED, facts);
	}

	private static List<Object> cells(AuditEntry entry) {
		String facts = entry.facts()
			.entrySet()
			.stream()
			.map((fact) -> fact.getKey() + "=" + fact.getValue())
			.collect(Collectors.joining("; "));
		return List.of(entry.chain(), entry.number(), entry.at(), entry.actor().kind(), entry.actor().id(), entry.act(),
				facts, entry.previousHash(), entry.hash());
	}

	private static void line(Writer out, List<Object> cells) {
		try {
			out.write(cells.stream().map(Sheets::cell).collect(Collectors.joining(",")) + "\r\n");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
