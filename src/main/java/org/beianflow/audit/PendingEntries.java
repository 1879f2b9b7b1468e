package org.beianflow.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import org.springframework.core.Ordered;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The entries of one transaction, held until it commits so that the heads of the chains
 * are locked last and shortest.
 */
final class PendingEntries implements TransactionSynchronization {

	private final Object key;

	private final Consumer<List<AuditRow>> inThisTransaction;

	private final Consumer<List<AuditRow>> inItsOwnTransaction;

	private final List<AuditRow> rows = new ArrayList<>();

	private final Deque<Mark> savepoints = new ArrayDeque<>();

	private boolean written;

	private PendingEntries(Object key, Consumer<List<AuditRow>> inThisTransaction,
			Consumer<List<AuditRow>> inItsOwnTransaction) {
		this.key = key;
		this.inThisTransaction = inThisTransaction;
		this.inItsOwnTransaction = inItsOwnTransaction;
	}

	/** The entries of the current transaction. */
	static PendingEntries ofTransaction(Object key, Consumer<List<AuditRow>> inThisTransaction,
			Consumer<List<AuditRow>> inItsOwnTransaction) {
		PendingEntries pending = (PendingEntries) TransactionSynchronizationManager.getResource(key);
		if (pending == null) {
			pending = new PendingEntries(key, inThisTransaction, inItsOwnTransaction);
			TransactionSynchronizationManager.bindResource(key, pending);
			TransactionSynchronizationManager.registerSynchronization(pending);
		}
		return pending;
	}

	void add(AuditRow row) {
		if (this.written) {
			// Somebody acts while the transaction commits, after this one had its turn.
			this.inThisTransaction.accept(List.of(row));
		}
		else {
			this.rows.add(row);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void beforeCommit(boolean readOnly) {
		this.inThisTransaction.accept(this.rows);
		this.written = true;
	}

	@Override
	public void afterCompletion(int status) {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
		if (status == STATUS_COMMITTED && !this.written) {
			// Registered by another synchronization's beforeCommit: too late for ours.
			this.inItsOwnTransaction.accept(this.rows);
		}
	}

	@Override
	public void suspend() {
		TransactionSynchronizationManager.unbindResourceIfPossible(this.key);
	}

	@Override
	public void resume() {
		TransactionSynchronizationManager.bindResource(this.key, this);
	}

	@Override
	public void savepoint(Object savepoint) {
		this.savepoints.push(new Mark(savepoint, this.rows.size()));
	}

	@Override
	public void savepointRollback(Object savepoint) {
		while (!this.savepoints.isEmpty()) {
			Mark mark = this.savepoints.pop();
			if (mark.savepoint() == savepoint) {
				this.rows.subList(mark.size(), this.rows.size()).clear();
				return;
			}
		}
		// The savepoint is older than the first entry.
		this.rows.clear();
	}

	private record Mark(Object savepoint, int size) {
	}

}
