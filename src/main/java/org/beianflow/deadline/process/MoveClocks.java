package org.beianflow.deadline.process;

import java.util.Date;

import org.beianflow.deadline.ClockMoves;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 调整一批期限: the next batch of a change. */
@Component("moveClocks")
class MoveClocks implements JavaDelegate {

	private final ClockMoves moves;

	MoveClocks(ClockMoves moves) {
		this.moves = moves;
	}

	@Override
	public void execute(DelegateExecution execution) {
		ClockMoves.Progress progress = this.moves.move(EngineClockChanges.change(execution.getProcessBusinessKey()));
		execution.setVariable("clocksLeft", progress.left());
		execution.setVariable("lateCheck", progress.lateCheck());
		execution.setVariable("lateCheckDueAt", Date.from(progress.lateCheckAt()));
	}

}
