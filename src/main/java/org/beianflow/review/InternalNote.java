package org.beianflow.review;

import java.time.Instant;

/**
 * A note among staff; the applicant never sees it.
 *
 * @param stage the stage it was written in
 * @param author id of the person
 * @param text the note
 * @param writtenAt when
 */
public record InternalNote(ReviewStage stage, String author, String text, Instant writtenAt) {
}
