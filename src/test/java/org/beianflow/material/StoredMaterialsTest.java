package org.beianflow.material;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.material.disk.DiskStores;
import org.beianflow.privacy.TestKeys;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatIOException;

class StoredMaterialsTest {

	private static final String FILING = "F2026110000123";

	private static final Actor APPLICANT = Actor.applicant("a1");

	private static final Actor WORKER = Actor.staff("worker");

	@TempDir
	private Path directory;

	private SmallDatabase database;

	private MovedClock clock;

	private RecordedAudit audit;

	private FaultyStore store;

	private MaterialSettings settings;

	private MaterialRows rows;

	private Materials materials;

	private MaterialSweep sweep;

	@BeforeEach
	void open() {
		this.database = new SmallDatabase(3);
		// Files get the machine's time: the moved clock starts there.
		this.clock = new MovedClock(new java.util.Date().toInstant());
		this.audit = new RecordedAudit();
		this.store = new FaultyStore(DiskStores.at(this.directory.resolve("store")));
		this.settings = new MaterialSettings(this.directory.resolve("spool"), DataSize.ofMegabytes(20), 1,
				Duration.ofHours(24), Duration.ofHours(1), new MaterialSettings.Clamd(null, 0, null));
		this.rows = new MaterialRows(this.database.jdbc(), TestKeys.fieldCipher());
		this.materials = materials(this.audit, (content) -> MaterialVersion.Scan.NOT_SCANNED);
		this.sweep = new MaterialSweep(this.settings, this.rows, this.store, this.clock, this.database.transactions());
	}

	@AfterEach
	void close() throws IOException {
		assertThat(files("spool")).as("what stayed in the spool").isEmpty();
		this.database.close();
	}

	@Test
	void keepsAnUploadSealedWithItsSumsAndItsAuditRow() throws IOException {
		byte[] pdf = SampleFiles.pdf();
		MaterialVersion version = upload(MaterialKind.COMMITMENT, "", "C:\\扫描\\张三 承诺书.PDF", pdf);

		assertThat(version.version()).isEqualTo(1);
		assertThat(version.fileName()).isEqualTo("张三 承诺书.pdf");
		assertThat(version.mediaType()).isEqualTo("application/pdf");
		assertThat(version.size()).isEqualTo(pdf.length);
		assertThat(version.state()).isEqualTo(MaterialVersion.State.RECEIVED);
		assertThat(version.scan()).isEqualTo(MaterialVersion.Scan.NOT_SCANNED);
		assertThat(version.uploadedBy()).isEqualTo(APPLICANT);
		assertThat(version.uploadedAt()).isEqualTo(this.clock.instant());
		assertThat(version.toString()).doesNotContain("张三");
		assertThat(this.materials.find(version.id()).sha256()).isEqualTo(version.sha256()).isEqualTo(sha256(pdf));
		assertThat(this.materials.list(FILING)).extracting(MaterialVersion::id).containsExactly(version.id());
		assertThat(content(version)).isEqualTo(pdf);

		assertThat(this.audit.of(FILING)).singleElement().satisfies((entry) -> {
			assertThat(entry.act()).isEqualTo("material.uploaded");
			assertThat(entry.facts()).containsEntry("sha256", version.sha256()).containsEntry("material", "M6");
			assertThat(entry.facts().toString()).doesNotContain("张三");
		});
		List<Path> objects = files("store");
		assertThat(objects).hasSize(1);
		byte[] stored = Files.readAllBytes(objects.get(0));
		assertThat(sha256(stored)).isEqualTo(version.sealedSha256());
		assertThat(stored.length).isEqualTo((int) version.sealedSize());
		assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("%PDF");
		assertThat(rowsAsText()).doesNotContain("张三");
		assertThat(count("bf_material_upload")).isZero();
	}

