package org.beianflow.material;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.beianflow.check.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Clears away what was put into the store and never attached; what is attached is never
 * touched (V6). May run on several nodes at once.
 */
@Component
class MaterialSweep {

	private static final Logger LOG = LoggerFactory.getLogger(MaterialSweep.class);

	private static final int BATCH = 500;

	/**
	 * So many strangers, and more of them than of our own, are not left by broken
	 * uploads.
	 */
	private static final int SUSPICIOUS = 100;

	private final MaterialSettings settings;

	private final MaterialRows rows;

	private final MaterialStore store;

	private final Clock clock;

	private final TransactionTemplate transaction;

	MaterialSweep(MaterialSettings settings, MaterialRows rows, MaterialStore store, Clock clock,
			PlatformTransactionManager transactions) {
		this.settings = settings;
		this.rows = rows;
		this.store = store;
		this.clock = clock;
		this.transaction = new TransactionTemplate(transactions);
	}

	/** Runs on a schedule; a store that is away is tried again at the next run. */
	void run() {
		try {
			int cleared = sweep();
			if (cleared > 0) {
				LOG.info("Cleared {} objects that were never attached", cleared);
			}
		}
		catch (Refusal ex) {
			LOG.warn("The store could not be swept: {}", ex.messageKey());
		}
	}

	/**
	 * Sweeps once.
	 * @return how many objects were removed
	 */
	int sweep() {
		Instant before = this.clock.instant().minus(this.settings.grace());
		int cleared = 0;
		for (MaterialRows.Claim claim : this.rows.claimsBefore(before)) {
			// The claim first: an upload that attaches at this moment finds it gone and
			// stops.
			if (Boolean.TRUE.equals(this.transaction.execute((status) -> this.rows.release(claim)))) {
				this.store.delete(claim.objectKey());
				cleared++;
			}
		}
		Orphans orphans = new Orphans(before);
		this.store.list("", orphans::visit);
		cleared += orphans.remove();
		this.store.clearUnfinished(before);
		Spool.clear(this.settings.spool(), before);
		return cleared;
	}

	/** Objects that neither a row nor a claim speaks of. */
	private final class Orphans {

		private final Instant before;

		private final Set<String> batch = new LinkedHashSet<>();

		private final List<String> found = new ArrayList<>();

		private long old;

		Orphans(Instant before) {
			this.before = before;
		}

		void visit(StoredObject object) {
			if (object.storedAt().isBefore(this.before)) {
				this.old++;
				this.batch.add(object.key());
				if (this.batch.size() == BATCH) {
					look();
				}
			}
		}

		int remove() {
			look();
			if (this.found.size() > SUSPICIOUS && this.found.size() > this.old / 2) {
				// Another database's store, or a database set back: nothing is worth that
				// risk.
				LOG.error("{} of {} objects in the store belong to no row of this database. Nothing was cleared: "
						+ "check that store and database belong together.", this.found.size(), this.old);
				return 0;
			}
			this.found.forEach(MaterialSweep.this.store::delete);
			return this.found.size();
		}

		private void look() {
			if (!this.batch.isEmpty()) {
				Set<String> known = MaterialSweep.this.rows.known(this.batch);
				this.batch.stream().filter((key) -> !known.contains(key)).forEach(this.found::add);
				this.batch.clear();
			}
		}

	}

}
