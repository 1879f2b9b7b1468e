package org.beianflow.material;

import java.time.Instant;

/**
 * What lies in the store under a key.
 *
 * @param key its key
 * @param size in bytes
 * @param storedAt when, by the store's clock
 */
public record StoredObject(String key, long size, Instant storedAt) {
}