	@Test
	void everyUploadIsANewVersionAndTheOldOnesStay() throws IOException {
		byte[] first = SampleFiles.jpeg(40, 30);
		byte[] second = SampleFiles.png(50, 20);
		MaterialVersion one = upload(MaterialKind.PRINCIPAL_ID, "front", "a.jpg", first);
		MaterialVersion two = upload(MaterialKind.PRINCIPAL_ID, "front", "b.jpg", second);
		MaterialVersion back = upload(MaterialKind.PRINCIPAL_ID, "back", "c.jpg", first);

		assertThat(two.version()).isEqualTo(2);
		assertThat(two.fileName()).isEqualTo("b.png");
		assertThat(back.version()).isEqualTo(1);
		assertThat(this.materials.versions(FILING, MaterialKind.PRINCIPAL_ID, "front")).extracting(MaterialVersion::id)
			.containsExactly(two.id(), one.id());
		assertThat(this.materials.list(FILING)).extracting(MaterialVersion::id).containsExactly(back.id(), two.id());
		assertThat(content(one)).isNotEqualTo(content(two));
		assertThat(this.materials.intact(one.id())).isTrue();
		assertThat(files("store")).hasSize(3);
		assertThat(this.materials.list("F2026110000999")).isEmpty();
	}

	@Test
	void erasingAFilingLeavesNeitherRowsNorKeysNorObjects() throws IOException {
		upload(MaterialKind.PRINCIPAL_ID, "front", "a.jpg", SampleFiles.jpeg(40, 30));
		MaterialVersion two = upload(MaterialKind.PRINCIPAL_ID, "front", "b.jpg", SampleFiles.png(50, 20));
		this.materials.withdraw(FILING, MaterialKind.PRINCIPAL_ID, "front", APPLICANT);
		assertThat(this.materials.erase(FILING, APPLICANT)).isEqualTo(2);
		assertThat(count("bf_material")).isZero();
		assertThat(count("bf_material_version")).isZero();
		assertThatThrownBy(() -> this.materials.open(two.id())).isInstanceOf(Refusal.class);
		assertThat(this.sweep.sweep()).isEqualTo(2);
		assertThat(files("store")).isEmpty();
		assertThat(this.materials.erase(FILING, APPLICANT)).isZero();
	}

	@Test
	void theManifestListsWhatStandsInAFixedOrder() {
		upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		upload(MaterialKind.SUBJECT_CERTIFICATE, "", "s.jpg", SampleFiles.jpeg(10, 10));
		MaterialVersion latest = upload(MaterialKind.SUBJECT_CERTIFICATE, "", "s.jpg", SampleFiles.jpeg(20, 10));
		seal("round-1.json", "{}");
		assertThat(this.materials.manifest(FILING)).extracting(ManifestEntry::code).containsExactly("M1", "M6");
		assertThat(this.materials.manifest(FILING).get(0))
			.isEqualTo(new ManifestEntry("M1", "", 2, latest.id(), "image/jpeg", latest.size(), latest.sha256()));
	}

	@Test
	void givesRanges() throws IOException {
		byte[] text = "0123456789".repeat(30_000).getBytes(StandardCharsets.US_ASCII);
		MaterialVersion version = seal("long.txt", new String(text, StandardCharsets.US_ASCII));
		this.store.requested = 0;
		try (MaterialContent part = this.materials.openRange(version.id(), 150_000, 25)) {
			assertThat(part.partial()).isTrue();
			assertThat(part.headers(false)).containsEntry("Content-Range", "bytes 150000-150024/300000")
				.containsEntry("Content-Length", "25");
			assertThat(part.stream().readAllBytes()).isEqualTo(Arrays.copyOfRange(text, 150_000, 150_025));
		}
		assertThat(this.store.requested).isLessThan(70_000);
		try (MaterialContent tail = this.materials.openRange(version.id(), 299_990, 1000)) {
			assertThat(tail.length()).isEqualTo(10);
			assertThat(tail.stream().readAllBytes()).hasSize(10);
		}
		assertRefused(Refusal.Kind.MALFORMED, () -> this.materials.openRange(version.id(), 300_000, 1));
		assertRefused(Refusal.Kind.MALFORMED, () -> this.materials.openRange(version.id(), -1, 1));
		assertRefused(Refusal.Kind.NOT_FOUND, () -> this.materials.open(UUID.randomUUID()));
	}

