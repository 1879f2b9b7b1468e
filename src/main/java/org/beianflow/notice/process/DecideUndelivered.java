package org.beianflow.notice.process;

import org.beianflow.audit.Actor;
import org.beianflow.notice.NoticeDispatch;
import org.beianflow.notice.NoticeDispatch.Decision;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.identity.Authentication;

import org.springframework.stereotype.Component;

/** Records what was decided about an undelivered notice, as the task is completed. */
@Component("decideUndelivered")
class DecideUndelivered implements ExecutionListener {

	private final NoticeDispatch dispatch;

	DecideUndelivered(NoticeDispatch dispatch) {
		this.dispatch = dispatch;
	}

	@Override
	public void notify(DelegateExecution execution) {
		long notice = Long.parseLong((String) execution.getVariable(DeliveryModel.NOTICE));
		Decision decision = Decision.valueOf((String) execution.getVariable(DeliveryModel.DECISION));
		this.dispatch.decide(notice, decision, actor(execution.getProcessEngineServices().getIdentityService()));
	}

	private static Actor actor(IdentityService identities) {
		Authentication acting = identities.getCurrentAuthentication();
		return (acting != null) ? Actor.staff(acting.getUserId()) : Actor.system(DeliveryModel.KEY);
	}

}
