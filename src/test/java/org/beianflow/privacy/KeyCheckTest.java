package org.beianflow.privacy;

import java.nio.file.Path;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

class KeyCheckTest {

	@TempDir
	private Path directory;

	@Test
	void refusesKeysOfAnotherDatabase() {
		JdbcDataSource database = new JdbcDataSource();
		database.setUrl("jdbc:h2:mem:key-check;DB_CLOSE_DELAY=-1");
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V13__privacy.sql")).execute(database);
		JdbcClient jdbc = JdbcClient.create(database);
		new KeyCheck(jdbc, TestKeys.fieldCipher(), TestKeys.blindIndex()).afterPropertiesSet();
		assertThatNoException()
			.isThrownBy(() -> new KeyCheck(jdbc, TestKeys.fieldCipher(), TestKeys.blindIndex()).afterPropertiesSet());

		PrivacySettings others = new PrivacySettings(null, null, null, null, this.directory);
		FieldCipher otherKeys = new TinkFieldCipher(KeyFiles.sealing(others, true));
		BlindIndex otherIndex = new TinkBlindIndex(KeyFiles.index(others, true));
		assertThatExceptionOfType(KeysMissing.class)
			.isThrownBy(() -> new KeyCheck(jdbc, otherKeys, TestKeys.blindIndex()).afterPropertiesSet())
			.withMessageContaining("do not fit this database");
		assertThatExceptionOfType(KeysMissing.class)
			.isThrownBy(() -> new KeyCheck(jdbc, TestKeys.fieldCipher(), otherIndex).afterPropertiesSet());
	}

}
