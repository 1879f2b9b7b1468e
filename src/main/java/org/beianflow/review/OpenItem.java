package org.beianflow.review;

/**
 * A return item nobody has closed yet.
 *
 * @param id its id; a reviewer closes it by this
 * @param round round of the return that raised it, from 1
 * @param stage stage that raised it
 * @param item what is wrong
 */
public record OpenItem(long id, int round, ReviewStage stage, ReturnItem item) {
}
