package org.beianflow.access;

import java.util.List;

import org.beianflow.site.AddressMode;
import org.beianflow.site.DomainName;
import org.beianflow.site.Website;

/**
 * One name under which a filed website must be reachable, and where it must lead.
 *
 * @param domain the filed domain in ASCII (punycode), lower case, without a final dot;
 * for a service filed by address only (domain.md I14) the address literal
 * @param serviceName the filed name of the service, compared with the title of the page
 * @param addresses the filed server addresses: IP literals, ranges ({@code a-b}) or
 * blocks in CIDR notation; never host names
 * @param provider id of the access provider inside whose blocks they must lie, or
 * {@code null} where the filing names none
 */
public record VerificationTarget(String domain, String serviceName, List<String> addresses, String provider) {

	public VerificationTarget {
		addresses = List.copyOf(addresses);
	}

	/**
	 * What has to be verified of a filed service: each of its domains, or each of its
	 * addresses where it is filed by address only.
	 * @throws IllegalArgumentException if the form holds something that is no domain or
	 * address; a submitted one does not
	 */
	public static List<VerificationTarget> of(Website website, AccessArrangement access) {
		List<String> names = (website.addressMode() == AddressMode.IP_ONLY) ? access.ips()
				: website.domains().stream().map((domain) -> DomainName.parse(domain).ascii()).toList();
		return names.stream()
			.map((name) -> new VerificationTarget(name, website.name(), access.ips(), access.providerId()))
			.toList();
	}

}
