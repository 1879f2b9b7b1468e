package whole;

import java.util.List;
import java.util.function.Predicate;

import javax.sql.DataSource;

import org.h2.jdbcx.JdbcDataSource;

/** The whole run on an H2 file, with a restart in every wait state. */
class WholeRunOnH2IT extends WholeRun {

	@Override
	List<String> database() {
		// What application.yaml says, relative to the node's folder.
		return List.of();
	}

	@Override
	DataSource afterwards() {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL("jdbc:h2:file:" + this.folder.resolve("data/beianflow").toAbsolutePath());
		source.setUser("sa");
		source.setPassword("");
		return source;
	}

	@Override
	Predicate<String> restartsAt() {
		return (wait) -> true;
	}

	@Override
	boolean paidByTransfer() {
		return true;
	}

}
