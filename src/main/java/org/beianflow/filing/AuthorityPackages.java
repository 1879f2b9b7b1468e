package org.beianflow.filing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.material.ManifestEntry;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.Materials;

import org.springframework.stereotype.Component;

/**
 * What goes to the authority: one numbered archive with the sealed form, the materials
 * and a list of hashes (domain.md R26). The authority's own system cannot be called; the
 * archive is handed over, and its receipt or refusal code is recorded.
 */
@Component
class AuthorityPackages {

	private static final Actor SYSTEM = Actor.system("authority-package");

	private final PackageStore packages;

	private final FilingRounds rounds;

	private final Materials materials;

	private final AuditTrail audit;

	private final ObjectMapper json;

	private final Clock clock;

	AuthorityPackages(PackageStore packages, FilingRounds rounds, Materials materials, AuditTrail audit,
			ObjectMapper json, Clock clock) {
		this.packages = packages;
		this.rounds = rounds;
		this.materials = materials;
		this.audit = audit;
		this.json = json;
		this.clock = clock;
	}

	/** Builds the package of the present round, unless one is still unanswered. */
	void prepare(Filing filing) {
		FilingReference reference = filing.reference();
		if (this.packages.open(reference).isPresent()) {
			return;
		}
		int attempt = this.packages.of(reference).size() + 1;
		String number = String.format("%s-P%02d", reference, attempt);
		Instant now = this.clock.instant();
		String document = store(filing, number);
		this.packages.add(new PackageStore.AuthorityPackage(number, reference.value(), filing.round(), attempt,
				document, now, null));
		this.audit.record(reference.value(), SYSTEM, "filing.package.made",
				Map.of("package", number, "document", document));
	}

	/** Records what the authority answered to the open package. */
	void answer(FilingReference reference, boolean accepted, String refusalCode, String receiptNumber, Actor actor) {
		this.packages.open(reference).ifPresent((open) -> {
			this.packages.answer(open.number(),
					new PackageStore.Answer(accepted, refusalCode, receiptNumber, this.clock.instant()));
			this.audit.record(reference.value(), actor, accepted ? "filing.package.accepted" : "filing.package.refused",
					accepted ? Map.of("package", open.number(), "receipt", String.valueOf(receiptNumber))
							: Map.of("package", open.number(), "code", String.valueOf(refusalCode)));
		});
	}

	private String store(Filing filing, String number) {
		return this.materials
			.sealDocument(filing.reference().value(), number + ".zip", "application/zip",
					(out) -> write(filing, number, out), SYSTEM)
			.id()
			.toString();
	}

	private void write(Filing filing, String number, OutputStream out) throws IOException {
		FilingReference reference = filing.reference();
		FilingRounds.Round round = this.rounds.find(reference, filing.round()).orElseThrow();
		List<ManifestEntry> manifest = this.materials.manifest(reference.value())
			.stream()
			.filter((entry) -> !entry.code().equals(MaterialKind.TRANSFER_SLIP.code()))
			.toList();
		ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
		entry(zip, "form.json", new ByteArrayInputStream(
				this.rounds.form(reference, round.number()).orElseThrow().getBytes(StandardCharsets.UTF_8)));
		try (InputStream pdf = this.materials.open(UUID.fromString(round.pdfDocument())).stream()) {
			entry(zip, "application.pdf", pdf);
		}
		for (ManifestEntry material : manifest) {
			try (InputStream content = this.materials.open(material.id()).stream()) {
				entry(zip, "materials/" + name(material), content);
			}
		}
		entry(zip, "manifest.json",
				new ByteArrayInputStream(this.json.writerWithDefaultPrettyPrinter()
					.writeValueAsBytes(Map.of("package", number, "filing", reference.value(), "round", round.number(),
							"formSha256", round.formSha256(), "materials", manifest))));
		zip.finish();
	}

	private static String name(ManifestEntry material) {
		String type = material.mediaType().substring(material.mediaType().indexOf('/') + 1);
		return FilingDesk.materialKey(material.code(), material.slot()).replace('/', '-') + "-v" + material.version()
				+ "." + type;
	}

	private static void entry(ZipOutputStream zip, String name, InputStream content) throws IOException {
		zip.putNextEntry(new ZipEntry(name));
		content.transferTo(zip);
		zip.closeEntry();
	}

}
