package org.beianflow.deadline;

import java.util.Locale;

/** What a holiday is called: 春节, Spring Festival. */
public record HolidayName(String chinese, String english) {

	public String in(Locale locale) {
		return Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? this.english : this.chinese;
	}

}
