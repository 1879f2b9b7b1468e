package org.beianflow.access;

import java.time.Instant;

/**
 * A window within which the site must be found where the filing says.
 *
 * @param number from 1: the window of T13; from 2: retries, T14
 * @param openedAt from when its time runs
 * @param dueAt when it ends, exclusive
 * @param nextProbeAt when the first probe is due
 * @param nextReminderAt when to remind the applicant; {@code dueAt} where no reminder is
 * left
 */
public record AccessWindow(int number, Instant openedAt, Instant dueAt, Instant nextProbeAt, Instant nextReminderAt) {

}
