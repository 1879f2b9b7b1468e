package org.beianflow.site;

import java.time.LocalDate;

/**
 * What the domain certificate says (域名证书, domain.md §6.7). As the applicant entered it:
 * nothing at hand can confirm it.
 *
 * @param domain one of the website's domains
 * @param registrar name of the registrar
 * @param registrant who holds the domain; must be the organizer, or for units its head
 * (R9)
 * @param expiresOn last day of the registration
 */
public record DomainRegistration(String domain, String registrar, String registrant, LocalDate expiresOn) {

	/** Without the holder, who may be a person. */
	@Override
	public String toString() {
		return "DomainRegistration[domain=" + this.domain + "]";
	}

}
