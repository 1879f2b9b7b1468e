package org.beianflow.notice.process;

import java.util.Date;

import org.beianflow.notice.NoticeDispatch;
import org.beianflow.notice.NoticeDispatch.Next;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 投递通知. */
@Component("deliverNotice")
class DeliverNotice implements JavaDelegate {

	private final NoticeDispatch dispatch;

	DeliverNotice(NoticeDispatch dispatch) {
		this.dispatch = dispatch;
	}

	@Override
	public void execute(DelegateExecution execution) {
		Next next = this.dispatch.deliver(Long.parseLong((String) execution.getVariable(DeliveryModel.NOTICE)));
		execution.setVariable(DeliveryModel.OUTCOME, next.step().name());
		Date dueAt = (next.dueAt() != null) ? Date.from(next.dueAt()) : null;
		execution.setVariable(DeliveryModel.RETRY_DUE_AT, dueAt);
		execution.setVariable(DeliveryModel.HANDLING_DUE_AT, dueAt);
	}

}
