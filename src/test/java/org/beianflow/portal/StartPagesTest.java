package org.beianflow.portal;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.site.DomainName;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.subject.SubjectNature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;

import org.springframework.ui.ExtendedModelMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;

/** Which kind of filing it is, whatever certificate the subject is known under. */
class StartPagesTest {

	private final Resolver resolver = mock(Resolver.class);

	private final FilingDesk desk = mock(FilingDesk.class);

	private final ProblemTexts texts = mock(ProblemTexts.class);

	private final ExtendedModelMap model = new ExtendedModelMap();

	private CertificateType known;

	private StartPages pages;

	@BeforeEach
	void knownUnderOneCertificate() {
		given(this.resolver.resolve(any(FilingSubject.class), any(DomainName.class)))
			.willAnswer((call) -> (call.<FilingSubject>getArgument(0).certificateType() == this.known)
					? new Resolver.Answer(Resolver.Outcome.ADD_SERVICE, "京ICP备2026000001号")
					: new Resolver.Answer(Resolver.Outcome.FIRST, null));
		given(this.texts.of(anyList(), any(), any(), any())).willReturn(new PageProblems("wrong", null,
				List.of(new PageProblems.Shown("consents.personalData", null, null, null, null))));
		CurrentActors actors = mock(CurrentActors.class);
		given(actors.current()).willReturn(CurrentActor.applicant("a1"));
		given(this.desk.own(any())).willReturn(List.of());
		this.pages = new StartPages(this.resolver, this.desk, new SubjectChecks(), this.texts, actors,
				new ObjectMapper(), Clock.systemUTC());
	}

	@Test
	void whoIsKnownByAPassportAddsAService() {
		this.known = CertificateType.PASSPORT;
		assertThat(ask(SubjectNature.INDIVIDUAL, "E12345678")).isEqualTo("portal/start-answer");
		assertThat(this.model.get("answer"))
			.isEqualTo(new Resolver.Answer(Resolver.Outcome.ADD_SERVICE, "京ICP备2026000001号"));
	}

	@Test
	void whoIsKnownByNoneFilesForTheFirstTime() {
		assertThat(ask(SubjectNature.INDIVIDUAL, "E12345678")).isEqualTo("portal/start-answer");
		assertThat(this.model.get("answer")).isEqualTo(new Resolver.Answer(Resolver.Outcome.FIRST, null));
	}

	@Test
	void aMistypedIdentityNumberIsNoPassport() {
		assertThat(ask(SubjectNature.INDIVIDUAL, "110101199003070000")).isEqualTo("portal/start");
		assertThat(ask(SubjectNature.INDIVIDUAL, "")).isEqualTo("portal/start");
		assertThat(ask(SubjectNature.ENTERPRISE, "91110108MA01234567")).isEqualTo("portal/start");
	}

	@Test
	void nothingIsKeptBeforeItsApplicantAgreed() {
		for (List<String> given : Arrays.asList(null, List.of("personalData"), List.of("sensitivePersonalData"))) {
			assertThat(begin(given)).isEqualTo("portal/start-answer");
		}
		then(this.desk).should(never()).open(any(), any(), any(), any());

		Filing draft = mock(Filing.class);
		given(draft.reference()).willReturn(new FilingReference("F2026110200001"));
		given(this.desk.open(any(), any(), any(), any())).willReturn(draft);
		assertThat(begin(List.of("personalData", "sensitivePersonalData")))
			.isEqualTo("redirect:/filings/F2026110200001/draft/subject");
		ArgumentCaptor<FilingForm> form = ArgumentCaptor.captor();
		then(this.desk).should().open(any(), form.capture(), any(), any());
		assertThat(form.getValue().subject().certificateNumber()).isEqualTo("E12345678");
		assertThat(form.getValue().consented()).containsExactly("personalData", "sensitivePersonalData");
	}

	private String begin(List<String> consents) {
		return this.pages.open(SubjectNature.INDIVIDUAL, "E12345678", "example.cn", "key", consents, this.model,
				Locale.SIMPLIFIED_CHINESE);
	}

	private String ask(SubjectNature nature, String number) {
		return this.pages.resolve(nature, number, "example.cn", this.model, Locale.SIMPLIFIED_CHINESE);
	}

}
