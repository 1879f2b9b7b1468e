package org.beianflow.filing.process;

import org.beianflow.fee.FeeExpired;
import org.beianflow.fee.FeePaid;
import org.beianflow.fee.TransferDeclared;
import org.beianflow.fee.TransferMismatch;
import org.beianflow.filing.FilingProcess;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRoad;
import org.beianflow.notice.NoticeChannel;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeSettled;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What other modules tell about a filing, passed on to its state and its process. */
@Component
class FilingEvents {

	private final FilingRoad road;

	private final FilingProcess process;

	FilingEvents(FilingRoad road, FilingProcess process) {
		this.road = road;
		this.process = process;
	}

	@EventListener
	void on(FeePaid paid) {
		this.road.feeSettled(new FilingReference(paid.filing()));
	}

	@EventListener
	void on(FeeExpired expired) {
		this.road.sendNotice(new FilingReference(expired.filing()), NoticeKind.FEE_EXPIRED);
	}

	@EventListener
	void on(TransferDeclared declared) {
		this.road.transferDeclared(new FilingReference(declared.filing()));
	}

	@EventListener
	void on(TransferMismatch mismatch) {
		this.road.transferMismatch(new FilingReference(mismatch.filing()));
	}

	/**
	 * The notice of a decision has come to rest: its delivery may be waiting for that.
	 */
	@EventListener
	void on(NoticeSettled settled) {
		boolean decision = settled.kind() == NoticeKind.AUTHORITY_APPROVED || settled.kind() == NoticeKind.REFUSED;
		if (!decision || settled.channel() == NoticeChannel.IN_APP) {
			return;
		}
		FilingReference reference = new FilingReference(settled.filing());
		boolean approved = settled.kind() == NoticeKind.AUTHORITY_APPROVED;
		switch (this.road.checkDelivery(reference, approved).outcome()) {
			case "DELIVERED" -> {
				if (approved) {
					this.road.approvalGiven(reference);
				}
				this.process.happened(reference, FilingProcess.Event.NOTICE_DELIVERED);
			}
			case "UNDELIVERED" -> this.process.happened(reference, FilingProcess.Event.NOTICE_UNDELIVERED);
			default -> {
				// Another channel is still on its way.
			}
		}
	}

}
