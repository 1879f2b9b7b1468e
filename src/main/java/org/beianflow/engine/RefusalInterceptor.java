package org.beianflow.engine;

import java.util.Locale;

import org.beianflow.check.Refusal;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Takes a refusal out of the engine's wrapping: our own code gets the refusal itself, and
 * a person in Tasklist reads our sentence and not an engine code. The transaction below
 * is rolled back by then.
 */
final class RefusalInterceptor extends CommandInterceptor {

	private final MessageSource messages;

	private final ProcessEngineConfigurationImpl engine;

	RefusalInterceptor(MessageSource messages, ProcessEngineConfigurationImpl engine) {
		this.messages = messages;
		this.engine = engine;
	}

	@Override
	public <T> T execute(Command<T> command) {
		try {
			return this.next.execute(command);
		}
		catch (TaskRefused ex) {
			throw ex;
		}
		catch (RuntimeException ex) {
			Refusal refusal = refusalIn(ex);
			if (refusal == null || Context.getJobExecutorContext() != null) {
				// Jobs keep the engine's exception: what it says goes to the incident.
				throw ex;
			}
			if (this.engine.getIdentityService().getCurrentAuthentication() == null) {
				throw refusal;
			}
			throw new TaskRefused(sentence(refusal), refusal);
		}
	}

	private static Refusal refusalIn(Throwable thrown) {
		for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
			if (cause instanceof Refusal refusal) {
				return refusal;
			}
		}
		return null;
	}

	private String sentence(Refusal refusal) {
		Object[] arguments = refusal.arguments().toArray();
		Locale locale = locale();
		String what = this.messages.getMessage(refusal.messageKey(), arguments, refusal.messageKey(), locale);
		String remedy = this.messages.getMessage(refusal.messageKey() + ".remedy", arguments, "", locale);
		StringBuilder sentence = new StringBuilder(what).append(what.endsWith(".") ? " " : "").append(remedy);
		refusal.violations()
			.forEach((violation) -> sentence.append('\n')
				.append(this.messages.getMessage(violation.messageKey(), violation.arguments().toArray(),
						violation.messageKey(), locale)));
		return sentence.toString();
	}

	private static Locale locale() {
		boolean named = !(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request)
				|| request.getRequest().getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null;
		// Without a language of the caller's the filter takes the machine's, which says
		// nothing about the caller.
		return named ? LocaleContextHolder.getLocale() : Locale.SIMPLIFIED_CHINESE;
	}

}
