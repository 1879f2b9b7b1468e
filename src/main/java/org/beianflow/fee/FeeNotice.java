package org.beianflow.fee;

import java.time.Instant;
import java.util.List;

/**
 * The 备案审批通知书 of a filing: what is to be paid, where to, by when, and what has come in.
 * There is at most one for each filing.
 *
 * @param filing reference of the filing
 * @param province six-digit code of the filing's province
 * @param number number of the notice (审批通知书编号), unique
 * @param reference code the payer writes into the transfer's remark; unique, with check
 * digits
 * @param state where it stands
 * @param lines what is charged
 * @param totalFen sum in 分
 * @param receivedFen what has been credited so far, in 分; a short transfer counts towards
 * the sum
 * @param currency ISO 4217, {@code CNY}
 * @param account where transfers go
 * @param issuedAt when it was issued
 * @param dueAt end of the time for payment, exclusive (T5)
 * @param reopenUntil end of the time for asking for the one reopening, exclusive
 * @param reopened whether its one reopening is used up
 * @param closed whether the time for reopening has passed too
 */
public record FeeNotice(String filing, String province, String number, String reference, FeeState state,
		List<FeeLine> lines, long totalFen, long receivedFen, String currency, BankAccount account, Instant issuedAt,
		Instant dueAt, Instant reopenUntil, boolean reopened, boolean closed) {

	public FeeNotice {
		lines = List.copyOf(lines);
	}

	/** The same notice with another end. */
	FeeNotice dueAt(Instant due, Instant reopen) {
		return new FeeNotice(this.filing, this.province, this.number, this.reference, this.state, this.lines,
				this.totalFen, this.receivedFen, this.currency, this.account, this.issuedAt, due, reopen, this.reopened,
				this.closed);
	}

	/** What is still to be paid, in 分; never negative. */
	public long outstandingFen() {
		return Math.max(0, this.totalFen - this.receivedFen);
	}

	/** Whether the applicant may ask for the one reopening after the time has passed. */
	public boolean canBeReopened() {
		return this.state == FeeState.EXPIRED && !this.reopened && !this.closed;
	}

}
