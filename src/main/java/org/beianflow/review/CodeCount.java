package org.beianflow.review;

/**
 * How often a reason was given.
 *
 * @param code code of the reason
 * @param stage stage that gave it
 * @param count number of return items
 */
public record CodeCount(String code, ReviewStage stage, long count) {
}
