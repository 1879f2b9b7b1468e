package org.beianflow.material;

import java.time.Instant;
import java.util.UUID;

import org.beianflow.audit.Actor;

/**
 * One file that was handed in or generated. Its content never changes; a new upload is a
 * new version.
 *
 * @param id random, unguessable; not a permission
 * @param filing reference of the filing
 * @param kind what it is
 * @param slot which one of its kind: empty, or as the checklist says, for example
 * {@code front} or {@code 0.front}; for {@link MaterialKind#GENERATED} the name of the
 * document
 * @param version counts from 1 within filing, kind and slot
 * @param fileName the name it was uploaded under, without folders; personal data
 * @param mediaType the real type, found in the content
 * @param size bytes of the plain content
 * @param sha256 sum of the plain content, 64 hexadecimal digits
 * @param sealedSize bytes in the store
 * @param sealedSha256 sum of what lies in the store
 * @param uploadedBy who
 * @param uploadedAt when
 * @param state what the review said
 * @param reason why it was rejected, else {@code null}
 * @param scan what the virus scan said
 */
public record MaterialVersion(UUID id, String filing, MaterialKind kind, String slot, int version, String fileName,
		String mediaType, long size, String sha256, long sealedSize, String sealedSha256, Actor uploadedBy,
		Instant uploadedAt, State state, String reason, Scan scan) {

	/** What the review said about a version (domain.md §9). */
	public enum State {

		/** 待审. */
		RECEIVED,
		/** 合格. */
		ACCEPTED,
		/** 不合格, with a reason. */
		REJECTED,
		/** 过期. */
		EXPIRED

	}

	/** What is known about viruses in it. */
	public enum Scan {

		/** A scanner found nothing. */
		CLEAN,
		/** 未查毒: there is no scanner; never shown as clean. */
		NOT_SCANNED

	}

	/** Without the file name, which may name a person. */
	@Override
	public String toString() {
		return "MaterialVersion[" + this.id + " " + this.filing + " " + this.kind.code() + "/" + this.slot + " v"
				+ this.version + " " + this.mediaType + " " + this.size + " " + this.state + "]";
	}

}
