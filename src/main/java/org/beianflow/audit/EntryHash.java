package org.beianflow.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The hash of an entry: SHA-256 over its fields in a fixed order, each as UTF-8 with its
 * length in front, so that no two different entries have the same bytes.
 */
final class EntryHash {

	/** What stands before the first entry. */
	static final String GENESIS = "0".repeat(64);

	private EntryHash() {
	}

	/** The hash this row would have in this place of its chain. */
	static String of(AuditRow row, long number) {
		MessageDigest digest = sha256();
		add(digest, "beianflow-audit-1");
		add(digest, row.chain());
		add(digest, Long.toString(number));
		add(digest, row.at().toString());
		add(digest, row.actorKind());
		add(digest, row.actorId());
		add(digest, row.act());
		add(digest, row.facts());
		add(digest, row.previousHash());
		return HexFormat.of().formatHex(digest.digest());
	}

	static String of(byte[] content) {
		return HexFormat.of().formatHex(sha256().digest(content));
	}

	private static void add(MessageDigest digest, String field) {
		byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
		digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
		digest.update(bytes);
	}

	private static MessageDigest sha256() {
		try {
			return MessageDigest.getInstance("SHA-256");
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException("Every Java platform has SHA-256", ex);
		}
	}

}
