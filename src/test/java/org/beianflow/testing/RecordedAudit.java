package org.beianflow.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditEntry;
import org.beianflow.audit.AuditTrail;
import org.beianflow.audit.AuditVerification;

/** An audit trail in memory, for tests that have no database. */
public final class RecordedAudit implements AuditTrail {

	private final List<AuditEntry> entries = new ArrayList<>();

	@Override
	public void record(String chain, Actor actor, String act, Map<String, String> facts) {
		this.entries
			.add(new AuditEntry(chain, of(chain).size() + 1L, null, actor, act, new TreeMap<>(facts), null, null));
	}

	@Override
	public List<AuditEntry> of(String chain) {
		return this.entries.stream().filter((entry) -> entry.chain().equals(chain)).toList();
	}

	@Override
	public AuditVerification verify(String chain) {
		return new AuditVerification(chain, of(chain).size(), 0, List.of());
	}

	@Override
	public List<AuditVerification> verifyAll() {
		return List.of();
	}

	/** What was done, in order, over all chains. */
	public List<String> acts() {
		return this.entries.stream().map(AuditEntry::act).toList();
	}

}
