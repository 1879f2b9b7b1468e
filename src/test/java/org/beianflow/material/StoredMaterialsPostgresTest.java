package org.beianflow.material;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.material.disk.DiskStores;
import org.beianflow.privacy.TestKeys;
import org.beianflow.testing.Postgres;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

import org.springframework.util.unit.DataSize;

import static org.assertj.core.api.Assertions.assertThat;

/** What H2 forgives and PostgreSQL does not: races, locks inside transactions, types. */
class StoredMaterialsPostgresTest {

	private static final String FILING = "F2026110000123";

	@TempDir
	private Path directory;

	@Test
	void uploadsAtTheSameMomentBecomeVersionsOneAfterTheOther() throws Exception {
		try (EmbeddedPostgres server = Postgres.start();
				SmallDatabase database = new SmallDatabase(server.getJdbcUrl("postgres", "postgres"), "postgres",
						"postgres", 3)) {
			Materials materials = materials(database);
			ExecutorService people = Executors.newFixedThreadPool(4);
			List<Future<MaterialVersion>> uploads = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				uploads.add(people.submit(() -> materials.upload(FILING, MaterialKind.COMMITMENT, "", "c.pdf",
						new ByteArrayInputStream(SampleFiles.pdf()), Actor.applicant("a"))));
			}
			List<Integer> numbers = new ArrayList<>();
			for (Future<MaterialVersion> upload : uploads) {
				numbers.add(upload.get().version());
			}
			people.shutdown();
			assertThat(numbers).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
			assertThat(materials.list(FILING)).singleElement()
				.satisfies((version) -> assertThat(version.version()).isEqualTo(8))
				.satisfies((version) -> assertThat(materials.intact(version.id())).isTrue());

			database.transaction().executeWithoutResult((status) -> {
				seal(materials, "one");
				seal(materials, "two");
			});
			assertThat(materials.documents(FILING)).singleElement().satisfies((document) -> {
				assertThat(document.version()).isEqualTo(2);
				assertThat(content(materials, document))
					.isEqualTo("two".getBytes(java.nio.charset.StandardCharsets.UTF_8));
			});
			MaterialVersion latest = materials.list(FILING).get(0);
			assertThat(materials.judge(latest.id(), MaterialVersion.State.REJECTED, "没有签字", Actor.staff("w")).reason())
				.isEqualTo("没有签字");
			materials.withdraw(FILING, MaterialKind.COMMITMENT, "", Actor.applicant("a"));
			assertThat(materials.list(FILING)).isEmpty();
		}
	}

	private Materials materials(SmallDatabase database) {
		MaterialSettings settings = new MaterialSettings(this.directory.resolve("spool"), DataSize.ofMegabytes(20), 2,
				Duration.ofHours(24), Duration.ofHours(1), new MaterialSettings.Clamd(null, 0, null));
		return new StoredMaterials(settings, new MaterialRows(database.jdbc(), TestKeys.fieldCipher()),
				DiskStores.at(this.directory.resolve("store")), TestKeys.fileCipher(),
				(content) -> MaterialVersion.Scan.NOT_SCANNED, Mockito.mock(AuditTrail.class), Clock.systemUTC(),
				database.transactions());
	}

	private static void seal(Materials materials, String text) {
		materials.sealDocument(FILING, "round-1.json", "application/json",
				new ByteArrayInputStream(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)), Actor.system("seal"));
	}

	private static byte[] content(Materials materials, MaterialVersion version) throws IOException {
		try (MaterialContent content = materials.open(version.id())) {
			return content.stream().readAllBytes();
		}
	}

}
