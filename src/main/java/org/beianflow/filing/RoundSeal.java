package org.beianflow.filing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.material.ManifestEntry;
import org.beianflow.material.Materials;
import org.beianflow.paper.Papers;

import org.springframework.stereotype.Component;

/**
 * Seals what was submitted in a round: the form as JSON and as 备案申请表 (PDF), and the list
 * of materials with their versions and hashes, all put into the material store and never
 * changed afterwards.
 */
@Component
class RoundSeal {

	private static final Actor SYSTEM = Actor.system("seal-round");

	private final Filings filings;

	private final FilingRounds rounds;

	private final Materials materials;

	private final Papers papers;

	private final Dossier dossier;

	private final FilingTexts texts;

	private final AuditTrail audit;

	private final ObjectMapper json;

	private final Clock clock;

	RoundSeal(Filings filings, FilingRounds rounds, Materials materials, Papers papers, Dossier dossier,
			FilingTexts texts, AuditTrail audit, ObjectMapper json, Clock clock) {
		this.filings = filings;
		this.rounds = rounds;
		this.materials = materials;
		this.papers = papers;
		this.dossier = dossier;
		this.texts = texts;
		this.audit = audit;
		this.json = json;
		this.clock = clock;
	}

	/** Seals the present round; a round sealed before is left as it is. */
	void seal(FilingReference reference) {
		Filing filing = this.filings.load(reference);
		FilingRounds.Round round = this.rounds.find(reference, filing.round()).orElseThrow();
		if (round.sealedAt() != null) {
			return;
		}
		String form = this.rounds.form(reference, round.number()).orElseThrow();
		List<ManifestEntry> manifest = this.materials.manifest(reference.value());
		String name = reference + "-" + round.number();
		String formDocument = store(reference, name + "-form.json", "application/json",
				form.getBytes(StandardCharsets.UTF_8));
		String pdfDocument = store(reference, name + "-application.pdf", "application/pdf",
				applicationForm(filing, round, form));
		String listDocument = store(reference, name + "-materials.json", "application/json", bytes(Map.of("filing",
				reference.value(), "round", round.number(), "formSha256", round.formSha256(), "materials", manifest)));
		this.rounds.seal(reference, round.number(), formDocument, pdfDocument, listDocument, this.clock.instant());
		this.audit.record(reference.value(), SYSTEM, "filing.round.sealed",
				Map.of("round", String.valueOf(round.number()), "formSha256", round.formSha256(), "documents",
						formDocument + "," + pdfDocument + "," + listDocument));
	}

	/**
	 * Archives the whole file at the end: every round, every material with its hash, the
	 * history and the numbers, as one list in the store.
	 */
	void archive(FilingReference reference, List<String> numbers) {
		boolean archived = this.materials.documents(reference.value())
			.stream()
			.anyMatch((document) -> document.slot().equals(archiveName(reference)));
		if (archived) {
			return;
		}
		Map<String, Object> file = new HashMap<>();
		file.put("filing", reference.value());
		file.put("numbers", numbers);
		file.put("rounds", this.rounds.of(reference));
		file.put("materials", this.materials.manifest(reference.value()));
		file.put("history", this.filings.history(reference));
		String document = store(reference, archiveName(reference), "application/json", bytes(file));
		this.audit.record(reference.value(), SYSTEM, "filing.archived", Map.of("document", document));
	}

	private static String archiveName(FilingReference reference) {
		return reference + "-archive.json";
	}

	private byte[] applicationForm(Filing filing, FilingRounds.Round round, String form) {
		List<Map<String, Object>> sections = new ArrayList<>();
		for (Dossier.Part part : this.dossier.parts(tree(form), false, Locale.SIMPLIFIED_CHINESE)) {
			sections.add(Map.of("title", part.title(), "rows",
					part.rows().stream().map((row) -> Map.of("label", row.label(), "value", row.value())).toList()));
		}
		Map<String, Object> model = new HashMap<>();
		model.put("title", this.texts.applicationFormTitle());
		model.put("reference", filing.reference().value());
		model.put("round", round.number());
		model.put("submittedAt", round.submittedAt());
		model.put("sections", sections);
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			this.papers.render("application-form", model, Locale.SIMPLIFIED_CHINESE, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private String store(FilingReference reference, String name, String mediaType, byte[] content) {
		return this.materials
			.sealDocument(reference.value(), name, mediaType, new ByteArrayInputStream(content), SYSTEM)
			.id()
			.toString();
	}

	private JsonNode tree(String form) {
		try {
			return this.json.readTree(form);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a stored form cannot be read");
		}
	}

	private byte[] bytes(Object value) {
		try {
			return this.json.writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("a list cannot be written as JSON");
		}
	}

}
