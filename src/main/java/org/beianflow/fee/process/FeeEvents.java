package org.beianflow.fee.process;

import java.time.Clock;
import java.util.Date;
import java.util.Map;

import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.FeePaid;
import org.beianflow.fee.FeeReopened;
import org.beianflow.fee.FeeSettings;
import org.beianflow.fee.Fees;
import org.beianflow.fee.RefundDue;
import org.beianflow.fee.TransferDeclared;
import org.camunda.bpm.engine.RuntimeService;

import org.springframework.context.annotation.Lazy;
import org.springframework.context.event.EventListener;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/**
 * Passes on to the engine what happened to a fee, in the transaction in which it
 * happened. Where nobody waits nothing is lost: the diagram looks before it waits.
 */
@Component
class FeeEvents {

	private final RuntimeService runtime;

	private final Fees fees;

	private final FeeSettings settings;

	private final Clock clock;

	FeeEvents(@Lazy RuntimeService runtime, @Lazy Fees fees, FeeSettings settings, Clock clock) {
		this.runtime = runtime;
		this.fees = fees;
		this.settings = settings;
		this.clock = clock;
	}

	@EventListener
	void on(FeePaid paid) {
		// A transfer settles the fee while its task is being completed: that moves on by
		// itself.
		if (paid.by() != FeePaid.By.TRANSFER) {
			tell(paid.filing(), Names.MESSAGE_FEE_PAID);
		}
	}

	@EventListener
	void on(TransferDeclared declared) {
		tell(declared.filing(), Names.MESSAGE_TRANSFER_DECLARED);
	}

	@EventListener
	void on(FeeReopened reopened) {
		tell(reopened.filing(), Names.MESSAGE_FEE_REOPENED);
	}

	@EventListener
	void on(RefundDue due) {
		FeeNotice notice = this.fees.noticeOf(due.filing()).orElseThrow();
		this.runtime.startProcessInstanceByKey(Names.FEE_REFUND, due.filing(),
				Map.of(Names.PROVINCE, notice.province(), Names.REFUND, due.refund(), Names.REFUND_DUE_AT,
						Date.from(this.clock.instant().plus(this.settings.refundWithin()))));
	}

	private void tell(String filing, String message) {
		try {
			this.runtime.createMessageCorrelation(message).processInstanceBusinessKey(filing).correlateAllWithResult();
		}
		catch (RuntimeException ex) {
			// A timer that ends the wait at this moment shows as a lost lock, or as data
			// that is no longer there. Whoever brought the news tells it again.
			throw new ConcurrencyFailureException("The process of " + filing + " could not take " + message, ex);
		}
	}

}
