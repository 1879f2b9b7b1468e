package org.beianflow.filing.process;

import org.beianflow.filing.FilingRoad;
import org.beianflow.notice.NoticeKind;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 发送通知: posts the notice that the diagram names. */
@Component("sendNotice")
class SendNotice implements JavaDelegate {

	private final FilingRoad road;

	SendNotice(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		this.road.sendNotice(Names.filing(execution),
				NoticeKind.valueOf((String) execution.getVariableLocal(Names.NOTICE_KIND)));
	}

}
