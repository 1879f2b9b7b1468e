package org.beianflow.notice.process;

import java.util.function.Supplier;

import org.beianflow.notice.NoticeDelivery;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.runtime.Execution;

import org.springframework.stereotype.Component;

/**
 * One process instance per notice. Deliveries follow from acts that were allowed already,
 * so the engine's grants of whoever is signed in are not asked again.
 */
@Component
class EngineNoticeDelivery implements NoticeDelivery {

	private final RuntimeService runtime;

	private final IdentityService identities;

	EngineNoticeDelivery(RuntimeService runtime, IdentityService identities) {
		this.runtime = runtime;
		this.identities = identities;
	}

	@Override
	public String start(long notice, String filing, String province) {
		return byTheApplication(() -> this.runtime.createProcessInstanceByKey(DeliveryModel.KEY)
			.processDefinitionWithoutTenantId()
			.businessKey(filing)
			.setVariable(DeliveryModel.NOTICE, Long.toString(notice))
			.setVariable(DeliveryModel.PROVINCE, province)
			.execute()
			.getId());
	}

	@Override
	public boolean resume(String delivery) {
		return byTheApplication(() -> {
			// Asked first: a failed correlation would spoil the caller's transaction.
			Execution waiting = this.runtime.createExecutionQuery()
				.processInstanceId(delivery)
				.messageEventSubscriptionName(DeliveryModel.RESENT)
				.singleResult();
			if (waiting == null) {
				return false;
			}
			this.runtime.messageEventReceived(DeliveryModel.RESENT, waiting.getId());
			return true;
		});
	}

	private <T> T byTheApplication(Supplier<T> act) {
		Authentication before = this.identities.getCurrentAuthentication();
		this.identities.clearAuthentication();
		try {
			return act.get();
		}
		finally {
			this.identities.setAuthentication(before);
		}
	}

}