	@Test
	void saysHowToSendIt() throws IOException {
		MaterialVersion version = upload(MaterialKind.SUBJECT_CERTIFICATE, "", "执照\".jpg", SampleFiles.jpeg(10, 10));
		try (MaterialContent content = this.materials.open(version.id())) {
			Map<String, String> headers = content.headers(true);
			assertThat(headers).containsEntry("Content-Type", "image/jpeg")
				.containsEntry("X-Content-Type-Options", "nosniff")
				.containsEntry("Cache-Control", "private, no-store")
				.doesNotContainKey("Content-Range");
			assertThat(headers.get("Content-Disposition")).startsWith("inline")
				.contains("UTF-8''%E6%89%A7%E7%85%A7.jpg");
			assertThat(content.headers(false).get("Content-Disposition")).startsWith("attachment");
		}
	}

	@Test
	void refusedUploadsLeaveNothing() throws IOException {
		assertRefused(Refusal.Kind.INVALID,
				() -> upload(MaterialKind.COMMITMENT, "", "licence.pdf", SampleFiles.ascii("<html>")));
		assertRefused(Refusal.Kind.TOO_LARGE,
				() -> upload(MaterialKind.COMMITMENT, "", "big.pdf", new byte[20 * 1024 * 1024 + 1]));
		assertRefused(Refusal.Kind.MALFORMED,
				() -> upload(MaterialKind.COMMITMENT, "../../etc", "c.pdf", SampleFiles.pdf()));
		Materials scanned = materials(this.audit, (content) -> {
			throw Unacceptable.because("material.virus");
		});
		assertRefused(Refusal.Kind.INVALID, () -> scanned.upload(FILING, MaterialKind.COMMITMENT, "", "c.pdf",
				new ByteArrayInputStream(SampleFiles.pdf()), APPLICANT));
		assertRefused(Refusal.Kind.MALFORMED,
				() -> this.materials.upload(FILING, MaterialKind.COMMITMENT, "", "c.pdf", new InputStream() {

					@Override
					public int read() throws IOException {
						throw new IOException("The phone went through a tunnel");
					}

				}, APPLICANT));
		assertNothingKept();
	}

