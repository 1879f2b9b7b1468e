package org.beianflow.material;

import java.time.Clock;
import java.time.Instant;
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
		orphans.settle();
		this.store.clearUnfinished(before);
		Spool.clear(this.settings.spool(), before);
		return cleared + orphans.cleared;
	}

	/** Objects that neither a row nor a claim speaks of. */
	private final class Orphans {

		private final Instant before;

		private final Set<String> batch = new LinkedHashSet<>();

		private int cleared;

		Orphans(Instant before) {
			this.before = before;
		}

		void visit(StoredObject object) {
			if (object.storedAt().isBefore(this.before)) {
				this.batch.add(object.key());
				if (this.batch.size() == BATCH) {
					settle();
				}
			}
		}

		void settle() {
			if (this.batch.isEmpty()) {
				return;
			}
			Set<String> known = MaterialSweep.this.rows.known(this.batch);
			List<String> orphans = this.batch.stream().filter((key) -> !known.contains(key)).toList();
			orphans.forEach(MaterialSweep.this.store::delete);
			this.cleared += orphans.size();
			this.batch.clear();
		}

	}

}
