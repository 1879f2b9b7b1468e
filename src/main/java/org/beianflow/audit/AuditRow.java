package org.beianflow.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * An entry as it lies in the database, its facts as the text that was hashed.
 */
record AuditRow(String chain, long number, Instant at, String actorKind, String actorId, String act, String facts,
		String previousHash, String hash) {

	private static final ObjectMapper JSON = new ObjectMapper();

	private static final TypeReference<TreeMap<String, String>> FACTS = new TypeReference<>() {
	};

	static AuditRow read(ResultSet row, int index) throws SQLException {
		return new AuditRow(row.getString("chain"), row.getLong("entry_no"),
				row.getObject("happened_at", OffsetDateTime.class).toInstant(), row.getString("actor_kind"),
				row.getString("actor_id"), row.getString("act"), row.getString("facts"), row.getString("previous_hash"),
				row.getString("entry_hash"));
	}

	/** This row as the next one after a head. */
	AuditRow after(long headNumber, String headHash) {
		AuditRow placed = new AuditRow(this.chain, headNumber + 1, this.at, this.actorKind, this.actorId, this.act,
				this.facts, headHash, null);
		return new AuditRow(this.chain, placed.number, this.at, this.actorKind, this.actorId, this.act, this.facts,
				headHash, EntryHash.of(placed, placed.number));
	}

	/** Whether this row was written for this place. */
	boolean writtenFor(long place) {
		return EntryHash.of(this, place).equals(this.hash);
	}

	AuditEntry entry() {
		return new AuditEntry(this.chain, this.number, this.at,
				new Actor(Actor.Kind.valueOf(this.actorKind), this.actorId), this.act, readFacts(this.facts),
				this.previousHash, this.hash);
	}

	static String writeFacts(Map<String, String> facts) {
		try {
			return JSON.writeValueAsString(new TreeMap<>(facts));
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException("Facts that cannot be written", ex);
		}
	}

	private static Map<String, String> readFacts(String facts) {
		try {
			return JSON.readValue(facts, FACTS);
		}
		catch (JsonProcessingException ex) {
			// Somebody tampered with it; the reader sees what stands there.
			return Map.of("unreadable", facts);
		}
	}

}
