package org.beianflow.filing.process;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;

import org.beianflow.filing.FilingRoad;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 发送提醒: one rung of a ladder, and whether another follows. */
@Component("sendReminder")
class SendReminder implements JavaDelegate {

	private final FilingRoad road;

	SendReminder(FilingRoad road) {
		this.road = road;
	}

	@Override
	public void execute(DelegateExecution execution) {
		Optional<Instant> next = this.road.remind(Names.filing(execution), Names.deadlineKind(execution));
		execution.setVariable(Names.REMINDER_NEXT, next.isPresent());
		next.ifPresent((at) -> execution.setVariable(Names.REMINDER_DUE_AT, Date.from(at)));
	}

}
