package org.beianflow.access;

import java.time.Instant;

import org.beianflow.deadline.DeadlineKind;

/**
 * A window within which the site must be found where the filing says.
 *
 * @param number from 1
 * @param kind the limit it runs under: T13 for the first window, T14 for the others
 * @param openedAt from when its time runs
 * @param dueAt when it ends, exclusive
 * @param nextReminderAt when to remind the applicant; {@code dueAt} where no reminder is
 * left
 */
public record AccessWindow(int number, DeadlineKind kind, Instant openedAt, Instant dueAt, Instant nextReminderAt) {

}
