package org.beianflow.verification;

import java.util.Objects;

/**
 * A person in charge who has to answer.
 *
 * @param path where the form names them, for example {@code subject.principal}
 * @param name as on the identity document
 * @param idNumber of the identity document; its last six characters are asked for
 * @param mobile to which the code goes; never the emergency phone (domain.md §11)
 */
public record PersonToVerify(String path, String name, String idNumber, String mobile) {

	public PersonToVerify {
		Objects.requireNonNull(path, "path");
		Objects.requireNonNull(name, "name");
		Objects.requireNonNull(idNumber, "idNumber");
		Objects.requireNonNull(mobile, "mobile");
	}

	/** Without personal data, so that it may be logged. */
	@Override
	public String toString() {
		return this.path;
	}

}
