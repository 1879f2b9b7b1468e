package org.beianflow.filing;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;

import org.beianflow.audit.Actor;
import org.beianflow.material.ChecklistQuestion;
import org.beianflow.site.AddressMode;
import org.beianflow.site.ServiceType;
import org.beianflow.site.SiteChecks;
import org.beianflow.site.Website;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.LegalRepresentative;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.CALLS_REAL_METHODS;
import static org.mockito.Mockito.mock;

/** How a filing is put as a question to the checklist of materials. */
class ChecklistQuestionsTest {

	private static final Instant NOW = Instant.parse("2026-03-02T02:00:00Z");

	private static final String CARD_OF_BEIJING = "11010519491231002X";

	@ParameterizedTest
	@CsvSource({ "310000, ENTERPRISE, 29, 1, true", "310000, ENTERPRISE, 28, 1, false",
			"440000, ENTERPRISE, 30, 1, false", "440000, ENTERPRISE, 30, 2, true", "440000, INDIVIDUAL, 4, 1, false",
			"440000, INDIVIDUAL, 4, 2, true", "430000, ENTERPRISE, 0, 1, false", "430000, ENTERPRISE, 1, 1, true",
			"110000, ENTERPRISE, 90, 9, false" })
	void aPlanIsAskedForFromTheProvincesNumberOfServicesOn(String province, SubjectNature nature, int filed, int added,
			boolean needed) {
		ChecklistQuestion question = question(subject(nature, province), filed,
				Collections.nCopies(added, site("说明", AddressMode.DOMAIN, "a.cn")));
		assertThat(question.services()).allMatch((service) -> service.planNeeded() == needed);
	}

	@Test
	void aUnitLedBySomebodyElseNeedsAnAuthorisation() {
		FilingSubject led = subject(SubjectNature.ENTERPRISE, "110000");
		assertThat(question(led, 0, List.of()).principalIsLegalRepresentative()).isFalse();
		assertThat(question(subject(SubjectNature.INDIVIDUAL, "110000"), 0, List.of()).principalIsLegalRepresentative())
			.isTrue();
	}

	@Test
	void anIndividualFromElsewhereNeedsAResidencePermit() {
		assertThat(question(subject(SubjectNature.INDIVIDUAL, "310000"), 0, List.of()).crossProvince()).isTrue();
		assertThat(question(subject(SubjectNature.INDIVIDUAL, "110000"), 0, List.of()).crossProvince()).isFalse();
	}

	@Test
	void aWordThatPointsToARegulatedIndustryAsksForAnApprovalOrAStatement() {
		FilingSubject subject = subject(SubjectNature.ENTERPRISE, "110000");
		assertThat(question(subject, 0, List.of(site("提供网络出版服务", AddressMode.DOMAIN, "a.cn"))).services()
			.get(0)
			.preApproval()).isTrue();
		assertThat(
				question(subject, 0, List.of(site("公司介绍", AddressMode.DOMAIN, "a.cn"))).services().get(0).preApproval())
			.isFalse();
	}

	@Test
	void aSiteReachedByAddressAloneHasNoDomainCertificate() {
		FilingSubject subject = subject(SubjectNature.ENTERPRISE, "110000");
		assertThat(question(subject, 0, List.of(site("公司介绍", AddressMode.IP_ONLY))).services().get(0).ipOnly())
			.isTrue();
		assertThat(question(subject, 0, List.of(site("公司介绍", AddressMode.DOMAIN, "a.cn"))).services().get(0).ipOnly())
			.isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "beijing.gov.cn, true", "北京.政务, true", "gov.cn.example.com, false", "mygov.cn, false" })
	void domainsOfTheGovernmentAreKnown(String domain, boolean government) {
		assertThat(question(subject(SubjectNature.GOVERNMENT, "110000"), 0,
				List.of(site("机关介绍", AddressMode.DOMAIN, domain)))
			.services()
			.get(0)
			.domainOfGovernment()).isEqualTo(government);
	}

	private static ChecklistQuestion question(FilingSubject subject, int filed, List<Website> sites) {
		KindCheck register = new KindCheck(null, null, null) {

			@Override
			int servicesOf(Filing filing) {
				return filed;
			}

		};
		FilingForm form = new FilingForm(subject,
				sites.stream().map((site) -> new FilingForm.ServiceEntry(site, null)).toList(), null);
		return new ChecklistQuestions(mock(SiteChecks.class, CALLS_REAL_METHODS), register,
				Clock.fixed(NOW, ZoneOffset.UTC))
			.of(Filing.draft(new FilingReference("F2026030000001"), FilingKind.FIRST, form, Actor.applicant("a"), NOW));
	}

	private static FilingSubject subject(SubjectNature nature, String province) {
		PersonInCharge principal = new PersonInCharge("陈明", CertificateType.IDENTITY_CARD, CARD_OF_BEIJING, null, null,
				true, null, null, null, null);
		boolean unit = nature != SubjectNature.INDIVIDUAL;
		return new FilingSubject(nature, "北京晨光有限公司", CertificateType.IDENTITY_CARD, CARD_OF_BEIJING, null, null, null,
				true, province, null, null, null, null, null,
				unit ? new LegalRepresentative("李丽", CertificateType.IDENTITY_CARD, "110101199001011232") : null, null,
				principal);
	}

	private static Website site(String description, AddressMode mode, String... domains) {
		return new Website(ServiceType.WEBSITE, mode, "晨光官网", List.of(domains), null, null, null, null, true,
				description, null, true, null, null);
	}

}
