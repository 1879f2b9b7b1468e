package org.beianflow.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import javax.sql.DataSource;

/**
 * Lets one node at a time create the engine's tables, deploy and grant: two nodes that
 * start together on an empty PostgreSQL would both try. An H2 file has one node anyway.
 */
final class StartLock implements AutoCloseable {

	/** Any number nobody else uses for an advisory lock in this database. */
	private static final long KEY = 20_240_904_120_013L;

	private final Connection connection;

	private final boolean locked;

	private StartLock(Connection connection, boolean locked) {
		this.connection = connection;
		this.locked = locked;
	}

	static StartLock take(DataSource source) {
		try {
			Connection connection = source.getConnection();
			boolean postgres = "PostgreSQL".equals(connection.getMetaData().getDatabaseProductName());
			if (postgres) {
				run(connection, "select pg_advisory_lock(" + KEY + ")");
			}
			return new StartLock(connection, postgres);
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the database did not answer before the engine's start", ex);
		}
	}

	@Override
	public void close() {
		try (Connection open = this.connection) {
			if (this.locked) {
				run(open, "select pg_advisory_unlock(" + KEY + ")");
			}
		}
		catch (SQLException ex) {
			throw new IllegalStateException("the database did not answer after the engine's start", ex);
		}
	}

	private static void run(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

}
