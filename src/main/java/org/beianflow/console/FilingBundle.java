package org.beianflow.console;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import org.beianflow.account.CurrentActor;
import org.beianflow.audit.AuditEntry;
import org.beianflow.audit.AuditLog;
import org.beianflow.audit.AuditTrail;
import org.beianflow.audit.AuditVerification;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingRounds;
import org.beianflow.filing.Filings;
import org.beianflow.material.MaterialContent;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.Materials;
import org.beianflow.material.MaterialVersion;
import org.beianflow.paper.Papers;
import org.beianflow.review.Reviews;

import org.springframework.stereotype.Component;

/**
 * Everything of a filing in one ZIP, to be handed to a court or kept: what was submitted
 * and decided, when and on what ground, each entry with its SHA-256. It is written as it
 * is read; nothing of it is held.
 */
@Component
class FilingBundle {

	/** Somebody asked for it; the fact {@code purpose} says what for. */
	static final String WANTED = "filing.bundle.wanted";

	/**
	 * It was written to its end; the fact {@code manifest} is the sum of its manifest.
	 */
	static final String MADE = "filing.bundle.made";

	private static final Map<String, String> ENDINGS = Map.of("image/jpeg", ".jpg", "image/png", ".png",
			"application/pdf", ".pdf", "application/zip", ".zip", "application/json", ".json");

	private final Filings filings;

	private final FilingRounds rounds;

	private final FilingPageViews views;

	private final Materials materials;

	private final Reviews reviews;

	private final Deadlines deadlines;

	private final DeadlineWords deadlineWords;

	private final AuditTrail trail;

	private final AuditLog log;

	private final Papers papers;

	private final ObjectWriter json;

	private final ObjectWriter line;

	private final Clock clock;

	FilingBundle(Filings filings, FilingRounds rounds, FilingPageViews views, Materials materials, Reviews reviews,
			Deadlines deadlines, DeadlineWords deadlineWords, AuditTrail trail, AuditLog log, Papers papers,
			ObjectMapper json, Clock clock) {
		this.filings = filings;
		this.rounds = rounds;
		this.views = views;
		this.materials = materials;
		this.reviews = reviews;
		this.deadlines = deadlines;
		this.deadlineWords = deadlineWords;
		this.trail = trail;
		this.log = log;
		this.papers = papers;
		this.json = json.writerWithDefaultPrettyPrinter();
		this.line = json.writer();
		this.clock = clock;
	}

	/**
	 * An entry of the bundle.
	 *
	 * @param path its name in the ZIP
	 * @param what what it is, in words
	 * @param bytes its size
	 * @param sha256 its sum, hexadecimal
	 */
	record Entry(String path, String what, long bytes, String sha256) {

	}

	/** Writes something into an entry. */
	@FunctionalInterface
	private interface Content {

		void writeTo(OutputStream out) throws IOException;

	}

	/** The bundle while it is written. */
	private static final class Writing {

		private final ZipOutputStream zip;

		private final List<Entry> entries = new ArrayList<>();

		Writing(OutputStream out) {
			this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
		}

		Entry add(String path, String what, Instant at, Content content) throws IOException {
			ZipEntry entry = new ZipEntry(path);
			entry.setTime(at.toEpochMilli());
			this.zip.putNextEntry(entry);
			Counted counted = new Counted(this.zip);
			content.writeTo(counted);
			counted.flush();
			this.zip.closeEntry();
			Entry added = new Entry(path, what, counted.bytes(), counted.sha256());
			this.entries.add(added);
			return added;
		}

	}

	/** Counts and sums what goes through, and is not closed by whoever writes. */
	private static final class Counted extends DigestOutputStream {

		private long bytes;

		Counted(OutputStream out) {
			super(out, digest());
		}

		@Override
		public void write(int b) throws IOException {
			super.write(b);
			this.bytes++;
		}

		@Override
		public void write(byte[] b, int off, int len) throws IOException {
			super.write(b, off, len);
			this.bytes += len;
		}

		@Override
		public void close() throws IOException {
			flush();
		}

		long bytes() {
			return this.bytes;
		}

		String sha256() {
			return HexFormat.of().formatHex(getMessageDigest().digest());
		}

		private static MessageDigest digest() {
			try {
				return MessageDigest.getInstance("SHA-256");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("Every Java platform has SHA-256", ex);
			}
		}

	}

	/** Writes the bundle to its end. */
	void write(Filing filing, FilingPageViews.Rights rights, CurrentActor who, String purpose, Words words,
			OutputStream out) throws IOException {
		String reference = filing.reference().value();
		Instant now = this.clock.instant();
		Locale locale = words.locale();
		Writing writing = new Writing(out);
		forms(filing, writing, words);
		materials(filing, rights, writing, words);
		writing.add("history.json", words.text("console.bundle.history"), now,
				json(this.filings.history(filing.reference())));
		writing.add("decisions.json", words.text("console.bundle.decisions"), now,
				json(this.reviews.decisions(reference)));
		writing.add("messages.json", words.text("console.bundle.messages"), now, json(this.views.notices(filing)));
		writing.add("deadlines.json", words.text("console.bundle.deadlines"), now,
				json(this.deadlines.of(reference)
					.stream()
					.map((deadline) -> this.deadlineWords.explain(deadline, locale))
					.toList()));
		writing.add("access-evidence.json", words.text("console.bundle.evidence"), now,
				json(this.views.evidence(filing)));
		List<AuditEntry> chain = this.trail.of(reference);
		writing.add("audit/chain.jsonl", words.text("console.bundle.chain"), now, (to) -> {
			for (AuditEntry entry : chain) {
				to.write(this.line.writeValueAsBytes(entry));
				to.write('\n');
			}
		});
		AuditVerification verification = this.trail.verify(reference);
		AuditEntry head = this.log.head(reference).orElseThrow();
		writing.add("audit/head.json", words.text("console.bundle.head"), now, json(audit(head, verification)));
		writing.add("cover.pdf", words.text("console.bundle.cover"), now, (to) -> {
			ByteArrayOutputStream paper = new ByteArrayOutputStream();
			this.papers.render("evidence-cover", cover(filing, who, purpose, now, head, verification, writing, words),
					locale, paper);
			paper.writeTo(to);
		});
		Map<String, Object> manifest = new LinkedHashMap<>();
		manifest.put("filing", reference);
		manifest.put("madeAt", now);
		manifest.put("madeBy", who.id());
		manifest.put("purpose", purpose);
		manifest.put("entries", List.copyOf(writing.entries));
		Entry sums = writing.add("manifest.json", words.text("console.bundle.manifest"), now, json(manifest));
		List<Entry> all = List.copyOf(writing.entries);
		writing.add("SHA256SUMS", "", now, (to) -> {
			for (Entry entry : all) {
				to.write((entry.sha256() + "  " + entry.path() + "\n").getBytes(StandardCharsets.UTF_8));
			}
		});
		writing.zip.finish();
		writing.zip.flush();
		this.trail.record(reference, who.actor(), MADE, Map.of("manifest", sums.sha256()));
	}

