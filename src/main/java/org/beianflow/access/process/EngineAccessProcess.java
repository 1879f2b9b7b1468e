package org.beianflow.access.process;

import org.beianflow.access.AccessProcess;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/**
 * Tells the running process. Correlates with whoever waits and with nobody if nobody
 * does: the engine keeps no messages, the domain keeps the request.
 */
@Component
class EngineAccessProcess implements AccessProcess {

	private final RuntimeService runtime;

	EngineAccessProcess(RuntimeService runtime) {
		this.runtime = runtime;
	}

	@Override
	public void probeRequested(String filing) {
		tell(filing, "accessProbeRequested");
	}

	@Override
	public void retryRequested(String filing) {
		tell(filing, "accessRetryRequested");
	}

	@Override
	public void evidenceSubmitted(String filing) {
		tell(filing, "accessEvidenceSubmitted");
	}

	private void tell(String filing, String message) {
		this.runtime.createMessageCorrelation(message).processInstanceBusinessKey(filing).correlateAll();
	}

}
