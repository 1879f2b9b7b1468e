package org.beianflow.access;

import java.time.Instant;

/**
 * What is left after a window ended without success.
 *
 * @param allowed whether the applicant may start another window
 * @param dueAt by when, exclusive; {@code null} if not allowed
 * @param nextReminderAt when to remind the applicant of it, {@code dueAt} where no
 * reminder is left; {@code null} if not allowed
 */
public record AccessRestart(boolean allowed, Instant dueAt, Instant nextReminderAt) {

}
