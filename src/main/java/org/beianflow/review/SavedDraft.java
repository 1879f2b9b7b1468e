package org.beianflow.review;

import java.time.Instant;

/**
 * A draft as it lies in the store.
 *
 * @param filing reference of the filing
 * @param taskId the task it belongs to
 * @param stage the stage
 * @param version grows with each save; a save names the version it began from
 * @param draft the content
 * @param savedBy id of the person
 * @param savedAt when
 */
public record SavedDraft(String filing, String taskId, ReviewStage stage, int version, ReviewDraft draft,
		String savedBy, Instant savedAt) {
}
