package org.beianflow.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.beianflow.account.Role;

/** The roles of staff as groups of the engine's identity store. */
final class StaffGroups {

	private static final Map<Role, String> NAMES = Map.ofEntries(Map.entry(Role.CASE_WORKER, "初审专员"),
			Map.entry(Role.SUPERVISOR, "初审主管"), Map.entry(Role.FINANCE, "财务"),
			Map.entry(Role.CLOUD_OPERATOR, "云服务商接口人"), Map.entry(Role.AUTHORITY_REVIEWER, "管局审核员"),
			Map.entry(Role.AUTHORITY_CHIEF, "管局签发人"), Map.entry(Role.INSPECTOR, "核查员"),
			Map.entry(Role.ANALYST, "流程分析师"), Map.entry(Role.AUDITOR, "审计员"), Map.entry(Role.OPERATOR, "运维人员"),
			Map.entry(Role.ADMIN, "系统管理员"));

	private static final Set<Role> EVERY_PROVINCE = Set.of(Role.OPERATOR, Role.ANALYST);

	private StaffGroups() {
	}

	static List<Role> roles() {
		return Arrays.stream(Role.values()).filter((role) -> role.group().isPresent()).toList();
	}

	static List<String> ids() {
		return roles().stream().map((role) -> role.group().orElseThrow()).toList();
	}

	static String name(Role role) {
		return NAMES.get(role);
	}

	/**
	 * Whether the role looks after the processes of all provinces; such a role is never
	 * held together with one that reviews filings.
	 */
	static boolean seesEveryProvince(Role role) {
		return EVERY_PROVINCE.contains(role);
	}

}
