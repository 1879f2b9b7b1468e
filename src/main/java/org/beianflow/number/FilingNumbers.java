package org.beianflow.number;

import java.util.List;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.site.ServiceType;
import org.springframework.stereotype.Service;

/**
 * Issues filing numbers, once and never again (domain.md §15, ruling 23).
 */
@Service
public class FilingNumbers {

	FilingNumbers() {
	}

	/**
	 * The numbers of a filing: issues them the first time and returns the same ones ever
	 * after. Takes part in the caller's transaction.
	 * @param filing reference of the filing
	 * @param provinceCode six-digit code of the filing province
	 * @param subjectKey blind index of the subject's certificate; a subject that already
	 * has a number in this province keeps it
	 * @param services what to number, in order; may be empty
	 */
	public IssuedNumbers issueFor(String filing, String provinceCode, String subjectKey, List<ServiceType> services) {
		throw new UnsupportedOperationException();
	}

	/** The numbers issued for this filing. */
	public Optional<IssuedNumbers> find(String filing) {
		throw new UnsupportedOperationException();
	}

	/** The subject's number in this province. */
	public Optional<FilingNumber> numberOf(String provinceCode, String subjectKey) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Takes over a number issued elsewhere.
	 * @param number the subject's number
	 * @param subjectKey blind index of the subject's certificate
	 * @param highestSequence the highest sequence ever given to one of its services
	 * @param source where it is known from, for people to read
	 * @param actor who takes it over
	 * @throws org.beianflow.check.Refusal if the number belongs to another subject, or
	 * the subject has another number in that province
	 */
	public void importNumber(FilingNumber number, String subjectKey, int highestSequence, String source, Actor actor) {
		throw new UnsupportedOperationException();
	}

}
