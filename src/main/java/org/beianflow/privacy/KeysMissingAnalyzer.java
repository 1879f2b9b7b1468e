package org.beianflow.privacy;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, instead of a stack trace, which keys to set. */
class KeysMissingAnalyzer extends AbstractFailureAnalyzer<KeysMissing> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, KeysMissing cause) {
		return new FailureAnalysis(cause.problem(), cause.remedy(), cause);
	}

}
