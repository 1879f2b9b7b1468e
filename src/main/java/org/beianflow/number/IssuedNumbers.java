package org.beianflow.number;

import java.util.List;

/**
 * The numbers a filing received.
 *
 * @param subject the number of the subject, new or the one it already had
 * @param services one number for each service, in the order asked for
 */
public record IssuedNumbers(FilingNumber subject, List<ServiceNumber> services) {

	public IssuedNumbers {
		services = List.copyOf(services);
	}

}
