package org.beianflow.register;

import java.util.List;

import org.beianflow.number.FilingNumber;
import org.beianflow.number.ServiceNumber;
import org.beianflow.site.Website;
import org.beianflow.subject.FilingSubject;

/**
 * What a filing enters in the register when its number is issued.
 *
 * @param filing reference of the filing
 * @param subjectKey blind index of the subject's certificate, as given to the numbers
 * @param number of the subject
 * @param subject as approved
 * @param services as approved
 */
public record RegisterEntry(String filing, String subjectKey, FilingNumber number, FilingSubject subject,
		List<Service> services) {

	public RegisterEntry {
		services = List.copyOf(services);
	}

	/** A service with its accesses. */
	public record Service(ServiceNumber number, Website website, List<Access> accesses) {

		public Service {
			accesses = List.copyOf(accesses);
		}

	}

	/**
	 * Where a service is hosted.
	 *
	 * @param providerId id of the access provider
	 * @param accessType name of the access type
	 * @param serverRegion six-digit code
	 * @param addresses as filed
	 * @param instanceId may be {@code null}
	 */
	public record Access(String providerId, String accessType, String serverRegion, List<String> addresses,
			String instanceId) {

		public Access {
			addresses = List.copyOf(addresses);
		}

	}

}
