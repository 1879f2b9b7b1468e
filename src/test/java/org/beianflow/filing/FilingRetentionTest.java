package org.beianflow.filing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Refund;
import org.beianflow.fee.RefundReason;
import org.beianflow.material.Materials;
import org.beianflow.notice.Notices;
import org.beianflow.testing.MovedClock;
import org.junit.jupiter.api.Test;

import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** Whose content is erased when; what that does to the rows is seen with the database. */
class FilingRetentionTest {

	private static final Instant NOW = Instant.parse("2029-08-04T02:00:00Z");

	private final Filings filings = mock(Filings.class);

	private final FilingRounds rounds = mock(FilingRounds.class);

	private final Materials materials = mock(Materials.class);

	private final Notices notices = mock(Notices.class);

	private final Fees fees = mock(Fees.class);

	private final AuditTrail audit = mock(AuditTrail.class);

	private final FilingRetention retention = new FilingRetention(this.filings, this.rounds, this.materials,
			this.notices, this.fees, this.audit,
			new FilingSettings(FlowProfile.DEFAULT, 5, Duration.ofDays(90), Duration.ofDays(1095), true,
					new FilingSettings.Digest(false, null, null)),
			mock(PlatformTransactionManager.class), new MovedClock(NOW));

	@Test
	void bothPeriodsAreThoseOfTheSettings() {
		this.retention.keep();
		verify(this.filings).ended(NOW.minus(Duration.ofDays(90)), NOW.minus(Duration.ofDays(1095)), "", 100);
	}

	@Test
	void nothingGoesWhileMoneyHasYetToGoBack() {
		Filing filing = ended(1, FilingState.WITHDRAWN);
		due(List.of(filing));
		when(this.fees.refundsOf(filing.reference().value())).thenReturn(List.of(refund(filing, false)));
		assertThat(this.retention.keep()).isZero();
		assertThat(filing.blank()).isFalse();
		verify(this.materials, never()).erase(any(), any());

		when(this.fees.refundsOf(filing.reference().value())).thenReturn(List.of(refund(filing, true)));
		assertThat(this.retention.keep()).isOne();
		assertThat(filing.blank()).isTrue();
		verify(this.rounds).erase(filing.reference());
		verify(this.materials).erase(eq(filing.reference().value()), any(Actor.class));
		verify(this.notices).forgetAddresses(filing.reference().value());
		verify(this.audit).record(eq(filing.reference().value()), any(), eq("filing.erased"),
				eq(Map.of("state", "WITHDRAWN")));
	}

	@Test
	void oneThatCannotBeErasedHoldsUpNoneBehindIt() {
		List<Filing> all = new ArrayList<>();
		for (int i = 1; i <= 101; i++) {
			all.add(ended(i, FilingState.EXPIRED));
		}
		due(all);
		when(this.filings.load(all.get(0).reference())).thenThrow(new IllegalStateException("sealed by another key"));
		assertThat(this.retention.keep()).isEqualTo(100);
		assertThat(all.get(100).blank()).isTrue();
	}

	@Test
	void whatRunsOrHasItsNumberIsNeverErased() {
		for (FilingState state : FilingState.values()) {
			if (!state.ended() || state == FilingState.FILED) {
				Filing filing = ended(7, state);
				assertThatThrownBy(filing::eraseContent).isInstanceOf(IllegalStateException.class);
				assertThat(filing.blank()).isFalse();
			}
		}
	}

	private void due(List<Filing> all) {
		all.forEach((filing) -> when(this.filings.load(filing.reference())).thenReturn(filing));
		when(this.filings.ended(any(), any(), any(), anyInt())).thenAnswer((call) -> {
			String after = call.getArgument(2);
			int limit = call.getArgument(3);
			return all.stream()
				.map(Filing::reference)
				.filter((reference) -> reference.value().compareTo(after) > 0)
				.limit(limit)
				.toList();
		});
	}

	private static Filing ended(int number, FilingState state) {
		String reference = "F202608%07d".formatted(number);
		return Filing.stored(new Filing.Memento(reference, FilingKind.FIRST, "17", NOW, 1,
				new FilingForm(null, List.of(new FilingForm.ServiceEntry(null, null)), null), state, "110000",
				FlowProfile.DEFAULT, 1, NOW, NOW, NOW, null, false, Set.of(), Set.of()));
	}

	private static Refund refund(Filing filing, boolean done) {
		return new Refund(1, filing.reference().value(), RefundReason.WITHDRAWN, 30000, null, 0, NOW, done, null, null,
				null);
	}

}
