package org.beianflow.portal;

import java.time.Clock;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.filing.FilingDesk;
import org.beianflow.site.DomainName;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.subject.SubjectNature;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.ui.ExtendedModelMap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyList;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/** Which kind of filing it is, whatever certificate the subject is known under. */
class StartPagesTest {

	private final Resolver resolver = mock(Resolver.class);

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
		given(this.texts.of(anyList(), any(), any(), any())).willReturn(PageProblems.NONE);
		CurrentActors actors = mock(CurrentActors.class);
		given(actors.current()).willReturn(CurrentActor.applicant("a1"));
		FilingDesk desk = mock(FilingDesk.class);
		given(desk.own(any())).willReturn(List.of());
		this.pages = new StartPages(this.resolver, desk, new SubjectChecks(), this.texts, actors, new ObjectMapper(),
				Clock.systemUTC());
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

	private String ask(SubjectNature nature, String number) {
		return this.pages.resolve(nature, number, "example.cn", this.model, Locale.SIMPLIFIED_CHINESE);
	}

}
