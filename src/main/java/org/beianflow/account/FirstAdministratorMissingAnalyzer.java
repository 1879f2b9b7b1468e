package org.beianflow.account;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in words, instead of a stack trace, which settings to make. */
class FirstAdministratorMissingAnalyzer extends AbstractFailureAnalyzer<FirstAdministratorMissing> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, FirstAdministratorMissing cause) {
		return new FailureAnalysis(cause.getMessage(),
				"请设置 beianflow.account.first-admin.id 和 beianflow.account.first-admin.password"
						+ "（环境变量 BEIANFLOW_ACCOUNT_FIRSTADMIN_ID、BEIANFLOW_ACCOUNT_FIRSTADMIN_PASSWORD），"
						+ "登录后可在 Camunda Admin 中创建其他人员。Set these two and start again; "
						+ "to look around first, start with the profile demo.",
				cause);
	}

}
