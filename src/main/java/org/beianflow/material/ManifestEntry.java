package org.beianflow.material;

import java.util.UUID;

/**
 * One line of the list of materials that is sealed with a round.
 *
 * @param code number of the catalogue, for example {@code M1}
 * @param slot which one of its kind
 * @param version counts from 1
 * @param id of the version
 * @param mediaType real type
 * @param size bytes of the plain content
 * @param sha256 sum of the plain content
 */
public record ManifestEntry(String code, String slot, int version, UUID id, String mediaType, long size,
		String sha256) {
}
