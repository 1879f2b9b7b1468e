package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.spy;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

/** What a process that is killed leaves behind: the file as it is at that moment. */
class DurableCommitsTest {

	@TempDir
	Path folder;

	@Test
	void whatIsCommittedIsInTheFileAtOnce() throws IOException {
		JdbcDataSource live = at("live");
		SingleConnectionDataSource source = new SingleConnectionDataSource(live.getURL(), true);
		try {
			JdbcClient jdbc = JdbcClient.create(source);
			jdbc.sql("create table decision(id integer)").update();
			DataSourceTransactionManager transactions = new DataSourceTransactionManager(source);
			transactions.setTransactionExecutionListeners(List.of(new DurableCommits(jdbc)));
			TransactionTemplate transaction = new TransactionTemplate(transactions);
			for (int i = 1; i <= 20; i++) {
				int id = i;
				transaction
					.executeWithoutResult((status) -> jdbc.sql("insert into decision values (" + id + ")").update());
				String left = "left" + i;
				Files.copy(this.folder.resolve("live.mv.db"), this.folder.resolve(left + ".mv.db"));
				assertThat(
						JdbcClient.create(at(left)).sql("select max(id) from decision").query(Integer.class).single())
					.isEqualTo(id);
			}
		}
		finally {
			source.destroy();
		}
	}

	@Test
	void whoOnlyAsksDoesNotWaitForTheDisk() {
		SingleConnectionDataSource source = new SingleConnectionDataSource(at("asked").getURL(), true);
		try {
			JdbcClient jdbc = spy(JdbcClient.create(source));
			jdbc.sql("create table decision(id integer)").update();
			DataSourceTransactionManager transactions = new DataSourceTransactionManager(source);
			transactions.setTransactionExecutionListeners(List.of(new DurableCommits(jdbc)));
			TransactionTemplate transaction = new TransactionTemplate(transactions);
			transaction.executeWithoutResult((status) -> jdbc.sql("insert into decision values (1)").update());
			verify(jdbc, times(1)).sql("checkpoint sync");
			transaction.executeWithoutResult(
					(status) -> jdbc.sql("select count(*) from decision").query(Integer.class).single());
			transaction.executeWithoutResult((status) -> {
				jdbc.sql("insert into decision values (2)").update();
				status.setRollbackOnly();
			});
			transaction.executeWithoutResult(
					(status) -> jdbc.sql("select count(*) from decision").query(Integer.class).single());
			verify(jdbc, times(1)).sql("checkpoint sync");
			transaction.executeWithoutResult((status) -> jdbc.sql("update decision set id = 3").update());
			verify(jdbc, times(2)).sql("checkpoint sync");
		}
		finally {
			source.destroy();
		}
	}

	private JdbcDataSource at(String name) {
		JdbcDataSource source = new JdbcDataSource();
		source.setURL("jdbc:h2:file:" + this.folder.resolve(name).toAbsolutePath());
		return source;
	}

}
