package org.beianflow.console;

import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

import org.beianflow.check.Refusal;

import org.springframework.context.MessageSource;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * Does what a form asks for and goes back to a page, which tells what was done, or why it
 * was not.
 */
@Component
public class Told {

	private final MessageSource messages;

	Told(MessageSource messages) {
		this.messages = messages;
	}

	/**
	 * Acts and goes to a page.
	 * @param act does it and says what was done
	 */
	public String after(RedirectAttributes redirect, String page, Supplier<String> act) {
		try {
			redirect.addFlashAttribute("told", act.get());
		}
		catch (Refusal refusal) {
			redirect.addFlashAttribute("refused", sentence(refusal));
		}
		return "redirect:" + page;
	}

	/** A refusal in whole sentences: what is wrong and how to mend it. */
	public String sentence(Refusal refusal) {
		StringBuilder sentence = new StringBuilder(join(refusal.messageKey(), refusal.arguments()));
		refusal.violations()
			.stream()
			.map((violation) -> join(violation.messageKey(), violation.arguments()))
			.filter((one) -> !one.contentEquals(sentence))
			.forEach((one) -> sentence.append('\n').append(one));
		return sentence.toString();
	}

	private String join(String key, List<Object> arguments) {
		String what = text(key, arguments.toArray());
		String remedy = this.messages.getMessage(key + ".remedy", resolved(arguments.toArray()), "", locale());
		return (what + (what.endsWith(".") ? " " : "") + remedy).strip();
	}

	/** A text in the reader's language. */
	public String text(String key, Object... arguments) {
		return this.messages.getMessage(key, resolved(arguments), key, locale());
	}

	private Object[] resolved(Object... arguments) {
		Object[] resolved = new Object[arguments.length];
		for (int i = 0; i < arguments.length; i++) {
			resolved[i] = (arguments[i] instanceof MessageSourceResolvable name)
					? this.messages.getMessage(name, locale()) : arguments[i];
		}
		return resolved;
	}

	private static Locale locale() {
		return LocaleContextHolder.getLocale();
	}

}
