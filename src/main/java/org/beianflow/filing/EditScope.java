package org.beianflow.filing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.beianflow.check.Violation;

/**
 * Which fields may be edited now: all of a draft; in a returned filing the listed ones
 * and those that depend on them (domain.md §12); while access is being verified the
 * access data.
 */
public final class EditScope {

	/**
	 * Fields that cannot be corrected without their neighbours. Read: who may edit the
	 * left one may edit the right ones.
	 */
	private static final Map<String, List<String>> DEPENDENTS = Map.ofEntries(
			Map.entry("subject.nature", List.of("subject.certificateType", "subject.certificateNumber")),
			Map.entry("subject.certificateType",
					List.of("subject.certificateNumber", "subject.certificateValidFrom", "subject.certificateValidTo",
							"subject.longTerm")),
			Map.entry("subject.certificateNumber",
					List.of("subject.certificateType", "subject.name", "subject.certificateValidFrom",
							"subject.certificateValidTo", "subject.longTerm")),
			Map.entry("subject.certificateValidTo", List.of("subject.longTerm", "subject.certificateValidFrom")),
			Map.entry("subject.certificateAddress", List.of("subject.city", "subject.district")),
			Map.entry("subject.city", List.of("subject.district")),
			Map.entry("subject.principal.name", List.of("subject.principal", "subject.legalRepresentative")),
			Map.entry("subject.principal.idNumber",
					List.of("subject.principal.idType", "subject.principal.idValidFrom", "subject.principal.idValidTo",
							"subject.principal.idLongTerm")),
			Map.entry("website.domains", List.of("website.homeUrls", "website.domainRegistrations")),
			Map.entry("website.type", List.of("website.addressMode", "website.contentTypes")),
			Map.entry("website.contentTypes",
					List.of("website.preApprovals", "website.noPreApprovalNeeded", "website.description")),
			Map.entry("website.preApprovals", List.of("website.noPreApprovalNeeded")),
			Map.entry("website.name", List.of("website.description")),
			Map.entry("website.ownerSameAsPrincipal", List.of("website.owner")),
			Map.entry("website.owner", List.of("website.ownerSameAsPrincipal")),
			Map.entry("access.providerId", List.of("access")), Map.entry("access.ips", List.of("access")),
			Map.entry("access.instanceId", List.of("access")));

	private final boolean everything;

	private final boolean accessOnly;

	private final Set<String> paths;

	private EditScope(boolean everything, boolean accessOnly, Set<String> paths) {
		this.everything = everything;
		this.accessOnly = accessOnly;
		this.paths = paths;
	}

	static EditScope everything() {
		return new EditScope(true, false, Set.of());
	}

	static EditScope nothing() {
		return new EditScope(false, false, Set.of());
	}

	static EditScope accessData() {
		return new EditScope(false, true, Set.of());
	}

	/** The listed fields and what depends on them. */
	static EditScope listed(Collection<String> listed) {
		Set<String> paths = new TreeSet<>();
		for (String path : listed) {
			paths.add(path);
			String prefix = "";
			String rest = path;
			if (path.startsWith("services[")) {
				int dot = path.indexOf('.');
				if (dot < 0) {
					continue;
				}
				prefix = path.substring(0, dot + 1);
				rest = path.substring(dot + 1);
			}
			String field = rest.replaceAll("\\[\\d+]", "");
			for (Map.Entry<String, List<String>> rule : DEPENDENTS.entrySet()) {
				if (covers(rule.getKey(), field)) {
					for (String dependent : rule.getValue()) {
						paths.add(prefix + dependent);
					}
				}
			}
			if (field.matches(".*\\.id(Type|Number|ValidFrom|ValidTo|LongTerm)")) {
				// An identity document is corrected as a whole.
				String person = path.substring(0, path.lastIndexOf('.'));
				List.of("idType", "idNumber", "idValidFrom", "idValidTo", "idLongTerm")
					.forEach((part) -> paths.add(person + "." + part));
			}
		}
		return new EditScope(false, false, paths);
	}

	/** The same with more fields. */
	EditScope with(Collection<String> more) {
		Set<String> all = new TreeSet<>(this.paths);
		all.addAll(more);
		return new EditScope(this.everything, this.accessOnly, all);
	}

	/** Whether anything at all may be edited. */
	public boolean editable() {
		return this.everything || this.accessOnly || !this.paths.isEmpty();
	}

	public boolean allowsEverything() {
		return this.everything;
	}

	/** The paths that may be edited; empty where everything or nothing may. */
	public Set<String> paths() {
		return Set.copyOf(this.paths);
	}

	/** Whether this field may be edited. */
	public boolean allows(String path) {
		if (this.everything || path.startsWith("consents")) {
			return this.everything || editable();
		}
		if (this.accessOnly) {
			return isAccessData(path);
		}
		return this.paths.stream().anyMatch((allowed) -> covers(allowed, path));
	}

	/** One violation for each changed field that may not be edited now. */
	List<Violation> violations(List<FormDiff.Change> changes) {
		return changes.stream()
			.filter((change) -> !allows(change.path()))
			.map((change) -> Violation.of(change.path(), "LOCKED", "filing.field.locked"))
			.toList();
	}

	/** Whether the field belongs to the access data 接入信息. */
	static boolean isAccessData(String path) {
		return path.matches("services\\[\\d+]\\.access(\\..*|\\[.*)?");
	}

	private static boolean covers(String allowed, String path) {
		return path.equals(allowed) || path.startsWith(allowed + ".") || path.startsWith(allowed + "[");
	}

}
