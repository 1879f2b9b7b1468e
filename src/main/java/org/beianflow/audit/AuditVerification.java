package org.beianflow.audit;

import java.util.List;

/**
 * What a check of one chain found.
 *
 * @param chain the chain's name
 * @param entries how many entries stand in the database
 * @param sealedUpTo number of the last entry that is sealed outside the database, 0 if
 * none is
 * @param findings what is wrong, in the order of the entries; empty if the chain is
 * intact
 */
public record AuditVerification(String chain, long entries, long sealedUpTo, List<AuditFinding> findings) {

	public AuditVerification {
		findings = List.copyOf(findings);
	}

	public boolean intact() {
		return this.findings.isEmpty();
	}

}
