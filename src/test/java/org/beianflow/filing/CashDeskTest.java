package org.beianflow.filing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.check.Refusal;
import org.beianflow.engine.StaffWork;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Payment;
import org.beianflow.fee.Refund;
import org.beianflow.fee.RefundReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

/** Each refund is booked by its own task. */
class CashDeskTest {

	private static final String FILING = "F2026030000001";

	private static final Instant AT = Instant.parse("2026-03-02T01:00:00Z");

	private final StaffTasksStore tasks = mock(StaffTasksStore.class);

	private final StaffDesk desk = mock(StaffDesk.class);

	private final StaffWork work = mock(StaffWork.class);

	private final Fees fees = mock(Fees.class);

	private final CurrentActor finance = mock(CurrentActor.class);

	private final CashDesk cash = new CashDesk(this.tasks, this.desk, this.work, this.fees, mock(Permissions.class));

	@BeforeEach
	void twoRefundsOfOneFiling() {
		given(this.finance.id()).willReturn("finance");
		FeeNotice notice = mock(FeeNotice.class);
		given(notice.province()).willReturn("110000");
		given(this.fees.noticeOf(FILING)).willReturn(Optional.of(notice));
		refund(7, RefundReason.OVERPAID, 50_00);
		refund(8, RefundReason.REFUSED, 300_00);
		refund(9, RefundReason.REFUSED, 1_00);
		given(this.tasks.of(FILING)).willReturn(List.of(task("other", StaffTask.UNDELIVERED_NOTICE, "8"),
				task("overpaid", StaffTask.REFUND, "7"), task("refused", StaffTask.REFUND, "8")));
		given(this.desk.work(any(), any()))
			.willAnswer((call) -> new StaffDesk.Work(task(call.getArgument(0), StaffTask.REFUND, "8"), StaffTask.REFUND,
					null, DecisionForm.EMPTY));
	}

	@Test
	void theTaskOfTheRefundIsTakenNotThatOfAnother() {
		this.cash.refund(8, "ICBC1", this.finance);
		verify(this.work).claim("refused", "finance");
		verify(this.desk).saveDraft(eq("refused"), any(), eq(this.finance));
		verify(this.work).complete("refused", "finance");
		verify(this.work, never()).complete(eq("overpaid"), any());
		this.cash.refund(7, "ICBC2", this.finance);
		verify(this.work).complete("overpaid", "finance");
	}

	@Test
	void aRefundWithoutATaskOfItsOwnIsNotBookedByAnother() {
		assertThatThrownBy(() -> this.cash.refund(9, "ICBC1", this.finance)).isInstanceOf(Refusal.class)
			.extracting("messageKey")
			.isEqualTo("filing.cash.noTask");
		verify(this.work, never()).complete(any(), any());
	}

	private void refund(long id, RefundReason reason, long fen) {
		given(this.fees.refundOf(id)).willReturn(Optional
			.of(new Refund(id, FILING, reason, fen, Payment.Channel.TRANSFER, 1, AT, false, null, null, null)));
	}

	private static StaffTasksStore.OpenTask task(String id, StaffTask kind, String about) {
		return new StaffTasksStore.OpenTask(id, FILING, kind.key(), about, Set.of("finance"), "110000", null, AT, null);
	}

}
