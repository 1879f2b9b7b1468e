package org.beianflow;

import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/**
 * What is committed to the H2 file is on the disk before the caller goes on. By itself H2
 * writes committed changes up to half a second later: a decision whose success a person
 * has seen, or the claim of a notice that is being sent, would be lost with the process.
 * H2's own setting for this ({@code WRITE_DELAY=0}) also switches off the tidying of the
 * file, which would then only grow. A transaction that wrote nothing, as most questions
 * to the engine are, does not wait.
 */
@Component
@ConditionalOnExpression("'${spring.datasource.url}'.startsWith('jdbc:h2:') and !'${spring.datasource.url}'.startsWith('jdbc:h2:mem:')")
class DurableCommits implements TransactionExecutionListener {

	private final JdbcClient jdbc;

	private final ThreadLocal<Boolean> written = new ThreadLocal<>();

	DurableCommits(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void beforeCommit(TransactionExecution transaction) {
		if (!transaction.isReadOnly()) {
			this.written.set(this.jdbc
				.sql("select contains_uncommitted from information_schema.sessions where session_id = session_id()")
				.query(Boolean.class)
				.single());
		}
	}

	@Override
	public void afterCommit(TransactionExecution transaction, Throwable failure) {
		boolean changed = Boolean.TRUE.equals(this.written.get());
		this.written.remove();
		if (failure == null && changed) {
			this.jdbc.sql("checkpoint sync").update();
		}
	}

}
