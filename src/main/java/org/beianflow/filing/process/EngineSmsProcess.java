package org.beianflow.filing.process;

import java.util.List;

import org.beianflow.verification.SmsProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Tells the branch of the person concerned. */
@Component
class EngineSmsProcess implements SmsProcess {

	private static final String VERIFIED = "smsPersonVerified";

	private static final String CODE_WANTED = "smsCodeWanted";

	private static final String TRIES_USED_UP = "smsTriesUsedUp";

	private final RuntimeService runtime;

	EngineSmsProcess(@Lazy RuntimeService runtime) {
		this.runtime = runtime;
	}

	@Override
	public void personVerified(String filing, int person) {
		waiting(filing, VERIFIED, person)
			.forEach((execution) -> this.runtime.messageEventReceived(VERIFIED, execution.getId()));
	}

	@Override
	public boolean codeWanted(String filing, int person) {
		List<Execution> waiting = waiting(filing, CODE_WANTED, person);
		waiting.forEach((execution) -> this.runtime.messageEventReceived(CODE_WANTED, execution.getId()));
		return !waiting.isEmpty();
	}

	@Override
	public void triesUsedUp(String filing) {
		this.runtime.createMessageCorrelation(TRIES_USED_UP).processInstanceBusinessKey(filing).correlateAll();
	}

	/**
	 * All branches wait for messages of the same name; the number of a branch is a
	 * variable of a scope further out, which a correlation would not see.
	 */
	private List<Execution> waiting(String filing, String message, int person) {
		return this.runtime.createExecutionQuery()
			.processInstanceBusinessKey(filing)
			.messageEventSubscriptionName(message)
			.list()
			.stream()
			.filter((execution) -> Integer.valueOf(person)
				.equals(this.runtime.getVariable(execution.getId(), Names.SMS_PERSON)))
			.toList();
	}

}
