package org.beianflow.filing.store;

import org.beianflow.filing.Counters;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Counters in a table, one locked row each. */
@Repository
class JdbcCounters implements Counters {

	private final JdbcClient jdbc;

	private final TransactionTemplate own;

	JdbcCounters(JdbcClient jdbc, PlatformTransactionManager transactions) {
		this.jdbc = jdbc;
		this.own = new TransactionTemplate(transactions);
		this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@Override
	public long next(String counter) {
		Long next = this.own.execute((status) -> increment(counter));
		if (next != null) {
			return next;
		}
		try {
			this.own.executeWithoutResult(
					(status) -> this.jdbc.sql("insert into bf_counter (name, last_number) values (?, 0)")
						.param(counter)
						.update());
		}
		catch (DuplicateKeyException ex) {
			// Another writer was first; its row serves both.
		}
		return this.own.execute((status) -> increment(counter));
	}

	private Long increment(String counter) {
		int rows = this.jdbc.sql("update bf_counter set last_number = last_number + 1 where name = ?")
			.param(counter)
			.update();
		return (rows == 0) ? null
				: this.jdbc.sql("select last_number from bf_counter where name = ?")
					.param(counter)
					.query(Long.class)
					.single();
	}

}
