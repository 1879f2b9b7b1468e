package org.beianflow.access;

import java.time.Instant;

/**
 * The time a case worker has for evidence.
 *
 * @param dueAt by when to decide, exclusive
 * @param nextReminderAt when to remind of it, {@code dueAt} where no reminder is left
 */
public record EvidenceReview(Instant dueAt, Instant nextReminderAt) {

}
