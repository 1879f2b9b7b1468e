package org.beianflow.testing;

import java.util.UUID;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import org.flywaydb.core.Flyway;

import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A database in memory with the migrations up to a version, for tests without a Spring
 * context.
 */
public final class SmallDatabase implements AutoCloseable {

	private final HikariDataSource dataSource = new HikariDataSource();

	private final JdbcTransactionManager transactions;

	public SmallDatabase(int upToVersion) {
		this("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=120000", "sa", "", upToVersion);
	}

	public SmallDatabase(String url, String user, String password, int upToVersion) {
		this.dataSource.setJdbcUrl(url);
		this.dataSource.setUsername(user);
		this.dataSource.setPassword(password);
		this.dataSource.setMinimumIdle(1);
		Flyway.configure()
			.dataSource(this.dataSource)
			.locations("classpath:db/migration")
			.target(Integer.toString(upToVersion))
			.load()
			.migrate();
		this.transactions = new JdbcTransactionManager(this.dataSource);
	}

	public DataSource dataSource() {
		return this.dataSource;
	}

	public JdbcTemplate jdbcTemplate() {
		return new JdbcTemplate(this.dataSource);
	}

	public JdbcClient jdbc() {
		return JdbcClient.create(this.dataSource);
	}

	public JdbcTransactionManager transactions() {
		return this.transactions;
	}

	public TransactionTemplate transaction() {
		return new TransactionTemplate(this.transactions);
	}

	@Override
	public void close() {
		this.dataSource.close();
	}

}
