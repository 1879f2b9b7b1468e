package org.beianflow.register;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.site.ServiceType;
import org.beianflow.subject.SubjectNature;

/**
 * What anybody may look up (domain.md §15).
 *
 * @param unitName name of the unit; of individuals only the family name (张*)
 * @param nature what kind of organizer
 * @param mainLicence the subject's number
 * @param serviceLicence the service's number
 * @param serviceType kind of service
 * @param serviceName name of the service
 * @param domains of the service, in Unicode
 * @param contentTypes ids of its content types
 * @param auditDate day of approval in Asia/Shanghai
 * @param limitAccess whether access is restricted by order
 * @param state of the service
 */
public record PublicRecord(String unitName, SubjectNature nature, String mainLicence, String serviceLicence,
		ServiceType serviceType, String serviceName, List<String> domains, List<String> contentTypes,
		LocalDate auditDate, boolean limitAccess, ServiceState state) {

	public PublicRecord {
		domains = List.copyOf(domains);
		contentTypes = List.copyOf(contentTypes);
	}

}
