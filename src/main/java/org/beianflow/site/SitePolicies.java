package org.beianflow.site;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.google.common.net.InetAddresses;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.subject.ProvinceRules;

/**
 * What must be true of every service (domain.md §6.3, §6.7, R22, R23). Paths are relative
 * to the service.
 */
final class SitePolicies {

	static final List<Policy<SiteCase>> ALL = List.of(Policy.of("kind of service", SitePolicies::type),
			Policy.of("by domain or by address", SitePolicies::addressMode),
			Policy.of("name of the service", NamePolicy::check), Policy.of("domains given", DomainPolicies::given),
			Policy.of("form of domains", DomainPolicies::form),
			Policy.of("registrable domains", DomainPolicies::registrable),
			Policy.of("approved top-level domains", DomainPolicies::topLevel),
			Policy.of("each domain once", DomainPolicies::distinct),
			Policy.of("domains of government bodies", DomainPolicies::ofGovernment),
			Policy.of("domain certificates", DomainPolicies::registrations),
			Policy.of("home pages", SitePolicies::homeUrls), Policy.of("content types", SitePolicies::contentTypes),
			Policy.of("languages", SitePolicies::languages), Policy.of("pre-approvals", SitePolicies::preApprovals),
			Policy.of("description", SitePolicies::description), Policy.of("owner", SitePolicies::owner),
			Policy.of("security measures", SitePolicies::securityMeasures));

	private static final int CONTENT_TYPES_MOST = 5;

	private static final int DESCRIPTION_LEAST = 20;

	private static final int DESCRIPTION_MOST = 200;

	private static final int LICENCE_NUMBER_MOST = 100;

	private static final Pattern SECRET = Pattern.compile(
			"(?i)(^|[&;?/#])(token|key|access_?key|api_?key|password|passwd|pwd|secret|session(id)?|jsessionid|sid|auth|"
					+ "sign(ature)?|code)=");

	private SitePolicies() {
	}

	private static List<Violation> type(SiteCase it) {
		ServiceType type = it.website().type();
		if (type == null) {
			return violation("type", "MISSING", "site.type.missing");
		}
		return (type == ServiceType.WEBSITE) ? List.of()
				: violation("type", "WRONG_KIND", "site.type.unsupported", type.title(), type.englishTitle());
	}

	private static List<Violation> addressMode(SiteCase it) {
		if (it.website().addressMode() == null) {
			return violation("addressMode", "MISSING", "site.address-mode.missing");
		}
		return (it.ipOnly() && !it.settings().ipOnly()) ? violation("addressMode", "1004", "site.address-mode.ip-only")
				: List.of();
	}

	private static List<Violation> homeUrls(SiteCase it) {
		List<String> urls = it.website().homeUrls();
		if (urls.isEmpty()) {
			return violation("homeUrls", "MISSING", "site.home-urls.missing");
		}
		List<Violation> violations = new ArrayList<>();
		Set<String> seen = new HashSet<>();
		for (int i = 0; i < urls.size(); i++) {
			String path = "homeUrls[" + i + "]";
			String url = urls.get(i);
			homeUrl(it, path, url).ifPresent(violations::add);
			if (url != null && !seen.add(url.strip().toLowerCase(Locale.ROOT))) {
				violations.add(Violation.of(path, "1021", "site.home-url.twice"));
			}
		}
		return violations;
	}

