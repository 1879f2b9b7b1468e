package org.beianflow.engine;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProvider;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderCaseInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderHistoricDecisionInstanceContext;
import org.camunda.bpm.engine.impl.cfg.multitenancy.TenantIdProviderProcessInstanceContext;

/**
 * Puts each filing under the tenant of its province: a process takes the variable
 * {@code province} it is started with, a called process the tenant of its caller. Models
 * belong to no tenant, so all provinces share them.
 */
final class ProvinceTenants implements TenantIdProvider {

	/** The variable with the six-digit code of the filing's province. */
	static final String PROVINCE = "province";

	@Override
	public String provideTenantIdForProcessInstance(TenantIdProviderProcessInstanceContext context) {
		// A draft may not have its province yet, so the main process has no tenant; the
		// stages it calls, where staff works, are given the province.
		Object province = context.getVariables().get(PROVINCE);
		if (province == null && context.getSuperExecution() != null) {
			province = context.getSuperExecution().getVariable(PROVINCE);
		}
		return (province != null) ? province.toString() : null;
	}

	@Override
	public String provideTenantIdForCaseInstance(TenantIdProviderCaseInstanceContext context) {
		return null;
	}

	@Override
	public String provideTenantIdForHistoricDecisionInstance(TenantIdProviderHistoricDecisionInstanceContext context) {
		DelegateExecution execution = context.getExecution();
		return (execution != null) ? execution.getTenantId() : null;
	}

}
