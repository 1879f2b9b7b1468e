package org.beianflow.filing;

import java.util.Optional;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.Fees;
import org.beianflow.fee.PaymentOrder;
import org.beianflow.fee.TransferDeclaration;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applicant's door to the fee of a filing. */
@Component
public class FilingFee {

	private final FilingDesk desk;

	private final Fees fees;

	private final Permissions permissions;

	FilingFee(FilingDesk desk, Fees fees, Permissions permissions) {
		this.desk = desk;
		this.fees = fees;
		this.permissions = permissions;
	}

	@Transactional(readOnly = true)
	public Optional<FeeNotice> notice(FilingReference reference, CurrentActor who) {
		this.desk.read(reference, who);
		return this.fees.noticeOf(reference.value());
	}

	/** Begins an online payment. */
	@Transactional
	public PaymentOrder pay(FilingReference reference, CurrentActor who) {
		require(reference, who);
		return this.fees.startOnlinePayment(reference.value(), who.actor());
	}

	/** Announces a bank transfer. */
	@Transactional
	public FeeNotice declareTransfer(FilingReference reference, TransferDeclaration declaration, CurrentActor who) {
		require(reference, who);
		return this.fees.declareTransfer(reference.value(), declaration, who.actor());
	}

	/** Opens an expired notice again, once. */
	@Transactional
	public FeeNotice reopen(FilingReference reference, CurrentActor who) {
		require(reference, who);
		return this.fees.reopen(reference.value(), who.actor());
	}

	private void require(FilingReference reference, CurrentActor who) {
		Filing filing = this.desk.read(reference, who);
		this.permissions.require(who, Action.FILING_PAY, filing.scope());
	}

}