	private static Optional<Violation> homeUrl(SiteCase it, String path, String url) {
		if (url == null || url.isBlank()) {
			return Optional.of(Violation.of(path, "MISSING", "site.home-url.missing"));
		}
		URI uri = uri(url.strip());
		String host = (uri != null) ? hostIn(uri) : null;
		if (host == null || !("http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme()))) {
			return Optional.of(Violation.of(path, "1022", "site.home-url.form"));
		}
		if (uri.getRawAuthority().indexOf('@') >= 0) {
			return Optional.of(Violation.of(path, "1022", "site.home-url.user"));
		}
		if (SECRET.matcher(url).find()) {
			return Optional.of(Violation.of(path, "1022", "site.home-url.secret"));
		}
		boolean filed = it.ipOnly() ? isLiteral(host)
				: DomainName.tryParse(host)
					.filter((name) -> it.domains().stream().anyMatch(name::isWithin))
					.isPresent();
		if (!filed) {
			return Optional.of(Violation.of(path, "1041", it.ipOnly() ? "site.home-url.literal" : "site.home-url.host",
					printable(host)));
		}
		return Optional.empty();
	}

	private static URI uri(String url) {
		try {
			return new URI(url);
		}
		catch (URISyntaxException ex) {
			return null;
		}
	}

	/** {@link URI#getHost()} knows no Chinese names. */
	private static String hostIn(URI uri) {
		String authority = uri.getRawAuthority();
		if (authority == null) {
			return null;
		}
		String host = authority.substring(authority.lastIndexOf('@') + 1);
		if (!host.endsWith("]")) {
			host = host.replaceFirst(":\\d{0,5}$", "");
		}
		return host.isEmpty() ? null : host;
	}

	private static boolean isLiteral(String host) {
		return InetAddresses.isUriInetAddress(host);
	}

	private static String printable(String host) {
		return (host.length() <= 100) ? host : host.substring(0, 100) + "…";
	}

	private static List<Violation> contentTypes(SiteCase it) {
		List<String> types = it.website().contentTypes();
		if (types.isEmpty()) {
			return violation("contentTypes", "MISSING", "site.content-types.missing");
		}
		List<Violation> violations = new ArrayList<>();
		if (types.size() > CONTENT_TYPES_MOST) {
			violations.add(Violation.of("contentTypes", "1034", "site.content-types.many", CONTENT_TYPES_MOST));
		}
		for (int i = 0; i < types.size(); i++) {
			String path = "contentTypes[" + i + "]";
			Optional<ContentTypes.ContentType> type = ContentTypes.find(types.get(i));
			if (type.isEmpty()) {
				violations.add(Violation.of(path, "1034", "site.content-type.unknown"));
			}
			else if (it.individual() && !type.get().individuals()) {
				violations.add(Violation.of(path, "1034", "site.content-type.individual", type.get().name(),
						type.get().englishName()));
			}
			else if (types.indexOf(types.get(i)) < i) {
				violations.add(Violation.of(path, "1034", "site.content-type.twice"));
			}
		}
		return violations;
	}

	private static List<Violation> languages(SiteCase it) {
		List<String> languages = it.website().languages();
		if (languages.isEmpty()) {
			return violation("languages", "MISSING", "site.languages.missing");
		}
		List<Violation> violations = new ArrayList<>();
		for (int i = 0; i < languages.size(); i++) {
			if (!Languages.has(languages.get(i))) {
				violations.add(Violation.of("languages[" + i + "]", "1066", "site.language.unknown"));
			}
		}
		it.rules()
			.find(ProvinceRules.Kind.REQUIRED_LANGUAGE, it.subject().province(), it.individual())
			.filter((rule) -> !languages.contains(rule.value()))
			.ifPresent((rule) -> violations.add(Violation.of("languages", "1066", "site.languages.required")));
		return violations;
	}

	private static List<Violation> preApprovals(SiteCase it) {
		List<PreApproval> approvals = it.website().preApprovals();
		boolean none = Boolean.TRUE.equals(it.website().noPreApprovalNeeded());
		if (approvals.isEmpty()) {
			return none ? List.of() : violation("noPreApprovalNeeded", "MISSING", "site.pre-approvals.missing");
		}
		if (it.individual()) {
			return violation("preApprovals", "PRE_APPROVAL", "site.pre-approvals.individual");
		}
		List<Violation> violations = new ArrayList<>();
		if (none) {
			violations.add(Violation.of("noPreApprovalNeeded", "1033", "site.pre-approvals.contradiction"));
		}
		for (int i = 0; i < approvals.size(); i++) {
			String path = "preApprovals[" + i + "]";
			if (approvals.get(i) == null) {
				violations.add(Violation.of(path, "MISSING", "site.pre-approval.missing"));
			}
			else {
				preApproval(it, approvals.get(i)).stream()
					.map((violation) -> violation.below(path))
					.forEach(violations::add);
			}
		}
		return violations;
	}

	private static List<Violation> preApproval(SiteCase it, PreApproval approval) {
		List<Violation> violations = new ArrayList<>();
		if (PreApprovals.find(approval.type(), it.today()).isEmpty()) {
			violations.add(Violation.of("type", "1033", "site.pre-approval.type"));
		}
		if (approval.number() == null || approval.number().isBlank()) {
			violations.add(Violation.of("number", "MISSING", "site.pre-approval.number"));
		}
		else if (approval.number().length() > LICENCE_NUMBER_MOST) {
			violations.add(Violation.of("number", "5001", "site.pre-approval.number-length", LICENCE_NUMBER_MOST));
		}
		if (approval.validTo() != null && approval.validTo().isBefore(it.today())) {
			violations.add(Violation.of("validTo", "DOCUMENT_EXPIRED", "site.pre-approval.expired",
					approval.validTo().toString()));
		}
		return violations;
	}

	private static List<Violation> description(SiteCase it) {
		String description = it.website().description();
		if (description == null || description.isBlank()) {
			return it.individual() ? violation("description", "MISSING", "site.description.missing", DESCRIPTION_LEAST)
					: List.of();
		}
		int length = description.strip().codePointCount(0, description.strip().length());
		return (length < DESCRIPTION_LEAST || length > DESCRIPTION_MOST)
				? violation("description", "5001", "site.description.length", DESCRIPTION_LEAST, DESCRIPTION_MOST)
				: List.of();
	}

	private static List<Violation> owner(SiteCase it) {
		boolean same = Boolean.TRUE.equals(it.website().ownerSameAsPrincipal());
		if (same) {
			return (it.website().owner() == null) ? List.of()
					: violation("owner", "CONTACT", "site.owner.contradiction");
		}
		if (it.individual()) {
			return violation("ownerSameAsPrincipal", "CONTACT", "site.owner.individual");
		}
		if (it.website().owner() == null) {
			return violation("owner", "MISSING", "site.owner.missing");
		}
		return it.subjectChecks()
			.checkOwner(it.website().owner(), it.subject(), it.today())
			.stream()
			.map((violation) -> violation.below("owner"))
			.toList();
	}

	/**
	 * Logs of six months are law (网络安全法, article 21 of the 2016 text); units also declare
	 * a firewall and authentication (domain.md S32).
	 */
	private static List<Violation> securityMeasures(SiteCase it) {
		List<SecurityMeasure> measures = it.website().securityMeasures();
		if (measures.stream().noneMatch(Objects::nonNull)) {
			return violation("securityMeasures", "MISSING", "site.security-measures.missing");
		}
		Set<SecurityMeasure> needed = it.individual() ? EnumSet.of(SecurityMeasure.LOG_RETENTION)
				: EnumSet.of(SecurityMeasure.FIREWALL, SecurityMeasure.AUTHENTICATION, SecurityMeasure.LOG_RETENTION);
		return needed.stream()
			.filter((measure) -> !measures.contains(measure))
			.map((measure) -> Violation.of("securityMeasures", "MISSING", "site.security-measures.needed",
					measure.title(), measure.englishTitle()))
			.toList();
	}

	private static List<Violation> violation(String path, String code, String messageKey, Object... arguments) {
		return List.of(Violation.of(path, code, messageKey, arguments));
	}

}
