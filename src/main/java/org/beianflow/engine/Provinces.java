package org.beianflow.engine;

import org.beianflow.account.CsvTable;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Tenant;

/** Keeps the tenants in step with {@code account/provinces.csv}. */
final class Provinces {

	private Provinces() {
	}

	static void ensure(IdentityService identities) {
		CsvTable.rows("account/provinces.csv").forEach((row) -> ensure(identities, row.get(0), row.get(1)));
	}

	private static void ensure(IdentityService identities, String code, String name) {
		Tenant tenant = identities.createTenantQuery().tenantId(code).singleResult();
		if (tenant == null) {
			tenant = identities.newTenant(code);
		}
		if (!name.equals(tenant.getName())) {
			tenant.setName(name);
			identities.saveTenant(tenant);
		}
	}

}
