package org.beianflow.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.site.ServerAddress;
import org.beianflow.subject.Province;

/**
 * What must be true of every access arrangement (domain.md §6.4). Paths are relative to
 * the arrangement.
 */
final class AccessPolicies {

	static final List<Policy<AccessCase>> ALL = List.of(Policy.of("access provider", AccessPolicies::provider),
			Policy.of("kind of access", AccessPolicies::type),
			Policy.of("server in mainland China", AccessPolicies::region),
			Policy.of("addresses given", AccessPolicies::given), Policy.of("form of addresses", AccessPolicies::form),
			Policy.of("public addresses", AccessPolicies::reserved),
			Policy.of("addresses of the provider", AccessPolicies::declared),
			Policy.of("each address once", AccessPolicies::distinct),
			Policy.of("fixed address", AccessPolicies::allocation), Policy.of("instance", AccessPolicies::instance),
			Policy.of("term of the instance", AccessPolicies::expiry),
			Policy.of("service code", AccessPolicies::serviceCode),
			Policy.of("technical contact", AccessPolicies::contact));

	private static final int LEAST_DAYS = 30;

	private static final int ACCOUNT_MOST = 100;

	private static final Pattern INSTANCE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._\\-]{1,99}");

	private static final Pattern SERVICE_CODE = Pattern.compile("[A-Za-z0-9\\-]{4,64}");

	private static final Pattern PHONE = Pattern
		.compile("1[3-9]\\d{9}|0\\d{2,3}-?\\d{7,8}(-\\d{1,6})?|[48]00-?\\d{3}-?\\d{4}");

	private AccessPolicies() {
	}

	private static List<Violation> provider(AccessCase it) {
		String id = it.access().providerId();
		if (id == null || id.isBlank()) {
			return violation("providerId", "MISSING", "access.provider.missing");
		}
		return it.provider().isPresent() ? List.of() : violation("providerId", "1048", "access.provider.unknown");
	}

	private static List<Violation> type(AccessCase it) {
		return (it.access().accessType() != null) ? List.of() : violation("accessType", "1035", "access.type.missing");
	}

	private static List<Violation> region(AccessCase it) {
		String region = it.access().serverRegion();
		if (region == null || region.isBlank()) {
			return violation("serverRegion", "MISSING", "access.region.missing");
		}
		boolean mainland = Province.ofCode(region).filter((province) -> province.code().equals(region)).isPresent();
		return mainland ? List.of() : violation("serverRegion", "1036", "access.region.unknown");
	}

	private static List<Violation> given(AccessCase it) {
		return it.access().ips().isEmpty() ? violation("ips", "MISSING", "access.ips.missing") : List.of();
	}

	private static List<Violation> form(AccessCase it) {
		List<Violation> violations = new ArrayList<>();
		List<String> ips = it.access().ips();
		for (int i = 0; i < ips.size(); i++) {
			String path = "ips[" + i + "]";
			if (ips.get(i) == null || ips.get(i).isBlank()) {
				violations.add(Violation.of(path, "MISSING", "access.ip.missing"));
			}
			else if (AccessCase.parse(ips.get(i)).isEmpty()) {
				violations.add(Violation.of(path, "1006", "access.ip.form"));
			}
		}
		return violations;
	}

	private static List<Violation> reserved(AccessCase it) {
		return each(it, (index, addresses) -> it.isForbidden(addresses)
				? Optional.of(Violation.of("", "1006", "access.ip.reserved", addresses.toString())) : Optional.empty());
	}

	private static List<Violation> declared(AccessCase it) {
		return each(it,
				(index, addresses) -> it.provider()
					.filter((provider) -> !it.isForbidden(addresses) && !provider.declares(addresses))
					.map((provider) -> Violation.of("", "1063", "access.ip.outside", addresses.toString())));
	}

	private static List<Violation> distinct(AccessCase it) {
		return each(it,
				(index, addresses) -> it.access()
					.ips()
					.subList(0, index)
					.stream()
					.flatMap((text) -> AccessCase.parse(text).stream())
					.filter(addresses::overlaps)
					.findFirst()
					.map((other) -> Violation.of("", "1029", "access.ip.twice", addresses.toString())));
	}

	private static List<Violation> allocation(AccessCase it) {
		AddressAllocation allocation = it.access().allocation();
		if (allocation == null) {
			return violation("allocation", "MISSING", "access.allocation.missing");
		}
		return (allocation == AddressAllocation.STATIC) ? List.of()
				: violation("allocation", "ACCESS", "access.allocation.dynamic");
	}

	private static List<Violation> instance(AccessCase it) {
		List<Violation> violations = new ArrayList<>();
		String id = it.access().instanceId();
		if (id == null || id.isBlank()) {
			if (it.instance()) {
				violations.add(Violation.of("instanceId", "MISSING", "access.instance.missing"));
			}
		}
		else if (!INSTANCE.matcher(id.strip()).matches()) {
			violations.add(Violation.of("instanceId", "5001", "access.instance.form"));
		}
		String account = it.access().instanceOwnerAccount();
		if (account == null || account.isBlank()) {
			if (it.instance()) {
				violations.add(Violation.of("instanceOwnerAccount", "MISSING", "access.account.missing"));
			}
		}
		else if (account.length() > ACCOUNT_MOST) {
			violations.add(Violation.of("instanceOwnerAccount", "5001", "access.account.length", ACCOUNT_MOST));
		}
		return violations;
	}

	private static List<Violation> expiry(AccessCase it) {
		LocalDate day = it.access().instanceExpiresOn();
		if (day == null) {
			return it.instance() ? violation("instanceExpiresOn", "MISSING", "access.expiry.missing") : List.of();
		}
		if (day.isBefore(it.today())) {
			return violation("instanceExpiresOn", "ACCESS", "access.expiry.expired", day.toString());
		}
		return day.isBefore(it.today().plusDays(LEAST_DAYS))
				? violation("instanceExpiresOn", "ACCESS", "access.expiry.soon", day.toString(), LEAST_DAYS)
				: List.of();
	}

	private static List<Violation> serviceCode(AccessCase it) {
		String code = it.access().serviceCode();
		return (code == null || code.isBlank() || SERVICE_CODE.matcher(code.strip()).matches()) ? List.of()
				: violation("serviceCode", "5001", "access.service-code.form");
	}

	private static List<Violation> contact(AccessCase it) {
		TechnicalContact contact = it.access().techContact();
		if (contact == null) {
			return violation("techContact", "MISSING", "access.contact.missing");
		}
		List<Violation> violations = new ArrayList<>();
		if (contact.name() == null || contact.name().isBlank()) {
			violations.add(Violation.of("techContact.name", "MISSING", "access.contact.name"));
		}
		if (contact.phone() == null || contact.phone().isBlank()) {
			violations.add(Violation.of("techContact.phone", "MISSING", "access.contact.phone"));
		}
		else if (!PHONE.matcher(contact.phone().strip()).matches()) {
			violations.add(Violation.of("techContact.phone", "1010", "access.contact.phone-form"));
		}
		return violations;
	}

	/** Looks at each line that holds addresses. */
	private static List<Violation> each(AccessCase it, BiFunction<Integer, ServerAddress, Optional<Violation>> rule) {
		List<String> ips = it.access().ips();
		return IntStream.range(0, ips.size())
			.boxed()
			.flatMap((index) -> AccessCase.parse(ips.get(index))
				.flatMap((addresses) -> rule.apply(index, addresses))
				.map((violation) -> violation.below("ips[" + index + "]"))
				.stream())
			.toList();
	}

	private static List<Violation> violation(String path, String code, String messageKey, Object... arguments) {
		return List.of(Violation.of(path, code, messageKey, arguments));
	}

}
