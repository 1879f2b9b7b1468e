package org.beianflow.filing;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.Violation;
import org.beianflow.number.FilingNumber;
import org.beianflow.number.FilingNumbers;
import org.beianflow.register.FiledSubject;
import org.beianflow.register.PublicRecord;
import org.beianflow.register.Register;
import org.beianflow.register.ServiceState;
import org.beianflow.register.SubjectState;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.Province;
import org.beianflow.subject.ProvinceRules;
import org.beianflow.subject.SubjectNature;

import org.springframework.stereotype.Component;

/**
 * Whether the chosen kind of filing fits what the register knows of the subject
 * (domain.md §7). A subject that was filed elsewhere counts as filed once its number was
 * taken over; nothing is known of others.
 */
@Component
class KindCheck {

	private static final String CERTIFICATE = "subject.certificateNumber";

	private static final String MAY_ADD = "MAY_ADD";

	private final Filings filings;

	private final Register register;

	private final FilingNumbers numbers;

	KindCheck(Filings filings, Register register, FilingNumbers numbers) {
		this.filings = filings;
		this.register = register;
		this.numbers = numbers;
	}

	List<Violation> violations(Filing filing) {
		FilingSubject subject = filing.form().subject();
		if (subject == null || subject.certificateKey() == null) {
			return List.of();
		}
		String subjectKey = this.filings.subjectKey(filing.reference());
		List<FiledSubject> known = this.register.ofSubject(subjectKey);
		List<FiledSubject> standing = known.stream().filter(FiledSubject::stands).toList();
		Optional<FilingNumber> number = standing.stream()
			.findFirst()
			.map(FiledSubject::number)
			.or(() -> numberInForce(subject.province(), subjectKey));
		return switch (filing.kind()) {
			case FIRST -> number.map((filed) -> first(subject, filed)).orElse(List.of());
			case ADD_SERVICE -> number.isEmpty() ? unknown(known) : added(filing, number.get(), standing);
		};
	}

	private Optional<FilingNumber> numberInForce(String province, String subjectKey) {
		return Province.ofCode(province)
			.filter((known) -> known.code().equals(province))
			.flatMap((known) -> this.numbers.numberOf(known.code(), subjectKey));
	}

	/** Who is filed already adds a service. Of individuals the number is not told. */
	private static List<Violation> first(FilingSubject subject, FilingNumber filed) {
		return List.of((subject.nature() == SubjectNature.INDIVIDUAL)
				? Violation.of(CERTIFICATE, "1003", "filing.kind.first.individual")
				: Violation.of(CERTIFICATE, "1003", "filing.kind.first.filed", filed.toString()));
	}

	private static List<Violation> unknown(List<FiledSubject> known) {
		return List.of(known.isEmpty() ? Violation.of(CERTIFICATE, "1016", "filing.kind.add.unknown")
				: Violation.of(CERTIFICATE, "1049", "filing.kind.add.cancelled", known.get(0).number().toString()));
	}

	private List<Violation> added(Filing filing, FilingNumber number, List<FiledSubject> standing) {
		List<Violation> violations = new ArrayList<>();
		FilingSubject subject = filing.form().subject();
		if (subject.province() != null && !number.province().code().equals(subject.province())) {
			violations.add(Violation.of("subject.province", "1045", "filing.kind.add.province", number.toString(),
					number.province().title(), number.province().englishTitle()));
		}
		boolean individual = subject.nature() == SubjectNature.INDIVIDUAL;
		boolean shell = standing.stream().anyMatch((one) -> one.state() == SubjectState.SHELL);
		if (shell && ProvinceRules.current()
			.find(ProvinceRules.Kind.SHELL_SUBJECT, number.province().code(), individual)
			.filter((rule) -> rule.value().equals(MAY_ADD))
			.isEmpty()) {
			violations.add(Violation.of(CERTIFICATE, "SHELL_SUBJECT", "filing.kind.add.shell", number.toString()));
		}
		Set<String> taken = new HashSet<>();
		standingServices(number).forEach((service) -> taken.add(service.serviceName()));
		List<FilingForm.ServiceEntry> services = filing.form().services();
		for (int i = 0; i < services.size(); i++) {
			String name = (services.get(i).website() != null) ? services.get(i).website().name() : null;
			if (name != null && taken.contains(name.strip())) {
				violations.add(
						Violation.of("services[" + i + "].website.name", "1020", "filing.kind.add.name", name.strip()));
			}
		}
		return violations;
	}

	/** How many services the subject has in the register already. */
	int servicesOf(Filing filing) {
		FilingSubject subject = filing.form().subject();
		if (subject == null || subject.certificateKey() == null) {
			return 0;
		}
		return this.register.ofSubject(this.filings.subjectKey(filing.reference()))
			.stream()
			.filter(FiledSubject::stands)
			.mapToInt((one) -> standingServices(one.number()).size())
			.sum();
	}

	private List<PublicRecord> standingServices(FilingNumber number) {
		return this.register.find(number.toString())
			.stream()
			.filter((service) -> service.state() != ServiceState.CANCELLED)
			.toList();
	}

}
