package org.beianflow.access;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.Finding;
import org.beianflow.check.Finding.State;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.site.ServerAddress;
import org.springframework.stereotype.Service;

/** The checks of access arrangements (domain.md §6.4). */
@Service
public class AccessChecks {

	private final AccessProviders providers;

	private final ClosedNetwork closedNetwork;

	AccessChecks(AccessProviders providers, ClosedNetwork closedNetwork) {
		this.providers = providers;
		this.closedNetwork = closedNetwork;
	}

	/**
	 * Everything that keeps this arrangement from being submitted, all at once.
	 * @param access paths are relative to it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Violation> check(AccessArrangement access, LocalDate today) {
		return Policy.check(AccessPolicies.ALL, the(access, today));
	}

	/**
	 * What is wrong among the arrangements of one filing: a service code is good for one
	 * service.
	 * @param arrangements one for each service, {@code null} where there is none; paths
	 * begin with {@code services[i].access}
	 */
	public List<Violation> checkTogether(List<AccessArrangement> arrangements) {
		List<Violation> violations = new ArrayList<>();
		Set<String> codes = new HashSet<>();
		for (int i = 0; i < arrangements.size(); i++) {
			String code = (arrangements.get(i) != null) ? arrangements.get(i).serviceCode() : null;
			if (code != null && !code.isBlank() && !codes.add(code.strip())) {
				violations
					.add(Violation.of("services[" + i + "].access.serviceCode", "1029", "access.service-code.twice"));
			}
		}
		return violations;
	}

	/**
	 * What the reviewer should know or find out.
	 * @param access paths are relative to it
	 * @param today the day in Asia/Shanghai
	 */
	public List<Finding> advise(AccessArrangement access, LocalDate today) {
		AccessCase it = the(access, today);
		List<Finding> findings = new ArrayList<>();
		for (int i = 0; i < access.ips().size(); i++) {
			String path = "ips[" + i + "]";
			AccessCase.parse(access.ips().get(i)).ifPresent((addresses) -> ofAddress(it, path, addresses, findings));
		}
		if (this.providers.isSample()) {
			findings
				.add(Finding.of("ips", State.WARN, "access.advice.sample-blocks", this.providers.date().toString()));
		}
		findings.add(Finding.of("instanceId", State.UNCHECKED, "access.advice.instance"));
		if (access.serviceCode() != null && !access.serviceCode().isBlank()) {
			findings.add(Finding.of("serviceCode", State.UNCHECKED, "access.advice.service-code"));
		}
		return findings;
	}

	private static void ofAddress(AccessCase it, String path, ServerAddress addresses, List<Finding> findings) {
		Optional<AccessProvider> provider = it.provider().filter((found) -> found.declares(addresses));
		provider.ifPresent((found) -> findings.add(Finding.of(path, State.PASS, "access.advice.in-block",
				addresses.toString(), found.name(), found.englishName())));
		if (addresses.isReserved() && it.closedNetwork().permits(addresses)) {
			findings.add(Finding.of(path, State.WARN, "access.advice.closed-network", addresses.toString()));
		}
	}

	private AccessCase the(AccessArrangement access, LocalDate today) {
		return new AccessCase(access, today, this.providers, this.closedNetwork);
	}

}
