package org.beianflow.filing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.material.Materials;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases form and documents of drafts that expired or were given up, once the time they
 * may be kept has passed (domain.md T1 and §16; 个人信息保护法 art. 47). Case number, state and
 * history stay.
 */
@Component
public class DraftRetention {

	private static final Logger log = LoggerFactory.getLogger(DraftRetention.class);

	private static final Actor SYSTEM = Actor.system("retention");

	private static final int BATCH = 100;

	private final Filings filings;

	private final Materials materials;

	private final AuditTrail audit;

	private final FilingSettings settings;

	private final TransactionTemplate each;

	private final Clock clock;

	DraftRetention(Filings filings, Materials materials, AuditTrail audit, FilingSettings settings,
			PlatformTransactionManager transactions, Clock clock) {
		this.filings = filings;
		this.materials = materials;
		this.audit = audit;
		this.settings = settings;
		this.each = new TransactionTemplate(transactions);
		this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	/**
	 * Erases what is due; safe to be called at any time.
	 * @return how many drafts were erased
	 */
	public int keep() {
		Instant now = this.clock.instant();
		List<FilingReference> due = this.filings.endedDrafts(now.minus(this.settings.draftRetention()), BATCH);
		int erased = 0;
		for (FilingReference reference : due) {
			try {
				this.each.executeWithoutResult((status) -> erase(reference, now));
				erased++;
			}
			catch (RuntimeException ex) {
				log.error("The content of draft {} could not be erased", reference, ex);
			}
		}
		return erased;
	}

	private void erase(FilingReference reference, Instant now) {
		Filing filing = this.filings.load(reference);
		filing.eraseContent();
		this.filings.save(filing);
		this.filings.erased(reference, now);
		this.materials.erase(reference.value(), SYSTEM);
		this.audit.record(reference.value(), SYSTEM, "filing.erased", Map.of());
	}

}
