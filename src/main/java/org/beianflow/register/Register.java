package org.beianflow.register;

import java.util.List;

import org.springframework.stereotype.Service;

/**
 * The register of filed subjects, services and accesses (domain.md §8.3, §15).
 */
@Service
public class Register {

	Register() {
	}

	/**
	 * Enters what a filing was issued numbers for. Takes part in the caller's
	 * transaction; entering the same filing again changes nothing.
	 */
	public void enter(RegisterEntry entry) {
		throw new UnsupportedOperationException();
	}

	/**
	 * Public look-up.
	 * @param numberOrDomain a filing number of a subject or service, or a domain
	 * @return the services found; empty if there are none
	 */
	public List<PublicRecord> find(String numberOrDomain) {
		throw new UnsupportedOperationException();
	}

}
