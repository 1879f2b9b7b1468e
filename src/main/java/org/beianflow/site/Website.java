package org.beianflow.site;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.beianflow.subject.PersonInCharge;

/**
 * A service that is filed (互联网信息服务), domain.md §6.3. Every part may be missing in a
 * draft; {@link SiteChecks} says what a submission needs.
 *
 * @param domains as entered, in Unicode or ASCII
 * @param homeUrls {@code http} or {@code https} addresses of the first page
 * @param contentTypes ids in {@code rules/content-types.json}
 * @param languages codes of {@code rules/languages.json}
 * @param preApprovals approvals of special industries
 * @param noPreApprovalNeeded the applicant says that none of the categories applies
 * (以上都不涉及)
 * @param description 备注
 * @param owner 互联网信息服务负责人; empty when {@code ownerSameAsPrincipal}
 * @param securityMeasures declared safeguards
 * @param domainRegistrations what the domain certificates say; may be empty, then the
 * reviewer has to find out
 */
public record Website(ServiceType type, AddressMode addressMode, String name, List<String> domains,
		List<String> homeUrls, List<String> contentTypes, List<String> languages, List<PreApproval> preApprovals,
		Boolean noPreApprovalNeeded, String description, PersonInCharge owner, Boolean ownerSameAsPrincipal,
		List<SecurityMeasure> securityMeasures, List<DomainRegistration> domainRegistrations) {

	public Website {
		domains = listOf(domains);
		homeUrls = listOf(homeUrls);
		contentTypes = listOf(contentTypes);
		languages = listOf(languages);
		preApprovals = listOf(preApprovals);
		securityMeasures = listOf(securityMeasures);
		domainRegistrations = listOf(domainRegistrations);
	}

	/** Drafts may leave out a list, and leave holes in it. */
	private static <T> List<T> listOf(List<T> list) {
		return (list != null) ? Collections.unmodifiableList(new ArrayList<>(list)) : List.of();
	}

	/** Without personal data, so that it may be logged. */
	@Override
	public String toString() {
		return "Website[type=" + this.type + ", domains=" + this.domains + "]";
	}

}