	private Content json(Object value) {
		return (out) -> out.write(this.json.writeValueAsBytes(value));
	}

	private void forms(Filing filing, Writing writing, Words words) throws IOException {
		for (FilingRounds.Round round : this.rounds.of(filing.reference())) {
			String form = this.rounds.form(filing.reference(), round.number()).orElseThrow();
			writing.add("forms/round-" + round.number() + ".json", words.text("console.bundle.form", round.number()),
					round.submittedAt(), (out) -> out.write(form.getBytes(StandardCharsets.UTF_8)));
			if (round.pdfDocument() != null) {
				writing.add("forms/round-" + round.number() + ".pdf",
						words.text("console.filing.paper.application", round.number()), round.submittedAt(),
						document(UUID.fromString(round.pdfDocument())));
			}
		}
	}

	private Content document(UUID id) {
		return (out) -> {
			try (MaterialContent content = this.materials.open(id); InputStream stream = content.stream()) {
				stream.transferTo(out);
			}
		};
	}

	private void materials(Filing filing, FilingPageViews.Rights rights, Writing writing, Words words)
			throws IOException {
		Set<String> ofRound = new HashSet<>();
		this.rounds.of(filing.reference()).forEach((round) -> ofRound.add(round.pdfDocument()));
		for (MaterialVersion version : versions(filing, rights)) {
			if (version.kind() != MaterialKind.GENERATED) {
				String slot = version.slot().isEmpty() ? "" : "-" + version.slot().replace('.', '-');
				writing.add(
						"materials/" + version.kind().code() + slot + "-v" + version.version()
								+ ENDINGS.getOrDefault(version.mediaType(), ".bin"),
						this.views.label(version, words.locale()), version.uploadedAt(), document(version.id()));
			}
			else if (!ofRound.contains(version.id().toString())) {
				writing.add("documents/" + documentName(version), this.views.label(version, words.locale()),
						version.uploadedAt(), document(version.id()));
			}
		}
	}

	/** Whatever was handed in, also what was replaced later: that is what was judged. */
	private List<MaterialVersion> versions(Filing filing, FilingPageViews.Rights rights) {
		List<MaterialVersion> all = new ArrayList<>();
		for (MaterialVersion version : this.views.visible(filing, rights)) {
			List<MaterialVersion> known = (version.kind() != MaterialKind.GENERATED)
					? this.materials.versions(version.filing(), version.kind(), version.slot()) : List.of();
			all.addAll(known.isEmpty() ? List.of(version) : known);
		}
		return all;
	}

	/** Papers are called after their slot, which is no path. */
	private static String documentName(MaterialVersion version) {
		String name = version.slot().replaceAll("[^A-Za-z0-9._-]", "_");
		String ending = ENDINGS.getOrDefault(version.mediaType(), ".bin");
		String stem = name.endsWith(ending) ? name.substring(0, name.length() - ending.length()) : name;
		return stem + ((version.version() > 1) ? "-v" + version.version() : "") + ending;
	}

	private static Map<String, Object> audit(AuditEntry head, AuditVerification verification) {
		Map<String, Object> audit = new LinkedHashMap<>();
		audit.put("chain", head.chain());
		audit.put("entries", verification.entries());
		audit.put("headNumber", head.number());
		audit.put("headHash", head.hash());
		audit.put("sealedUpTo", verification.sealedUpTo());
		audit.put("intact", verification.intact());
		audit.put("findings", verification.findings());
		return audit;
	}

	private Map<String, Object> cover(Filing filing, CurrentActor who, String purpose, Instant now, AuditEntry head,
			AuditVerification verification, Writing writing, Words words) {
		FilingPageViews.Head top = this.views.head(filing, words);
		Map<String, Object> cover = new LinkedHashMap<>();
		cover.put("reference", top.reference());
		cover.put("name", (top.name() != null) ? top.name() : "");
		cover.put("domain", (top.domain() != null) ? top.domain() : "");
		cover.put("state", top.state());
		cover.put("number", (top.number() != null) ? top.number() : "");
		cover.put("madeAt", now);
		cover.put("madeBy", this.views.name(who.id()));
		cover.put("purpose", purpose);
		cover.put("headNumber", head.number());
		cover.put("headHash", head.hash());
		cover.put("sealedUpTo", verification.sealedUpTo());
		cover.put("intact", verification.intact());
		cover.put("entries", List.copyOf(writing.entries));
		return cover;
	}

}
