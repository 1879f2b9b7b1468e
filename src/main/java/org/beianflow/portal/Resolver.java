package org.beianflow.portal;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.beianflow.filing.FilingKind;
import org.beianflow.number.FilingNumber;
import org.beianflow.number.FilingNumbers;
import org.beianflow.privacy.BlindIndex;
import org.beianflow.register.PublicRecord;
import org.beianflow.register.Register;
import org.beianflow.register.SubjectState;
import org.beianflow.site.DomainName;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.Province;

import org.springframework.stereotype.Component;

/**
 * Tells which kind of filing somebody needs and why, from the certificate and the domain
 * (domain.md §7). Knows what stands in this register; filings with other providers are
 * not visible from here, so they are asked for in the words of the answer.
 */
@Component
class Resolver {

	private final Register register;

	private final FilingNumbers numbers;

	private final BlindIndex index;

	Resolver(Register register, FilingNumbers numbers, BlindIndex index) {
		this.register = register;
		this.numbers = numbers;
		this.index = index;
	}

	/** What is to be done. */
	enum Outcome {

		/** Neither is known: 首次备案. */
		FIRST,
		/** The subject is filed, the domain is not: 新增互联网信息服务. */
		ADD_SERVICE,
		/** The subject is filed under this domain already: nothing new to file. */
		FILED_ALREADY,
		/** The domain is filed for somebody else (1005). */
		DOMAIN_OF_ANOTHER,
		/** The subject is on the blacklist (1065). */
		BLACKLISTED;

		/** The kind of filing to begin, where one can be begun. */
		public Optional<FilingKind> kind() {
			return switch (this) {
				case FIRST -> Optional.of(FilingKind.FIRST);
				case ADD_SERVICE -> Optional.of(FilingKind.ADD_SERVICE);
				default -> Optional.empty();
			};
		}

	}

	/**
	 * The answer.
	 *
	 * @param number the number the subject or the domain has, or null
	 */
	record Answer(Outcome outcome, String number) {

	}

	/**
	 * Looks both up.
	 * @param subject with type and number of its certificate
	 */
	Answer resolve(FilingSubject subject, DomainName domain) {
		String key = this.index.of(BlindIndex.ID_NUMBER, subject.certificateKey());
		if (this.register.isBlacklisted(key)) {
			return new Answer(Outcome.BLACKLISTED, null);
		}
		List<FilingNumber> own = Arrays.stream(Province.values())
			.map((province) -> this.numbers.numberOf(province.code(), key).orElse(null))
			.filter(Objects::nonNull)
			.filter((number) -> this.register.stateOf(number)
				.filter((state) -> state != SubjectState.CANCELLED)
				.isPresent())
			.toList();
		List<PublicRecord> filed = this.register.find(domain.unicode());
		for (PublicRecord record : filed) {
			boolean mine = own.stream().anyMatch((number) -> number.toString().equals(record.mainLicence()));
			return new Answer(mine ? Outcome.FILED_ALREADY : Outcome.DOMAIN_OF_ANOTHER,
					mine ? record.serviceLicence() : null);
		}
		return own.isEmpty() ? new Answer(Outcome.FIRST, null) : new Answer(Outcome.ADD_SERVICE, own.get(0).toString());
	}

}
