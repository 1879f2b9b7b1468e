package org.beianflow.deadline;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The account of a limit in words: why it ends when it ends. Applicants and staff read
 * the same one. All texts are in the language that was asked for; all times in them are
 * those of Asia/Shanghai.
 *
 * @param filing the filing's reference
 * @param kind which limit
 * @param name what it is called
 * @param basis on what ground it runs
 * @param length how long it is, with its extension
 * @param started when it started
 * @param due by when
 * @param left what is left
 * @param expiry what happens when it ends unmet
 * @param dueAt the end, exclusive; null while the clock stands
 * @param provisional why the end is not certain yet; null if it is
 * @param rules how it is counted, each with the article
 * @param days the account day by day, for limits in days
 * @param stretches the account by stretches of time, for limits in hours
 * @param events what happened to it after the start
 */
public record Explanation(String filing, DeadlineKind kind, String name, String basis, String length, String started,
		String due, String left, String expiry, Instant dueAt, String provisional, List<String> rules, List<Day> days,
		List<Stretch> stretches, List<Event> events) {

	/**
	 * A day of the account.
	 *
	 * @param date the day
	 * @param written the day as people write it
	 * @param sort what sort of day it is, a holiday by its name
	 * @param effect what it does to the limit, in words
	 * @param code the same as a code
	 * @param counted which day of the budget it is, from 1; 0 if it is not counted
	 * @param provisional whether the year's arrangement is still unpublished
	 */
	public record Day(LocalDate date, String written, String sort, String effect, ExplainedDay.Effect code, int counted,
			boolean provisional) {
	}

	/**
	 * A stretch of time of a limit in hours.
	 *
	 * @param from its beginning
	 * @param to its end
	 * @param written both as people write them
	 * @param effect whether it counts, and how much, in words
	 * @param counted whether it counts
	 */
	public record Stretch(Instant from, Instant to, String written, String effect, boolean counted) {
	}

	/**
	 * Something that happened to the limit.
	 *
	 * @param at when
	 * @param written when, as people write it
	 * @param what in words
	 * @param ground on what ground or for what reason; empty if none was given
	 * @param moved from when to when the end moved; empty if it did not
	 */
	public record Event(Instant at, String written, String what, String ground, String moved) {
	}

}
