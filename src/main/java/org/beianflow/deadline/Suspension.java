package org.beianflow.deadline;

import java.time.Instant;

/**
 * A stop of the clock. The day it begins and the day it ends do not count, nor any
 * between (自…之日起中止; the day of resumption is a start day and excluded, 民法典 art. 201).
 *
 * @param from when the clock stopped
 * @param to when it went on; null while it stands
 * @param ground the legal ground, in words for people
 */
public record Suspension(Instant from, Instant to, String ground) {
}
