package org.beianflow.material;

import java.nio.file.Path;
import java.time.Clock;

import org.beianflow.audit.AuditTrail;
import org.beianflow.privacy.FieldCipher;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/** The two modules as Spring puts them together, by their settings. */
class MaterialWiringTest {

	@TempDir
	private Path directory;

	private SmallDatabase database;

	private ApplicationContextRunner runner;

	@BeforeEach
	void open() {
		this.database = new SmallDatabase(13);
		this.runner = new ApplicationContextRunner().withUserConfiguration(Modules.class)
			.withBean(JdbcClient.class, this.database::jdbc)
			.withBean(PlatformTransactionManager.class, this.database::transactions)
			.withBean(AuditTrail.class, RecordedAudit::new)
			.withBean(Clock.class, Clock::systemUTC)
			.withPropertyValues("beianflow.privacy.demo-directory=" + this.directory,
					"beianflow.material.disk.directory=" + this.directory.resolve("materials"),
					"beianflow.material.spool=" + this.directory.resolve("spool"));
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void theDemoNeedsNoSettings() {
		this.runner.withPropertyValues("spring.profiles.active=demo")
			.run((context) -> assertThat(context).hasNotFailed()
				.hasSingleBean(Materials.class)
				.hasSingleBean(MaterialChecklist.class)
				.hasSingleBean(FieldCipher.class)
				.getBean(MaterialStore.class)
				.hasFieldOrProperty("root"));
		assertThat(this.directory.resolve("keyset.json")).exists();
	}

	@Test
	void theStoreIsChosenByName() {
		this.runner
			.withPropertyValues("spring.profiles.active=demo", "beianflow.material.store=minio",
					"beianflow.material.minio.endpoint=http://127.0.0.1:1", "beianflow.material.minio.access-key=a",
					"beianflow.material.minio.secret-key=b")
			.run((context) -> assertThat(context).hasNotFailed()
				.getBean(MaterialStore.class)
				.hasFieldOrProperty("client"));
		this.runner.withPropertyValues("spring.profiles.active=demo", "beianflow.material.store=minio")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("beianflow.material.minio.endpoint"));
	}

	@Test
	void withoutTheDemoAndWithoutKeysNothingStarts() {
		this.runner.run((context) -> assertThat(context).hasFailed()
			.getFailure()
			.rootCause()
			.hasMessageContaining("beianflow.privacy.keyset-file")
			.hasMessageContaining("generate-keys"));
		assertThat(this.directory.resolve("keyset.json")).doesNotExist();
	}

	@ComponentScan({ "org.beianflow.privacy", "org.beianflow.material" })
	@ConfigurationPropertiesScan({ "org.beianflow.privacy", "org.beianflow.material" })
	static class Modules {

	}

}