	@Test
	void aStoreThatIsAwayIsSaidAndLeavesNothingAttached() throws IOException {
		this.store.away = true;
		assertRefused(Refusal.Kind.UNAVAILABLE, () -> upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf()));
		assertThat(this.materials.list(FILING)).isEmpty();
		assertThat(this.audit.acts()).isEmpty();
	}

	@Test
	void aCrashAfterTheStoreHasItLeavesAnObjectThatTheSweepRemoves() throws IOException {
		MaterialVersion kept = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		this.store.afterPut = () -> {
			throw new IllegalStateException("kill -9");
		};
		assertThatIllegalStateException()
			.isThrownBy(() -> upload(MaterialKind.SUBJECT_CERTIFICATE, "", "s.jpg", SampleFiles.jpeg(10, 10)));
		this.store.afterPut = () -> {
		};
		assertThat(this.materials.list(FILING)).extracting(MaterialVersion::id).containsExactly(kept.id());
		assertThat(files("store")).hasSize(2);

		assertThat(this.sweep.sweep()).as("within its grace").isZero();
		assertThat(files("store")).hasSize(2);
		this.clock.forward(Duration.ofHours(25));
		assertThat(this.sweep.sweep()).isEqualTo(1);
		assertThat(files("store")).hasSize(1);
		assertThat(count("bf_material_upload")).isZero();
		assertThat(this.materials.intact(kept.id())).isTrue();
		this.clock.forward(Duration.ofDays(400));
		assertThat(this.sweep.sweep()).as("what is attached stays").isZero();
		assertThat(sha256(content(kept))).isEqualTo(kept.sha256());
	}

	@Test
	void aStoreFullOfStrangersIsLeftAlone() throws IOException {
		upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		for (int i = 0; i < 101; i++) {
			this.store.put("stranger" + i, new ByteArrayInputStream(new byte[3]), 3);
		}
		this.clock.forward(Duration.ofHours(25));
		assertThat(this.sweep.sweep()).isZero();
		assertThat(files("store")).hasSize(102);
		for (int i = 0; i < 50; i++) {
			this.store.delete("stranger" + i);
		}
		assertThat(this.sweep.sweep()).isEqualTo(51);
		assertThat(files("store")).hasSize(1);
	}

	@Test
	void withoutItsAuditRowNothingIsAttached() throws IOException {
		Materials unaudited = materials(new FailingAudit(), (content) -> MaterialVersion.Scan.CLEAN);
		assertThatIllegalStateException().isThrownBy(() -> unaudited.upload(FILING, MaterialKind.COMMITMENT, "",
				"c.pdf", new ByteArrayInputStream(SampleFiles.pdf()), APPLICANT));
		assertThat(this.materials.list(FILING)).isEmpty();
		assertThat(count("bf_material_upload")).isEqualTo(1);
		this.clock.forward(Duration.ofHours(25));
		assertThat(this.sweep.sweep()).isEqualTo(1);
		assertThat(files("store")).isEmpty();
	}

	@Test
	void anUploadThatIsSweptWhileItRunsIsRefusedRatherThanLost() throws IOException {
		this.store.afterPut = () -> {
			this.clock.forward(Duration.ofHours(25));
			this.sweep.sweep();
		};
		assertRefused(Refusal.Kind.CONFLICT, () -> upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf()));
		assertThat(this.materials.list(FILING)).isEmpty();
		assertThat(files("store")).isEmpty();
	}

	@Test
	void objectsNobodySpeaksOfDisappearAfterTheirGrace() throws IOException {
		MaterialVersion kept = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		this.store.put("cccccccccccccccc", new ByteArrayInputStream(new byte[3]), 3);
		Files.createDirectories(this.settings.spool());
		Files.write(this.settings.spool().resolve("crash.sealed"), new byte[10]);
		assertThat(this.sweep.sweep()).isZero();
		this.clock.forward(Duration.ofHours(25));
		assertThat(this.sweep.sweep()).isEqualTo(1);
		assertThat(this.store.stat("cccccccccccccccc")).isEmpty();
		assertThat(this.materials.intact(kept.id())).isTrue();
	}

	@Test
	void noticesWhatChangedInTheStore() throws IOException {
		MaterialVersion version = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		Path object = files("store").get(0);
		byte[] bytes = Files.readAllBytes(object);
		bytes[bytes.length / 2] ^= 1;
		Files.write(object, bytes);
		assertThat(this.materials.intact(version.id())).isFalse();
		assertThatIOException().isThrownBy(() -> content(version));
		Files.delete(object);
		assertThat(this.materials.intact(version.id())).isFalse();
		assertRefused(Refusal.Kind.NOT_FOUND, () -> this.materials.open(version.id()));
	}

	@Test
	void generatedDocumentsJoinTheCallersTransaction() throws IOException {
		assertThatIllegalStateException().isThrownBy(() -> this.database.transaction().execute((status) -> {
			seal("round-1.json", "{}");
			seal("round-1.json", "{\"again\":true}");
			throw new IllegalStateException("The step failed");
		}));
		assertThat(this.materials.documents(FILING)).isEmpty();
		this.database.transaction().executeWithoutResult((status) -> seal("round-1.json", "{}"));
		assertThat(this.materials.documents(FILING)).singleElement().satisfies((document) -> {
			assertThat(document.slot()).isEqualTo("round-1.json");
			assertThat(document.version()).isEqualTo(1);
			assertThat(document.kind()).isEqualTo(MaterialKind.GENERATED);
		});
		assertThat(this.materials.list(FILING)).isEmpty();
		this.clock.forward(Duration.ofHours(25));
		assertThat(this.sweep.sweep()).isEqualTo(2);
		assertThat(files("store")).hasSize(1);
	}

	@Test
	void documentsMayBeWritten() throws IOException {
		MaterialVersion version = this.materials.sealDocument(FILING, "form.txt", "text/plain",
				(out) -> out.write("申请表".getBytes(StandardCharsets.UTF_8)), WORKER);
		assertThat(new String(content(version), StandardCharsets.UTF_8)).isEqualTo("申请表");
		assertThat(this.audit.acts()).containsExactly("material.sealed");
	}

	@Test
	void longContentStreamsThrough() throws IOException {
		Generated content = new Generated(50_000_000);
		MaterialVersion version = this.materials.sealDocument(FILING, "package.zip", "application/zip", content,
				WORKER);
		assertThat(version.size()).isEqualTo(50_000_000);
		assertThat(content.largestRequest).as("bytes asked for at once").isLessThanOrEqualTo(64 * 1024);
		assertThat(this.store.largestRead).as("bytes handed to the store at once").isLessThanOrEqualTo(64 * 1024);
		try (MaterialContent back = this.materials.open(version.id())) {
			long total = 0;
			byte[] buffer = new byte[8192];
			for (int read = back.stream().read(buffer); read >= 0; read = back.stream().read(buffer)) {
				total += read;
			}
			assertThat(total).isEqualTo(50_000_000);
		}
	}

	@Test
	void judgesTheLatestVersionWithAReason() {
		MaterialVersion one = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		assertRefused(Refusal.Kind.INVALID,
				() -> this.materials.judge(one.id(), MaterialVersion.State.REJECTED, " ", WORKER));
		MaterialVersion judged = this.materials.judge(one.id(), MaterialVersion.State.REJECTED, "没有签字", WORKER);
		assertThat(judged.state()).isEqualTo(MaterialVersion.State.REJECTED);
		assertThat(judged.reason()).isEqualTo("没有签字");
		MaterialVersion two = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		assertThat(two.state()).isEqualTo(MaterialVersion.State.RECEIVED);
		assertRefused(Refusal.Kind.CONFLICT,
				() -> this.materials.judge(one.id(), MaterialVersion.State.ACCEPTED, null, WORKER));
		assertThat(this.materials.judge(two.id(), MaterialVersion.State.ACCEPTED, null, WORKER).reason()).isNull();
		assertThat(this.materials.find(one.id()).state()).isEqualTo(MaterialVersion.State.REJECTED);
		assertThat(this.audit.acts()).containsExactly("material.uploaded", "material.judged", "material.uploaded",
				"material.judged");
	}

	@Test
	void aReviewThatPassesAcceptsWhatNobodySpokeAboutYet() {
		MaterialVersion older = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		MaterialVersion latest = upload(MaterialKind.COMMITMENT, "", "c.pdf", SampleFiles.pdf());
		MaterialVersion rejected = upload(MaterialKind.CHARTER, "", "c.pdf", SampleFiles.pdf());
		this.materials.judge(rejected.id(), MaterialVersion.State.REJECTED, "没有签字", WORKER);
		this.materials.accept(FILING, WORKER);
		this.materials.accept(FILING, WORKER);
		assertThat(this.materials.find(latest.id()).state()).isEqualTo(MaterialVersion.State.ACCEPTED);
		assertThat(this.materials.find(older.id()).state()).isEqualTo(MaterialVersion.State.RECEIVED);
		assertThat(this.materials.find(rejected.id()).state()).isEqualTo(MaterialVersion.State.REJECTED);
		assertThat(this.audit.acts()).containsOnlyOnce("material.accepted");
	}

	@Test
	void withdrawnMaterialsComeBackWithANewVersion() {
		upload(MaterialKind.CHARTER, "", "c.pdf", SampleFiles.pdf());
		this.materials.withdraw(FILING, MaterialKind.CHARTER, "", APPLICANT);
		this.materials.withdraw(FILING, MaterialKind.CHARTER, "", APPLICANT);
		assertThat(this.materials.list(FILING)).isEmpty();
		assertThat(this.materials.versions(FILING, MaterialKind.CHARTER, "")).hasSize(1);
		assertThat(upload(MaterialKind.CHARTER, "", "c.pdf", SampleFiles.pdf()).version()).isEqualTo(2);
		assertThat(this.materials.list(FILING)).hasSize(1);
		assertRefused(Refusal.Kind.NOT_FOUND,
				() -> this.materials.withdraw(FILING, MaterialKind.CHARTER, "other", APPLICANT));
		assertThat(this.audit.acts()).containsExactly("material.uploaded", "material.withdrawn", "material.uploaded");
	}

	private Materials materials(AuditTrail trail, VirusScanner scanner) {
		return new StoredMaterials(this.settings, this.rows, this.store, TestKeys.fileCipher(), scanner, trail,
				this.clock, this.database.transactions());
	}

	private MaterialVersion upload(MaterialKind kind, String slot, String name, byte[] bytes) {
		return this.materials.upload(FILING, kind, slot, name, new ByteArrayInputStream(bytes), APPLICANT);
	}

	private MaterialVersion seal(String name, String text) {
		return this.materials.sealDocument(FILING, name, "application/json",
				new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), Actor.system("seal"));
	}

	private byte[] content(MaterialVersion version) throws IOException {
		try (MaterialContent content = this.materials.open(version.id())) {
			return content.stream().readAllBytes();
		}
	}

	private void assertNothingKept() throws IOException {
		assertThat(files("store")).isEmpty();
		assertThat(count("bf_material_version") + count("bf_material_upload")).isZero();
		assertThat(this.audit.acts()).isEmpty();
	}

	private List<Path> files(String name) throws IOException {
		Path root = this.directory.resolve(name);
		if (!Files.exists(root)) {
			return List.of();
		}
		try (Stream<Path> all = Files.walk(root)) {
			return all.filter(Files::isRegularFile).toList();
		}
	}

	private int count(String table) {
		return this.database.jdbc().sql("select count(*) from " + table).query(Integer.class).single();
	}

	private String rowsAsText() {
		List<String> texts = new ArrayList<>();
		this.database.jdbc().sql("select * from bf_material_version").query().listOfRows().forEach((row) -> {
			for (Object value : row.values()) {
				texts.add((value instanceof byte[] bytes) ? new String(bytes, StandardCharsets.UTF_8)
						: String.valueOf(value));
			}
		});
		return texts.toString();
	}

	private static void assertRefused(Refusal.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
		assertThatExceptionOfType(Refusal.class).isThrownBy(call)
			.satisfies((refusal) -> assertThat(refusal.kind()).as(refusal.toString()).isEqualTo(kind));
	}

	private static String sha256(byte[] bytes) {
		try {
			return java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
		}
		catch (java.security.GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Cannot be read as a whole, and remembers how much was asked for at once. */
	private static final class Generated extends InputStream {

		private long left;

		private int largestRequest;

		Generated(long size) {
			this.left = size;
		}

		@Override
		public int read() {
			return (this.left-- > 0) ? 7 : -1;
		}

		@Override
		public int read(byte[] target, int offset, int length) {
			this.largestRequest = Math.max(this.largestRequest, length);
			if (this.left <= 0) {
				return -1;
			}
			int count = (int) Math.min(length, this.left);
			this.left -= count;
			return count;
		}

		@Override
		public byte[] readAllBytes() {
			throw new AssertionError("read as a whole");
		}

		@Override
		public byte[] readNBytes(int length) {
			throw new AssertionError("read as a whole");
		}

	}

	private static final class FaultyStore implements MaterialStore {

		private final MaterialStore store;

		private boolean away;

		private Runnable afterPut = () -> {
		};

		private long requested;

		private int largestRead;

		FaultyStore(MaterialStore store) {
			this.store = store;
		}

		@Override
		public StoredObject put(String key, InputStream content, long length) {
			if (this.away) {
				throw new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
			}
			StoredObject stored = this.store.put(key, new InputStream() {

				@Override
				public int read() throws IOException {
					return content.read();
				}

				@Override
				public int read(byte[] target, int offset, int count) throws IOException {
					FaultyStore.this.largestRead = Math.max(FaultyStore.this.largestRead, count);
					return content.read(target, offset, count);
				}

			}, length);
			this.afterPut.run();
			return stored;
		}

		@Override
		public InputStream get(String key) {
			return this.store.get(key);
		}

		@Override
		public InputStream range(String key, long from, long length) {
			this.requested += length;
			return this.store.range(key, from, length);
		}

		@Override
		public java.util.Optional<StoredObject> stat(String key) {
			return this.store.stat(key);
		}

		@Override
		public void delete(String key) {
			this.store.delete(key);
		}

		@Override
		public void list(String prefix, Consumer<StoredObject> visitor) {
			this.store.list(prefix, visitor);
		}

		@Override
		public void clearUnfinished(Instant before) {
			this.store.clearUnfinished(before);
		}

	}

	/** The audit cannot be written. */
	private static final class FailingAudit implements AuditTrail {

		@Override
		public void record(String chain, Actor actor, String act, Map<String, String> facts) {
			throw new IllegalStateException("The audit is not there");
		}

		@Override
		public List<org.beianflow.audit.AuditEntry> of(String chain) {
			return List.of();
		}

		@Override
		public org.beianflow.audit.AuditVerification verify(String chain) {
			throw new UnsupportedOperationException();
		}

		@Override
		public List<org.beianflow.audit.AuditVerification> verifyAll() {
			return List.of();
		}

	}

}
