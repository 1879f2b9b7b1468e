package org.beianflow.material;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.privacy.FileCipher;
import org.beianflow.privacy.SealedSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The way of a file: spooled sealed, looked at, claimed, put into the store, attached
 * together with its audit row. Whatever breaks before that leaves a claim or nothing, and
 * the sweep clears the rest.
 */
@Component
class StoredMaterials implements Materials {

	private static final Logger LOG = LoggerFactory.getLogger(StoredMaterials.class);

	private static final Pattern SLOT = Pattern.compile("[a-zA-Z0-9._-]{0,64}");

	private static final Comparator<MaterialVersion> ORDER = Comparator.comparing(MaterialVersion::kind)
		.thenComparing(MaterialVersion::slot);

	private static final int NAME_LENGTH = 200;

	private static final int REASON_LENGTH = 1000;

	private final MaterialSettings settings;

	private final MaterialRows rows;

	private final MaterialStore store;

	private final FileCipher cipher;

	private final VirusScanner scanner;

	private final AuditTrail audit;

	private final Clock clock;

	private final Inspection inspection;

	private final TransactionTemplate joining;

	private final TransactionTemplate own;

	private final SecureRandom random = new SecureRandom();

	StoredMaterials(MaterialSettings settings, MaterialRows rows, MaterialStore store, FileCipher cipher,
			VirusScanner scanner, AuditTrail audit, Clock clock, PlatformTransactionManager transactions) {
		this.settings = settings;
		this.rows = rows;
		this.store = store;
		this.cipher = cipher;
		this.scanner = scanner;
		this.audit = audit;
		this.clock = clock;
		this.inspection = new Inspection(settings.spool(), cipher, settings.conversions());
		this.joining = new TransactionTemplate(transactions);
		this.own = new TransactionTemplate(transactions);
		this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@Override
	public MaterialVersion upload(String filing, MaterialKind kind, String slot, String fileName, InputStream content,
			Actor actor) {
		if (!kind.takes(slot)) {
			throw new Refusal(Refusal.Kind.MALFORMED, "material.slot", slot);
		}
		UUID id = UUID.randomUUID();
		String context = MaterialRows.context(id);
		try (Spool upload = Spool.receive(this.settings.spool(), this.cipher, context, this.settings.door().toBytes(),
				content)) {
			Inspection.Accepted accepted = this.inspection.look(upload, kind, context);
			try (Spool file = accepted.file()) {
				MaterialVersion.Scan scan = scan(file);
				return keep(id, filing, kind, slot, cleaned(fileName, kind, accepted.mediaType()), accepted.mediaType(),
						file, scan, actor);
			}
		}
		catch (Spool.TooLarge ex) {
			throw new Refusal(Refusal.Kind.TOO_LARGE, "material.tooLarge.door", this.settings.door().toMegabytes());
		}
	}

	@Override
	public MaterialVersion sealDocument(String filing, String name, String mediaType, InputStream content,
			Actor actor) {
		requireSlot(name);
		UUID id = UUID.randomUUID();
		try (Spool file = Spool.receive(this.settings.spool(), this.cipher, MaterialRows.context(id), Long.MAX_VALUE,
				content)) {
			return keep(id, filing, MaterialKind.GENERATED, name, name, mediaType, file,
					MaterialVersion.Scan.NOT_SCANNED, actor);
		}
	}

	@Override
	public MaterialVersion sealDocument(String filing, String name, String mediaType, DocumentWriter content,
			Actor actor) {
		requireSlot(name);
		UUID id = UUID.randomUUID();
		try (Spool file = Spool.write(this.settings.spool(), this.cipher, MaterialRows.context(id), Long.MAX_VALUE,
				content::writeTo)) {
			return keep(id, filing, MaterialKind.GENERATED, name, name, mediaType, file,
					MaterialVersion.Scan.NOT_SCANNED, actor);
		}
	}

	@Override
	public List<MaterialVersion> list(String filing) {
		return this.rows.latest(filing, false).stream().sorted(ORDER).toList();
	}

	@Override
	public List<MaterialVersion> documents(String filing) {
		return this.rows.latest(filing, true).stream().sorted(ORDER).toList();
	}

	@Override
	public List<MaterialVersion> versions(String filing, MaterialKind kind, String slot) {
		return this.rows.all(filing, kind, slot);
	}

	@Override
	public MaterialVersion find(UUID version) {
		return row(version).version();
	}

	@Override
	public MaterialContent open(UUID version) {
		MaterialRows.Row row = row(version);
		InputStream sealed = this.store.get(row.objectKey());
		return new MaterialContent(row.version(), 0, row.version().size(),
				this.cipher.open(row.fileKey(), MaterialRows.context(version), sealed));
	}

	@Override
	public MaterialContent openRange(UUID version, long from, long length) {
		MaterialRows.Row row = row(version);
		long size = row.version().size();
		if (from < 0 || from >= size || length < 1) {
			throw new Refusal(Refusal.Kind.MALFORMED, "material.range", size);
		}
		long count = Math.min(length, size - from);
		SealedSource source = new SealedSource() {

			@Override
			public long size() {
				return row.version().sealedSize();
			}

			@Override
			public InputStream range(long begin, long bytes) {
				return StoredMaterials.this.store.range(row.objectKey(), begin, bytes);
			}

		};
		return new MaterialContent(row.version(), from, count,
				this.cipher.openRange(row.fileKey(), MaterialRows.context(version), source, from, count));
	}

	@Override
	public MaterialVersion judge(UUID version, MaterialVersion.State state, String reason, Actor actor) {
		if (state == MaterialVersion.State.REJECTED && (reason == null || reason.isBlank())) {
			throw Unacceptable.because("material.judge.reason");
		}
		if (reason != null && reason.length() > REASON_LENGTH) {
			throw Unacceptable.because("material.judge.long", REASON_LENGTH);
		}
		return this.joining.execute((status) -> {
			MaterialVersion before = find(version);
			this.rows.material(before.filing(), before.kind(), before.slot(), true);
			if (!this.rows.isLatest(version)) {
				throw new Refusal(Refusal.Kind.CONFLICT, "material.judge.superseded");
			}
			this.rows.judge(version, state, reason);
			this.audit.record(before.filing(), actor, "material.judged", Map.of("version", version.toString(),
					"material", before.kind().code(), "slot", before.slot(), "state", state.name()));
			return find(version);
		});
	}

	@Override
	public void accept(String filing, Actor actor) {
		this.joining.executeWithoutResult((status) -> {
			List<MaterialVersion> waiting = list(filing).stream()
				.filter((version) -> version.state() == MaterialVersion.State.RECEIVED)
				.toList();
			waiting.forEach((version) -> this.rows.judge(version.id(), MaterialVersion.State.ACCEPTED, null));
			if (!waiting.isEmpty()) {
				this.audit.record(filing, actor, "material.accepted",
						Map.of("materials", String.valueOf(waiting.size())));
			}
		});
	}

	@Override
	public void withdraw(String filing, MaterialKind kind, String slot, Actor actor) {
		this.joining.executeWithoutResult((status) -> {
			String material = this.rows.material(filing, kind, slot, true)
				.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "material.none"));
			if (this.rows.withdrawn(material, true)) {
				this.audit.record(filing, actor, "material.withdrawn", Map.of("material", kind.code(), "slot", slot));
			}
		});
	}

	@Override
	public int erase(String filing, Actor actor) {
		return this.joining.execute((status) -> {
			List<String> objects = this.rows.forget(filing);
			if (!objects.isEmpty()) {
				this.audit.record(filing, actor, "material.erased",
						Map.of("versions", Integer.toString(objects.size())));
			}
			return objects.size();
		});
	}

	@Override
	public List<ManifestEntry> manifest(String filing) {
		return list(filing).stream()
			.map((version) -> new ManifestEntry(version.kind().code(), version.slot(), version.version(), version.id(),
					version.mediaType(), version.size(), version.sha256()))
			.toList();
	}

	@Override
	public boolean intact(UUID version) {
		MaterialRows.Row row = row(version);
		try (DigestInputStream sealed = new DigestInputStream(this.store.get(row.objectKey()),
				MessageDigest.getInstance("SHA-256"))) {
			sealed.transferTo(OutputStream.nullOutputStream());
			return HexFormat.of().formatHex(sealed.getMessageDigest().digest()).equals(row.version().sealedSha256());
		}
		catch (Refusal ex) {
			if (ex.kind() == Refusal.Kind.NOT_FOUND) {
				return false;
			}
			throw ex;
		}
		catch (IOException ex) {
			LOG.error("The object of material version {} cannot be read to its end", version, ex);
			return false;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MaterialVersion keep(UUID id, String filing, MaterialKind kind, String slot, String fileName,
			String mediaType, Spool file, MaterialVersion.Scan scan, Actor actor) {
		MaterialRows.Claim claim = new MaterialRows.Claim(id, randomKey());
		ensureMaterial(filing, kind, slot);
		this.own.executeWithoutResult((status) -> this.rows.claim(claim, this.clock.instant()));
		put(claim, file);
		return this.joining.execute((status) -> {
			if (!this.rows.release(claim)) {
				throw new Refusal(Refusal.Kind.CONFLICT, "material.upload.tooSlow");
			}
			String material = this.rows.material(filing, kind, slot, true).orElseThrow();
			MaterialVersion version = new MaterialVersion(id, filing, kind, slot, this.rows.nextVersion(material),
					fileName, mediaType, file.size(), file.sha256(), file.sealedSize(), file.sealedSha256(), actor,
					this.clock.instant(), MaterialVersion.State.RECEIVED, null, scan);
			this.rows.insert(material, new MaterialRows.Row(version, claim.objectKey(), file.key()));
			this.audit.record(filing, actor, (kind == MaterialKind.GENERATED) ? "material.sealed" : "material.uploaded",
					Map.of("version", id.toString(), "material", kind.code(), "slot", slot, "number",
							Integer.toString(version.version()), "type", mediaType, "size", Long.toString(file.size()),
							"sha256", file.sha256()));
			return version;
		});
	}

	/** On its own, so that every upload finds a committed row to lock. */
	private void ensureMaterial(String filing, MaterialKind kind, String slot) {
		if (this.rows.material(filing, kind, slot, false).isPresent()) {
			return;
		}
		try {
			this.own.executeWithoutResult((status) -> this.rows.create(filing, kind, slot));
		}
		catch (DuplicateKeyException ex) {
			// Another upload made it at the same moment, which is as good.
		}
	}

	private void put(MaterialRows.Claim claim, Spool file) {
		try (InputStream sealed = file.sealed()) {
			StoredObject stored = this.store.put(claim.objectKey(), sealed, file.sealedSize());
			if (stored.size() != file.sealedSize()) {
				throw new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
			}
		}
		catch (IOException ex) {
			Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
			refusal.initCause(ex);
			throw refusal;
		}
	}

	private MaterialVersion.Scan scan(Spool file) {
		try (InputStream content = file.open()) {
			return this.scanner.scan(content);
		}
		catch (IOException ex) {
			Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
			refusal.initCause(ex);
			throw refusal;
		}
	}

	private MaterialRows.Row row(UUID version) {
		return this.rows.find(version).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "material.none"));
	}

	private String randomKey() {
		byte[] key = new byte[16];
		this.random.nextBytes(key);
		return HexFormat.of().formatHex(key);
	}

	private static void requireSlot(String slot) {
		if (!SLOT.matcher(slot).matches()) {
			throw new Refusal(Refusal.Kind.MALFORMED, "material.slot", slot);
		}
	}

	/**
	 * Its own name, without folders and control characters, ending as its real type does.
	 */
	private static String cleaned(String fileName, MaterialKind kind, String mediaType) {
		String name = (fileName != null)
				? fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1) : "";
		name = name.replaceAll("[\\p{Cntrl}\\p{Cf}<>:\"|?*]", "").strip();
		int dot = name.lastIndexOf('.');
		String base = (dot > 0) ? name.substring(0, dot) : name;
		if (base.isEmpty()) {
			base = kind.code();
		}
		int length = Math.min(base.length(), NAME_LENGTH);
		if (length < base.length() && Character.isHighSurrogate(base.charAt(length - 1))) {
			length--;
		}
		String ending = switch (mediaType) {
			case "image/jpeg" -> ".jpg";
			case "image/png" -> ".png";
			default -> ".pdf";
		};
		return base.substring(0, length) + ending;
	}

}
