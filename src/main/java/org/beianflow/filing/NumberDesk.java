package org.beianflow.filing;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.beianflow.access.NumberDisplay;
import org.beianflow.access.VerificationTarget;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.notice.NoticeKind;
import org.beianflow.number.FilingNumbers;
import org.beianflow.number.IssuedNumbers;
import org.beianflow.register.Register;
import org.beianflow.register.RegisterEntry;

import org.springframework.stereotype.Component;

/**
 * Issues the numbers of a filing, enters them into the register, and tells those
 * concerned.
 */
@Component
class NumberDesk {

	private static final Actor SYSTEM = Actor.system("number");

	/** A look at a home page in the audit trail, with {@code domain} and {@code seen}. */
	static final String DISPLAY_CHECKED = "filing.display.checked";

	private final FilingNumbers numbers;

	private final Register register;

	private final Filings filings;

	private final FilingNotices notices;

	private final NumberDisplay display;

	private final AuditTrail audit;

	private final Clock clock;

	NumberDesk(FilingNumbers numbers, Register register, Filings filings, FilingNotices notices, NumberDisplay display,
			AuditTrail audit, Clock clock) {
		this.numbers = numbers;
		this.register = register;
		this.filings = filings;
		this.notices = notices;
		this.display = display;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * The numbers of this filing; the same ones on retry. Enters subject, services and
	 * accesses into the register in the same transaction.
	 * @return the subject's number as it is displayed
	 */
	String issue(Filing filing) {
		String subjectKey = this.filings.subjectKey(filing.reference());
		List<FilingForm.ServiceEntry> services = filing.form().services();
		IssuedNumbers issued = this.numbers.issueFor(filing.reference().value(), filing.province(), subjectKey,
				services.stream().map((service) -> service.website().type()).toList());
		List<RegisterEntry.Service> entries = new ArrayList<>();
		for (int i = 0; i < services.size(); i++) {
			FilingForm.ServiceEntry service = services.get(i);
			entries.add(new RegisterEntry.Service(issued.services().get(i), service.website(),
					List.of(new RegisterEntry.Access(service.access().providerId(),
							service.access().accessType().name(), service.access().serverRegion(),
							service.access().ips(), service.access().instanceId()))));
		}
		this.register.enter(new RegisterEntry(filing.reference().value(), subjectKey, issued.subject(),
				filing.form().subject(), entries));
		return issued.subject().toString();
	}

	/** Subject and service numbers as they are displayed. */
	List<String> all(FilingReference reference) {
		return this.numbers.find(reference.value()).map((issued) -> {
			List<String> all = new ArrayList<>();
			all.add(issued.subject().toString());
			issued.services().forEach((service) -> all.add(service.toString()));
			return all;
		}).orElse(List.of());
	}

	void tell(Filing filing, NoticeKind kind) {
		IssuedNumbers issued = this.numbers.find(filing.reference().value()).orElseThrow();
		this.notices.numbers(filing, kind, issued, this.clock.instant(), footerHtml(issued));
	}

	/**
	 * What the sites show at the bottom centre of their home pages (33号令 art. 13;
	 * domain.md §15): one line for each number that is to be shown.
	 */
	static String footerHtml(IssuedNumbers issued) {
		return IntStream.range(0, issued.services().size())
			.mapToObj(issued::footerHtml)
			.distinct()
			.collect(Collectors.joining("\n    "));
	}

	/**
	 * Looks at every home page for its number; what was seen goes into the audit trail as
	 * evidence.
	 * @return whether all of them show it with its link
	 */
	boolean displayed(Filing filing) {
		IssuedNumbers issued = this.numbers.find(filing.reference().value()).orElseThrow();
		boolean all = true;
		for (int service = 0; service < issued.services().size(); service++) {
			for (VerificationTarget target : filing.verificationTargets(service)) {
				NumberDisplay.Seen seen = this.display.look(target, issued.shownBy(service));
				this.audit.record(filing.reference().value(), SYSTEM, DISPLAY_CHECKED,
						Map.of("domain", target.domain(), "seen", seen.name()));
				all &= seen == NumberDisplay.Seen.SHOWN;
			}
		}
		return all;
	}

	/** Makes the number findable by everyone; the register answers from its records. */
	void publish(FilingReference reference) {
		String number = all(reference).get(0);
		if (this.register.find(number).isEmpty()) {
			throw new IllegalStateException(reference + " has a number the register does not know");
		}
		this.audit.record(reference.value(), SYSTEM, "filing.published", Map.of("number", number));
	}

}
