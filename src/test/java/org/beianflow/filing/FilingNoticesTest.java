package org.beianflow.filing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.access.AccessVerifications;
import org.beianflow.account.Applicant;
import org.beianflow.account.Applicants;
import org.beianflow.account.Role;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditEntry;
import org.beianflow.audit.AuditTrail;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Reminder;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.FeeState;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Payment;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeRequest;
import org.beianflow.notice.Notices;
import org.beianflow.notice.Recipient;
import org.beianflow.number.FilingNumber;
import org.beianflow.number.FilingNumbers;
import org.beianflow.number.IssuedNumbers;
import org.beianflow.number.ServiceNumber;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.ReviewDecision;
import org.beianflow.review.Reviews;
import org.beianflow.review.Severity;
import org.beianflow.testing.MovedClock;
import org.beianflow.verification.SmsVerifications;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** Who is told what. */
class FilingNoticesTest {

	private static final String FILING = "F2026110000123";

	private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");

	private static final Instant DUE = Instant.parse("2026-11-27T16:00:00Z");

	private final Notices notices = mock(Notices.class);

	private final Applicants applicants = mock(Applicants.class);

	private final StaffDirectory staff = mock(StaffDirectory.class);

	private final Fees fees = mock(Fees.class);

	private final FilingNumbers numbers = mock(FilingNumbers.class);

	private final AuditTrail audit = mock(AuditTrail.class);

	private final FilingNotices filingNotices = new FilingNotices(this.notices, this.applicants, this.staff,
			mock(Deadlines.class), this.fees, mock(AccessVerifications.class), mock(SmsVerifications.class),
			mock(Reviews.class), this.numbers, mock(FilingTexts.class), this.audit, new MovedClock(NOW));

	@Test
	void aReasonThatStandsInTheListAndInTheMessageIsToldOnce() {
		ReviewDecision decision = mock(ReviewDecision.class);
		when(decision.items())
			.thenReturn(List.of(ReturnItem.material("M9", null, "1034", "未提供批准文件。", null, Severity.BLOCK),
					ReturnItem.material("M8", null, "1034", "网站名称不规范。", null, Severity.BLOCK)));
		when(decision.visibleMessage()).thenReturn("未提供批准文件。\n");

		assertThat(FilingNotices.reasons(decision)).containsExactly("未提供批准文件。", "网站名称不规范。");
	}

	@Test
	void aTransferThatDoesNotMatchIsToldToTheApplicantAndToFinance() {
		when(this.applicants.find("17")).thenReturn(
				new Applicant("17", "a17", "13800138000", "a@example.cn", "zh-CN", Applicant.State.ACTIVE, NOW));
		when(this.staff.withRole(Role.FINANCE, "110000")).thenReturn(List
			.of(new StaffMember("finance", "苏敏", "finance@staff.example.cn", Set.of(Role.FINANCE), Set.of("110000"))));
		when(this.fees.noticeOf(FILING)).thenReturn(Optional.of(new FeeNotice(FILING, "110000", "TZ1", "BA7K2M9Q",
				FeeState.ISSUED, List.of(), 30000, 10000, "CNY", null, NOW, DUE, DUE, false, false)));
		when(this.fees.paymentsOf(FILING)).thenReturn(List.of(new Payment(5, FILING, Payment.Channel.TRANSFER,
				Payment.State.MISMATCHED, 30000, 10000, null, null, null, null, null, null, null, NOW)));

		this.filingNotices.post(filing(), NoticeKind.PAYMENT_MISMATCH);

		ArgumentCaptor<NoticeRequest> posted = ArgumentCaptor.forClass(NoticeRequest.class);
		verify(this.notices, times(2)).post(posted.capture());
		assertThat(posted.getAllValues()).extracting(NoticeRequest::kind)
			.containsExactly(NoticeKind.PAYMENT_MISMATCH, NoticeKind.STAFF_PAYMENT_MISMATCH);
		assertThat(posted.getAllValues()).allSatisfy((request) -> {
			assertThat(request.occurrence()).isEqualTo("payment-5");
			assertThat(request.facts()).containsEntry("expected", 30000L)
				.containsEntry("received", 10000L)
				.containsEntry("outstanding", 20000L)
				.containsEntry("referenceCode", "BA7K2M9Q")
				.containsEntry("dueAt", DUE);
		});
		assertThat(posted.getAllValues().get(0).recipients()).extracting(Recipient::reference)
			.containsExactly("applicant:17");
		assertThat(posted.getAllValues().get(1).recipients()).extracting(Recipient::reference, Recipient::mail)
			.containsExactly(org.assertj.core.api.Assertions.tuple("staff:finance", "finance@staff.example.cn"));
	}

	@Test
	void theReminderToShowTheNumberSaysWhatTheLastLookSaw() {
		when(this.applicants.find("17")).thenReturn(
				new Applicant("17", "a17", "13800138000", "a@example.cn", "zh-CN", Applicant.State.ACTIVE, NOW));
		FilingNumber subject = FilingNumber.parse("京ICP备2026000001号");
		when(this.numbers.find(FILING))
			.thenReturn(Optional.of(new IssuedNumbers(subject, List.of(ServiceNumber.parse(subject + "-1")))));
		when(this.audit.of(FILING)).thenReturn(List.of(seen("one.cn", "UNREACHABLE"), seen("two.cn", "MISSING"),
				seen("one.cn", "SHOWN"), seen("two.cn", "NOT_LINKED")));
		Reminder reminder = mock();
		when(reminder.kind()).thenReturn(DeadlineKind.NUMBER_DISPLAY);
		when(reminder.occurrence()).thenReturn("T17-d10");
		when(reminder.dueAt()).thenReturn(DUE);

		this.filingNotices.remindApplicant(filing(), reminder);

		ArgumentCaptor<NoticeRequest> posted = ArgumentCaptor.forClass(NoticeRequest.class);
		verify(this.notices).post(posted.capture());
		assertThat(posted.getValue().facts()).containsEntry("display", "NOT_LINKED")
			.containsEntry("number", subject + "-1");
	}

	private static AuditEntry seen(String domain, String what) {
		return new AuditEntry(FILING, 1, NOW, Actor.system("test"), "filing.display.checked",
				Map.of("domain", domain, "seen", what), null, null);
	}

	private static Filing filing() {
		return Filing.stored(new Filing.Memento(FILING, FilingKind.FIRST, "17", NOW, 1,
				new FilingForm(null, List.of(), null), FilingState.PAYMENT_PENDING, "110000", FlowProfile.DEFAULT, 1,
				NOW, NOW, NOW, null, false, Set.of(), Set.of()));
	}

}
