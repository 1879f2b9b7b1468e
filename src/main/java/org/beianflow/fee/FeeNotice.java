package org.beianflow.fee;

import java.time.Instant;
import java.util.List;

/**
 * The 备案审批通知书 of a filing: what is to be paid, where to, by when, and what has come in.
 * There is at most one for each filing.
 *
 * @param filing reference of the filing
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
 * @param reopened whether its one reopening is used up
 * @param closed whether the time for reopening has passed too
 */
public record FeeNotice(String filing, String number, String reference, FeeState state, List<FeeLine> lines,
		long totalFen, long receivedFen, String currency, BankAccount account, Instant issuedAt, Instant dueAt,
		boolean reopened, boolean closed) {

	public FeeNotice {
		lines = List.copyOf(lines);
	}

	/** What is still to be paid, in 分; never negative. */
	public long outstandingFen() {
		return Math.max(0, this.totalFen - this.receivedFen);
	}

	/** Whether the applicant may ask for the one reopening after the time has passed. */
	public boolean canBeReopened() {
		return this.state == FeeState.EXPIRED && !this.reopened && !this.closed;
	}

	FeeNotice withLines(List<FeeLine> known) {
		return new FeeNotice(this.filing, this.number, this.reference, this.state, known, this.totalFen,
				this.receivedFen, this.currency, this.account, this.issuedAt, this.dueAt, this.reopened, this.closed);
	}

	FeeNotice in(FeeState next) {
		return new FeeNotice(this.filing, this.number, this.reference, next, this.lines, this.totalFen,
				this.receivedFen, this.currency, this.account, this.issuedAt, this.dueAt, this.reopened, this.closed);
	}

	FeeNotice credited(long amountFen) {
		return new FeeNotice(this.filing, this.number, this.reference, this.state, this.lines, this.totalFen,
				this.receivedFen + amountFen, this.currency, this.account, this.issuedAt, this.dueAt, this.reopened,
				this.closed);
	}

	FeeNotice due(Instant at) {
		return new FeeNotice(this.filing, this.number, this.reference, this.state, this.lines, this.totalFen,
				this.receivedFen, this.currency, this.account, this.issuedAt, at, this.reopened, this.closed);
	}

	FeeNotice reopenedOnce() {
		return new FeeNotice(this.filing, this.number, this.reference, FeeState.ISSUED, this.lines, this.totalFen,
				this.receivedFen, this.currency, this.account, this.issuedAt, this.dueAt, true, this.closed);
	}

	FeeNotice closedForGood() {
		return new FeeNotice(this.filing, this.number, this.reference, this.state, this.lines, this.totalFen,
				this.receivedFen, this.currency, this.account, this.issuedAt, this.dueAt, this.reopened, true);
	}

}
