package org.beianflow.filing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Refund;
import org.beianflow.material.Materials;
import org.beianflow.notice.Notices;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Erases what ended filings hold of people, once the time it may be kept has passed
 * (domain.md T1 and §16; 个人信息保护法 art. 19, 47): the form in all its rounds, the documents,
 * the addresses its notices went to, and what it is found by. What stays is the case
 * number, its states, the decisions with their reasons, the money and the audit trail,
 * with the hash of each form that was submitted. A filing that has its number is no
 * matter of this: it stays as long as its record. Nor is one while money has yet to go
 * back.
 */
@Component
public class FilingRetention {

	private static final Logger log = LoggerFactory.getLogger(FilingRetention.class);

	private static final Actor SYSTEM = Actor.system("retention");

	private static final int BATCH = 100;

	private final Filings filings;

	private final FilingRounds rounds;

	private final Materials materials;

	private final Notices notices;

	private final Fees fees;

	private final AuditTrail audit;

	private final FilingSettings settings;

	private final TransactionTemplate each;

	private final Clock clock;

	FilingRetention(Filings filings, FilingRounds rounds, Materials materials, Notices notices, Fees fees,
			AuditTrail audit, FilingSettings settings, PlatformTransactionManager transactions, Clock clock) {
		this.filings = filings;
		this.rounds = rounds;
		this.materials = materials;
		this.notices = notices;
		this.fees = fees;
		this.audit = audit;
		this.settings = settings;
		this.each = new TransactionTemplate(transactions);
		this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
		this.clock = clock;
	}

	/**
	 * Erases what is due; safe to be called at any time.
	 * @return how many filings were erased
	 */
	public int keep() {
		Instant now = this.clock.instant();
		int erased = 0;
		String last = "";
		List<FilingReference> due;
		do {
			// One that cannot be erased holds up none behind it.
			due = this.filings.ended(now.minus(this.settings.draftRetention()),
					now.minus(this.settings.endedRetention()), last, BATCH);
			for (FilingReference reference : due) {
				last = reference.value();
				erased += tryToErase(reference, now) ? 1 : 0;
			}
		}
		while (due.size() == BATCH);
		return erased;
	}

	private boolean tryToErase(FilingReference reference, Instant now) {
		try {
			return Boolean.TRUE.equals(this.each.execute((status) -> erase(reference, now)));
		}
		catch (RuntimeException ex) {
			log.error("The content of filing {} could not be erased", reference, ex);
			return false;
		}
	}

	private boolean erase(FilingReference reference, Instant now) {
		Filing filing = this.filings.load(reference);
		if (!this.fees.refundsOf(reference.value()).stream().allMatch(Refund::done)) {
			return false;
		}
		filing.eraseContent();
		this.filings.save(filing);
		this.filings.erased(reference, now);
		this.rounds.erase(reference);
		this.materials.erase(reference.value(), SYSTEM);
		this.notices.forgetAddresses(reference.value());
		this.audit.record(reference.value(), SYSTEM, "filing.erased", Map.of("state", filing.state().name()));
		return true;
	}

}
