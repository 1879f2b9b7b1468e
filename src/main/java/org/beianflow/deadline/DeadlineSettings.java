package org.beianflow.deadline;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the time limits. All times of day are those of Asia/Shanghai.
 *
 * @param officeFrom when the office opens; reminders by day go out then
 * @param officeUntil when the office closes
 * @param quietFrom when the quiet hours begin, in the evening
 * @param quietUntil when the quiet hours end, in the morning
 * @param receiptCutoff from when on a receipt counts as that of the next day; by default
 * a receipt counts for its calendar day until midnight
 * @param lateCheck how long after a change of the calendar all limits are gone through
 * once more, for those that were being opened meanwhile; longer than any transaction
 * @param calendarDir folder with years as JSON that are proposed at the start; none by
 * default
 */
@ConfigurationProperties("beianflow.deadline")
record DeadlineSettings(@DefaultValue("09:00") LocalTime officeFrom, @DefaultValue("18:00") LocalTime officeUntil,
		@DefaultValue("22:00") LocalTime quietFrom, @DefaultValue("08:00") LocalTime quietUntil,
		LocalTime receiptCutoff, @DefaultValue("5m") Duration lateCheck, Path calendarDir) {

	DeadlineSettings {
		if (!officeFrom.isBefore(officeUntil)) {
			throw new IllegalArgumentException(
					"beianflow.deadline.office-from must lie before beianflow.deadline.office-until");
		}
		if (!quietUntil.isBefore(quietFrom)) {
			throw new IllegalArgumentException(
					"beianflow.deadline.quiet-until (morning) must lie before beianflow.deadline.quiet-from (evening)");
		}
	}

}
