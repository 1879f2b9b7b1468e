package org.beianflow.filing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import org.beianflow.access.AccessChecks;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;
import org.beianflow.filing.CheckRules.Ruling;
import org.beianflow.filing.CheckRules.Setting;
import org.beianflow.register.Register;
import org.beianflow.review.Reviews;
import org.beianflow.site.SiteChecks;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.subject.SubjectNature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.argThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

/** What the table rules is what the reviewer sees and has to confirm. */
class AutomaticChecksTest {

	private static final FilingReference REFERENCE = new FilingReference("F2026110000123");

	private static final Finding SILENT = Finding.of("securityMeasures", State.UNCHECKED, "silent");

	private static final Finding WORSE = Finding.of("principal", State.WARN, "worse", "argument");

	private static final Finding PLAIN = Finding.of("mobile", State.UNCHECKED, "plain");

	private static final Finding PLAIN_AGAIN = Finding.of("owner.mobile", State.UNCHECKED, "plain");

	private final SubjectChecks subjectChecks = mock(SubjectChecks.class);

	private final Reviews reviews = mock(Reviews.class);

	private final FindingStore findings = mock(FindingStore.class);

	private final AuditTrail audit = mock(AuditTrail.class);

	private final Filing filing = mock(Filing.class);

	private final List<String> asked = new ArrayList<>();

	@BeforeEach
	void aFiling() {
		FilingSubject subject = mock(FilingSubject.class);
		given(subject.province()).willReturn("330000");
		given(subject.nature()).willReturn(SubjectNature.LAW_FIRM);
		FilingForm form = mock(FilingForm.class);
		given(form.subject()).willReturn(subject);
		given(form.services()).willReturn(List.of());
		given(this.filing.form()).willReturn(form);
		given(this.filing.kind()).willReturn(FilingKind.ADD_SERVICE);
		given(this.filing.reference()).willReturn(REFERENCE);
		given(this.filing.round()).willReturn(2);
		given(this.subjectChecks.advise(any(), any())).willReturn(List.of(SILENT, WORSE, PLAIN, PLAIN_AGAIN));
	}

	@Test
	void theTableRulesWhatIsShownAndAsked() {
		checks().run(this.filing);
		verify(this.findings).replace(REFERENCE, 2,
				List.of(WORSE.below("subject").as(State.FAIL), PLAIN.below("subject"), PLAIN_AGAIN.below("subject")));
		verify(this.reviews).askConfirmations(REFERENCE.value(),
				List.of("worse@subject.principal", "plain@subject.mobile", "plain@subject.owner.mobile"));
		verify(this.audit).record(eq(REFERENCE.value()), any(), eq("filing.checked"),
				argThat((facts) -> facts.get("round").equals("2") && facts.get("findings").equals("3")
						&& facts.get("unchecked").equals("2") && facts.get("hidden").equals("1")));
	}

	@Test
	void theSameFactIsRuledOnceForAFiling() {
		checks().run(this.filing);
		assertThat(this.asked).containsExactly("silent", "worse", "plain");
	}

	private AutomaticChecks checks() {
		return new AutomaticChecks(this.subjectChecks, mock(SiteChecks.class), mock(AccessChecks.class),
				mock(Filings.class), mock(Register.class), this.reviews, this::rule, this.findings, this.audit,
				Clock.fixed(Instant.parse("2026-11-23T01:00:00Z"), ZoneOffset.UTC));
	}

	private Ruling rule(Finding fact, Setting setting) {
		assertThat(setting).isEqualTo(new Setting(FilingKind.ADD_SERVICE, "330000", SubjectNature.LAW_FIRM));
		this.asked.add(fact.messageKey());
		return switch (fact.messageKey()) {
			case "silent" -> new Ruling(false, State.UNCHECKED, true);
			case "worse" -> new Ruling(true, State.FAIL, true);
			default -> Ruling.unruled(fact);
		};
	}

}
