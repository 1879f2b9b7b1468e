package org.beianflow.portal;

/**
 * What the head of every page shows besides its own content; templates find it under
 * {@code frame}.
 *
 * @param english whether the page is in English
 * @param large whether somebody wants large type (长辈版)
 * @param applicant whether an applicant is signed in
 * @param staff whether a member of staff is signed in
 * @param path the page itself, where a choice of language or type leads back to; without
 * the host
 */
public record PageFrame(boolean english, boolean large, boolean applicant, boolean staff, String path) {

}
