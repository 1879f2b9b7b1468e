package org.beianflow.audit;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the audit trail.
 *
 * @param sealDirectory where the seals of the chain heads are kept. Best on another
 * machine or on write-once storage: who can change both the database and this directory
 * can rewrite history. One directory belongs to one database.
 * @param sealEvery how often heads are sealed
 */
@ConfigurationProperties("beianflow.audit")
record AuditSettings(@DefaultValue("./data/audit-anchors") Path sealDirectory,
		@DefaultValue("PT1H") Duration sealEvery) {
}
