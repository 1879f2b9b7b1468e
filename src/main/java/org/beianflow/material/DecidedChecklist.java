package org.beianflow.material;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.check.Violation;

import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.stereotype.Component;

/** The checklist from the decision table: asked once for each service. */
@Component
class DecidedChecklist implements MaterialChecklist {

	private static final String FRONT = "front";

	private static final String BACK = "back";

	/** Slots in their order, front before back. */
	private static final Comparator<String> BACK_LAST = Comparator
		.comparing((slot) -> slot.endsWith(BACK) ? slot.substring(0, slot.length() - BACK.length()) + "~" : slot);

	private final RequiredMaterials table;

	private final Materials materials;

	private final MaterialSettings settings;

	DecidedChecklist(RequiredMaterials table, Materials materials, MaterialSettings settings) {
		this.table = table;
		this.materials = materials;
		this.settings = settings;
	}

	@Override
	public List<ChecklistEntry> forQuestion(ChecklistQuestion question) {
		Map<MaterialKind, RequiredMaterial> ofSubject = new EnumMap<>(MaterialKind.class);
		List<ChecklistEntry> entries = new ArrayList<>();
		if (question.services().isEmpty()) {
			decide(question, null, ofSubject);
		}
		for (ChecklistQuestion.Service service : question.services()) {
			decide(question, service, ofSubject).values()
				.forEach((required) -> entries.addAll(entries(required, service.slot())));
		}
		ofSubject.values().forEach((required) -> entries.addAll(entries(required, "")));
		entries.sort(Comparator.comparing(ChecklistEntry::kind).thenComparing(ChecklistEntry::slot, BACK_LAST));
		return entries;
	}

	@Override
	public List<Violation> missing(String filing, ChecklistQuestion question) {
		Map<String, MaterialVersion> present = new HashMap<>();
		this.materials.list(filing).forEach((version) -> present.put(path(version.kind(), version.slot()), version));
		List<Violation> violations = new ArrayList<>();
		for (ChecklistEntry entry : forQuestion(question)) {
			if (entry.mustUpload()) {
				stands(entry, present.get(path(entry.kind(), entry.slot()))).ifPresent(violations::add);
			}
		}
		return violations;
	}

	private static Optional<Violation> stands(ChecklistEntry entry, MaterialVersion version) {
		String path = path(entry.kind(), entry.slot());
		if (version == null) {
			return Optional.of(Violation.of(path, "MATERIAL_MISSING", "material.missing", name(entry)));
		}
		return switch (version.state()) {
			case RECEIVED, ACCEPTED -> Optional.empty();
			case REJECTED -> Optional
				.of(Violation.of(path, "MATERIAL_REJECTED", "material.rejected", name(entry), version.reason()));
			case EXPIRED -> Optional.of(Violation.of(path, "MATERIAL_EXPIRED", "material.expired", name(entry)));
		};
	}

	/** The name in the language of the reader; message sources resolve it. */
	private static Object name(ChecklistEntry entry) {
		String side = entry.slot().endsWith(FRONT) ? ".front" : entry.slot().endsWith(BACK) ? ".back" : "";
		return new DefaultMessageSourceResolvable(
				new String[] { entry.kind().messageKey() + side, entry.kind().messageKey() }, entry.kind().code());
	}

	private static String path(MaterialKind kind, String slot) {
		return "materials[" + kind.code() + (slot.isEmpty() ? "" : "/" + slot) + "]";
	}

	/** The answer for one service; what belongs to the subject is gathered apart. */
	private Map<MaterialKind, RequiredMaterial> decide(ChecklistQuestion question, ChecklistQuestion.Service service,
			Map<MaterialKind, RequiredMaterial> ofSubject) {
		Map<MaterialKind, RequiredMaterial> ofService = new EnumMap<>(MaterialKind.class);
		for (RequiredMaterial required : this.table.decide(answers(question, service))) {
			Map<MaterialKind, RequiredMaterial> target = (required.kind().scope() == MaterialKind.Scope.SERVICE)
					? ofService : ofSubject;
			target.merge(required.kind(), required, DecidedChecklist::stricter);
		}
		return ofService;
	}

	/**
	 * Where several rows speak of one material: required before optional, upload first.
	 */
	private static RequiredMaterial stricter(RequiredMaterial one, RequiredMaterial other) {
		Comparator<RequiredMaterial> order = Comparator.comparing(RequiredMaterial::level)
			.thenComparing(RequiredMaterial::source);
		return (order.compare(one, other) <= 0) ? one : other;
	}

	private static Map<String, Object> answers(ChecklistQuestion question, ChecklistQuestion.Service service) {
		Map<String, Object> answers = new HashMap<>();
		answers.put("kind", question.kind().name());
		answers.put("nature", question.nature().name());
		answers.put("province", question.province());
		answers.put("principalIsLegalRepresentative", question.principalIsLegalRepresentative());
		answers.put("crossProvince", question.crossProvince());
		answers.put("subjectChanged", question.subjectChanged());
		answers.put("nameChanged", question.nameChanged());
		answers.put("personChanged", question.personChanged());
		answers.put("serviceType", (service != null) ? service.type().name() : null);
		answers.put("accessType", (service != null) ? service.access().name() : null);
		answers.put("ownerIsPrincipal", (service != null) ? service.ownerIsPrincipal() : null);
		answers.put("instanceKnown", (service != null) ? service.instanceKnown() : null);
		answers.put("preApproval", (service != null) ? service.preApproval() : null);
		answers.put("governmentDomain", (service != null) ? service.domainOfGovernment() : null);
		answers.put("ipOnly", (service != null) ? service.ipOnly() : null);
		answers.put("planNeeded", (service != null) ? service.planNeeded() : null);
		answers.put("addressChanged", (service != null) ? service.addressChanged() : null);
		return answers;
	}

	private List<ChecklistEntry> entries(RequiredMaterial required, String service) {
		if (required.files() == 1 || required.source() != ChecklistEntry.Source.UPLOAD) {
			return List.of(entry(required, service));
		}
		String prefix = service.isEmpty() ? "" : service + ".";
		return List.of(entry(required, prefix + FRONT), entry(required, prefix + BACK));
	}

	private ChecklistEntry entry(RequiredMaterial required, String slot) {
		return new ChecklistEntry(required.kind(), slot, required.level(), required.source(),
				"material.reason." + required.reason(), required.kind().acceptedTypes(),
				this.settings.door().toBytes());
	}

}
