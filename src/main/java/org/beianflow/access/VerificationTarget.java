package org.beianflow.access;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.beianflow.site.AddressMode;
import org.beianflow.site.DomainName;
import org.beianflow.site.Website;

/**
 * One name under which a filed website must be reachable, and where it must lead. A name
 * without addresses of its own is reachable where the filed home page is, if that lies
 * below it: many sites answer at {@code www} only.
 *
 * @param domain the filed domain in ASCII (punycode), lower case, without a final dot;
 * for a service filed by address only (domain.md I14) the address literal
 * @param home host of the filed home page in ASCII: the domain or a name below it
 * @param serviceName the filed name of the service, compared with the title of the page
 * @param addresses the filed server addresses: IP literals, ranges ({@code a-b}) or
 * blocks in CIDR notation; never host names
 * @param provider id of the access provider inside whose blocks they must lie, or
 * {@code null} where the filing names none
 */
public record VerificationTarget(String domain, String home, String serviceName, List<String> addresses,
		String provider) {

	/** Chinese names included, which a URI does not know. */
	private static final Pattern AUTHORITY = Pattern.compile("^https?://([^/?#:@]+)", Pattern.CASE_INSENSITIVE);

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
		if (website.addressMode() == AddressMode.IP_ONLY || website.domains().isEmpty()) {
			return access.ips().stream().map((address) -> target(address, address, website, access)).toList();
		}
		return website.domains()
			.stream()
			.map(DomainName::parse)
			.map((domain) -> target(domain.ascii(), home(domain, website), website, access))
			.toList();
	}

	private static VerificationTarget target(String domain, String home, Website website, AccessArrangement access) {
		return new VerificationTarget(domain, home, website.name(), access.ips(), access.providerId());
	}

	/** The domain itself if a home page stands there, or else the first one below it. */
	private static String home(DomainName domain, Website website) {
		List<DomainName> hosts = website.homeUrls()
			.stream()
			.map(VerificationTarget::host)
			.flatMap(Optional::stream)
			.filter((host) -> host.isWithin(domain))
			.toList();
		return (hosts.isEmpty() || hosts.contains(domain)) ? domain.ascii() : hosts.get(0).ascii();
	}

	/** Of an address that was checked when it was filed. */
	private static Optional<DomainName> host(String url) {
		Matcher authority = AUTHORITY.matcher(url.strip());
		return authority.find() ? DomainName.tryParse(authority.group(1)) : Optional.empty();
	}

}
