package org.beianflow.material;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

import org.beianflow.audit.Actor;
import org.beianflow.check.Violation;
import org.beianflow.material.process.ShippedMaterials;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

class DecidedChecklistTest {

	private static final String FILING = "F2026110000123";

	private final Materials materials = Mockito.mock(Materials.class);

	private final MaterialChecklist checklist = new DecidedChecklist(new ShippedMaterials(), this.materials,
			new MaterialSettings(Path.of("target"), DataSize.ofMegabytes(20), 1, Duration.ofHours(1),
					Duration.ofHours(1), new MaterialSettings.Clamd(null, 0, null)));

	@Test
	void enterpriseWithOneSimpleWebsite() {
		List<ChecklistEntry> entries = this.checklist.forQuestion(question(service("0", true)));
		assertThat(entries).filteredOn(ChecklistEntry::mustUpload)
			.extracting((entry) -> entry.kind().code() + "/" + entry.slot())
			.containsExactly("M1/", "M2/front", "M2/back", "M5/", "M6/", "M10/0");
		assertThat(entries).filteredOn((entry) -> entry.kind() == MaterialKind.APPLICATION_FORM)
			.singleElement()
			.satisfies((entry) -> {
				assertThat(entry.source()).isEqualTo(ChecklistEntry.Source.GENERATED_BY_SYSTEM);
				assertThat(entry.mustUpload()).isFalse();
			});
		assertThat(entries.get(0).acceptedTypes()).containsExactlyInAnyOrder("image/jpeg", "image/png",
				"application/pdf");
		assertThat(entries.get(0).limit()).isEqualTo(20L * 1024 * 1024);
	}

	@Test
	void eachServiceAsksForItsOwnAndTheSubjectOnce() {
		List<ChecklistEntry> entries = this.checklist.forQuestion(question(service("0", true), service("1", false)));
		assertThat(entries).filteredOn(ChecklistEntry::mustUpload)
			.extracting((entry) -> entry.kind().code() + "/" + entry.slot())
			.containsExactly("M1/", "M2/front", "M2/back", "M3/1.front", "M3/1.back", "M5/", "M6/", "M10/0", "M10/1",
					"M12/");
	}

	@Test
	void saysAllThatIsMissingAndWhatWasRejected() {
		Mockito.when(this.materials.list(FILING))
			.thenReturn(List.of(version(MaterialKind.SUBJECT_CERTIFICATE, "", MaterialVersion.State.ACCEPTED, null),
					version(MaterialKind.PRINCIPAL_ID, "front", MaterialVersion.State.RECEIVED, null),
					version(MaterialKind.PRINCIPAL_ID, "back", MaterialVersion.State.REJECTED, "反光"),
					version(MaterialKind.COMMITMENT, "", MaterialVersion.State.EXPIRED, null)));
		List<Violation> missing = this.checklist.missing(FILING, question(service("0", true)));
		assertThat(missing).extracting((violation) -> violation.path() + " " + violation.code())
			.containsExactly("materials[M2/back] MATERIAL_REJECTED", "materials[M5] MATERIAL_MISSING",
					"materials[M6] MATERIAL_EXPIRED", "materials[M10/0] MATERIAL_MISSING");

		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages/material");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		Violation rejected = missing.get(0);
		assertThat(messages.getMessage(rejected.messageKey(), rejected.arguments().toArray(), Locale.CHINA))
			.isEqualTo("“主体负责人证件（国徽面）”不合格：反光");
		assertThat(messages.getMessage(rejected.messageKey(), rejected.arguments().toArray(), Locale.ENGLISH))
			.startsWith("“Identity document of the principal (side with the emblem)” was rejected");
		assertThat(messages.getMessage(missing.get(3).messageKey(), missing.get(3).arguments().toArray(), Locale.CHINA))
			.isEqualTo("还没有交“域名证书与实名认证截图”。");
	}

	private static ChecklistQuestion question(ChecklistQuestion.Service... services) {
		return new ChecklistQuestion(ChecklistQuestion.Nature.ENTERPRISE, ChecklistQuestion.Kind.FIRST, "110000", true,
				false, false, false, false, List.of(services));
	}

	private static ChecklistQuestion.Service service(String slot, boolean ownerIsPrincipal) {
		return new ChecklistQuestion.Service(slot, ChecklistQuestion.ServiceType.WEBSITE,
				ChecklistQuestion.AccessType.CLOUD_SERVER, true, ownerIsPrincipal, false, false, false, false);
	}

	private static MaterialVersion version(MaterialKind kind, String slot, MaterialVersion.State state, String reason) {
		return new MaterialVersion(UUID.randomUUID(), FILING, kind, slot, 1, "x.jpg", "image/jpeg", 1, "", 1, "",
				Actor.applicant("a"), java.time.Instant.EPOCH, state, reason, MaterialVersion.Scan.NOT_SCANNED);
	}

}
