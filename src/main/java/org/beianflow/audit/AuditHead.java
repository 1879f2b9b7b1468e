package org.beianflow.audit;

/** The last entry of a chain, as the database or a seal names it. */
record AuditHead(String chain, long number, String hash) {
}
