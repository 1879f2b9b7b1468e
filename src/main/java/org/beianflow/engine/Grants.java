package org.beianflow.engine;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.beianflow.account.CsvTable;
import org.beianflow.account.Role;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.impl.util.ResourceTypeUtil;

/**
 * Keeps the staff groups and their grants in step with {@code account/grants.csv}: what
 * the table says is granted, and what it does not say is taken from the group again.
 */
final class Grants {

	private static final String EVERY_GROUP = "*";

	private final IdentityService identities;

	private final AuthorizationService authorizations;

	Grants(ProcessEngine engine) {
		this.identities = engine.getIdentityService();
		this.authorizations = engine.getAuthorizationService();
	}

	void apply() {
		ensureGroups();
		Map<Grant, Set<String>> wanted = wanted();
		Map<Grant, Authorization> present = new HashMap<>();
		for (String group : StaffGroups.ids()) {
			for (Authorization row : this.authorizations.createAuthorizationQuery().groupIdIn(group).list()) {
				Grant grant = new Grant(group, row.getResourceType(), row.getResourceId());
				if (!wanted.containsKey(grant) || present.putIfAbsent(grant, row) != null) {
					this.authorizations.deleteAuthorization(row.getId());
				}
			}
		}
		wanted.forEach((grant, permissions) -> save(grant, permissions, present.get(grant)));
	}

	private void ensureGroups() {
		for (Role role : StaffGroups.roles()) {
			String id = role.group().orElseThrow();
			String name = StaffGroups.name(role);
			Group group = this.identities.createGroupQuery().groupId(id).singleResult();
			if (group == null) {
				group = this.identities.newGroup(id);
				group.setType("WORKFLOW");
			}
			if (!name.equals(group.getName())) {
				group.setName(name);
				this.identities.saveGroup(group);
			}
			if (StaffGroups.seesEveryProvince(role)) {
				everyProvince(id);
			}
		}
	}

	private void everyProvince(String group) {
		Set<String> present = Set.copyOf(this.identities.createTenantQuery()
			.groupMember(group)
			.list()
			.stream()
			.map((tenant) -> tenant.getId())
			.toList());
		CsvTable.rows("account/provinces.csv")
			.stream()
			.map((row) -> row.get(0))
			.filter((code) -> !present.contains(code))
			.forEach((code) -> this.identities.createTenantGroupMembership(code, group));
	}

	private Map<Grant, Set<String>> wanted() {
		Map<Grant, Set<String>> wanted = new LinkedHashMap<>();
		for (List<String> row : CsvTable.rows("account/grants.csv")) {
			Resource resource = Resources.valueOf(row.get(1));
			Set<String> permissions = Set.copyOf(Arrays.asList(row.get(3).split(" +")));
			List<String> groups = EVERY_GROUP.equals(row.get(0)) ? StaffGroups.ids() : List.of(row.get(0));
			for (String group : groups) {
				if (!StaffGroups.ids().contains(group)) {
					throw new IllegalStateException("account/grants.csv names an unknown group: " + group);
				}
				// A row of the group itself stands in for the row of every group.
				wanted.merge(new Grant(group, resource.resourceType(), row.get(2)), permissions,
						(everyGroup, own) -> own);
			}
		}
		return wanted;
	}

	private void save(Grant grant, Set<String> permissions, Authorization present) {
		Authorization row = (present != null) ? present
				: this.authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
		Permission[] all = ResourceTypeUtil.getPermissionsByResourceType(grant.resourceType());
		if (present != null && names(present.getPermissions(all)).equals(permissions)) {
			return;
		}
		Permission[] after = permissions.stream()
			.map((name) -> ResourceTypeUtil.getPermissionByNameAndResourceType(name, grant.resourceType()))
			.toArray(Permission[]::new);
		row.setGroupId(grant.group());
		row.setResourceType(grant.resourceType());
		row.setResourceId(grant.resourceId());
		row.setPermissions(after);
		this.authorizations.saveAuthorization(row);
	}

	private static Set<String> names(Permission[] permissions) {
		return Set.copyOf(Arrays.stream(permissions)
			.map(Permission::getName)
			.filter((name) -> !Permissions.NONE.getName().equals(name) && !Permissions.ALL.getName().equals(name))
			.toList());
	}

	private record Grant(String group, int resourceType, String resourceId) {

	}

}
