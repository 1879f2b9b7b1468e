package org.beianflow.deadline.process;

import org.beianflow.deadline.ClockMoves;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;

import org.springframework.stereotype.Component;

/** 告知受影响的人: the next people of a change. */
@Component("tellMoved")
class TellMoved implements JavaDelegate {

	private final ClockMoves moves;

	TellMoved(ClockMoves moves) {
		this.moves = moves;
	}

	@Override
	public void execute(DelegateExecution execution) {
		execution.setVariable("peopleLeft",
				this.moves.tell(EngineClockChanges.change(execution.getProcessBusinessKey())));
	}

}
