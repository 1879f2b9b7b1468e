package org.beianflow.filing;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import org.beianflow.audit.Actor;
import org.beianflow.site.Website;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.verification.PersonToVerify;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Who is in charge of what in a form, a draft's as well as a complete one's. */
class FilingFormTest {

	private static final PersonInCharge PRINCIPAL = person("陈明", "11010519491231002X", "13812341234");

	private static final PersonInCharge OWNER = person("李丽", "110101199001011232", "13900005678");

	@Test
	void aDraftMayLackAnybody() {
		assertThat(form(null).personsInCharge()).isEmpty();
		assertThat(form(subject(null), null, site(null, null)).personsInCharge()).isEmpty();
	}

	@Test
	void eachIsFoundByThePathOfTheirFields() {
		FilingForm form = form(subject(PRINCIPAL), site(null, true), site(OWNER, false), site(OWNER, null));
		assertThat(form.personsInCharge()).containsExactlyInAnyOrderEntriesOf(Map.of("subject.principal", PRINCIPAL,
				"services[1].website.owner", OWNER, "services[2].website.owner", OWNER));
	}

	@Test
	void eachVerifiesOnceAndOnlyIfTheyCanBeReached() {
		PersonInCharge unreachable = person("王五", "110101199001011240", null);
		FilingForm form = form(subject(PRINCIPAL), site(PRINCIPAL, false), site(OWNER, false), site(OWNER, false),
				site(unreachable, false));
		Filing filing = Filing.draft(new FilingReference("F2026030000001"), FilingKind.FIRST, form,
				Actor.applicant("a"), Instant.parse("2026-03-02T02:00:00Z"));
		assertThat(filing.personsToVerify()).extracting(PersonToVerify::path)
			.containsExactly("subject.principal", "services[1].website.owner");
	}

	private static FilingForm form(FilingSubject subject, Website... sites) {
		List<FilingForm.ServiceEntry> services = Arrays.stream(sites)
			.map((site) -> new FilingForm.ServiceEntry(site, null))
			.toList();
		return new FilingForm(subject, services, null);
	}

	private static FilingSubject subject(PersonInCharge principal) {
		return new FilingSubject(null, null, null, null, null, null, null, null, null, null, null, null, null, null,
				null, null, principal);
	}

	private static Website site(PersonInCharge owner, Boolean ownerSameAsPrincipal) {
		return new Website(null, null, null, null, null, null, null, null, null, null, owner, ownerSameAsPrincipal,
				null, null);
	}

	private static PersonInCharge person(String name, String idNumber, String mobile) {
		return new PersonInCharge(name, CertificateType.IDENTITY_CARD, idNumber, null, null, true, mobile, null, null,
				null);
	}

}
