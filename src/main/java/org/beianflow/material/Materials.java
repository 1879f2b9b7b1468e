package org.beianflow.material;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;

import org.beianflow.audit.Actor;

/**
 * The door of the material module: what was handed in and generated for a filing, version
 * by version, sealed in the store.
 * <p>
 * Callers decide who may do what; ids are unguessable but give no permission. Whatever
 * changes writes its audit row in the same transaction. A refused upload leaves nothing
 * behind. All methods answer {@code UNAVAILABLE} where the store does not.
 */
public interface Materials {

	/**
	 * Takes a file in: finds out what it really is, refuses what is dangerous, too large
	 * or of the wrong type, shrinks and turns pictures upright, strips what phones write
	 * into them, seals it and attaches it as a new version. The content is read to its
	 * end but not closed.
	 * @param slot which one of its kind, at most 64 of {@code a-z A-Z 0-9 . _ -}
	 * @param fileName the name the file had; folders in it are dropped
	 * @throws org.beianflow.check.Refusal {@code INVALID} where type or content is
	 * refused, {@code TOO_LARGE}, {@code MALFORMED} for a wrong slot or a broken
	 * transfer, {@code UNAVAILABLE} where store or virus scanner do not answer
	 */
	MaterialVersion upload(String filing, MaterialKind kind, String slot, String fileName, InputStream content,
			Actor actor);

	/** The latest version of each material, without the generated and the withdrawn. */
	List<MaterialVersion> list(String filing);

	/** All versions, the latest first. */
	List<MaterialVersion> versions(String filing, MaterialKind kind, String slot);

	/** The latest version of each generated document. */
	List<MaterialVersion> documents(String filing);

	/**
	 * @throws org.beianflow.check.Refusal {@code NOT_FOUND}
	 */
	MaterialVersion find(UUID version);

	/**
	 * The whole content.
	 * @throws org.beianflow.check.Refusal {@code NOT_FOUND}
	 */
	MaterialContent open(UUID version);

	/**
	 * Part of the content; reads no more of the store than it needs.
	 * @param from first byte, from 0
	 * @param length how many at most; the end of the content ends it earlier
	 * @throws org.beianflow.check.Refusal {@code NOT_FOUND}, {@code MALFORMED} where
	 * {@code from} lies outside
	 */
	MaterialContent openRange(UUID version, long from, long length);

	/**
	 * What the review says about a version.
	 * @param reason for the applicant; needed where it is rejected
	 * @throws org.beianflow.check.Refusal {@code INVALID} without a reason,
	 * {@code CONFLICT} for a version that is not the latest
	 */
	MaterialVersion judge(UUID version, MaterialVersion.State state, String reason, Actor actor);

	/**
	 * A review passed what was handed in: the latest version of each material that no
	 * review has spoken about yet is {@link MaterialVersion.State#ACCEPTED}.
	 */
	void accept(String filing, Actor actor);

	/**
	 * The applicant takes a material back: {@link #list} leaves it out until a new
	 * version comes. Its versions stay.
	 */
	void withdraw(String filing, MaterialKind kind, String slot, Actor actor);

	/**
	 * Forgets all documents of a filing with every version and key, because the time they
	 * may be kept has passed or their owner wants it (个人信息保护法 art. 47). What cannot be
	 * read any more without its key is also removed from the store soon after.
	 * @return how many versions there were
	 */
	int erase(String filing, Actor actor);

	/**
	 * Seals a generated document under {@link MaterialKind#GENERATED}; the same name
	 * again is a new version. Joins the caller's transaction: where that is rolled back,
	 * the document was never attached.
	 * @param name like {@code round-1.json}, at most 64 of {@code a-z A-Z 0-9 . _ -}
	 * @param content read to its end, however long, and not closed
	 */
	MaterialVersion sealDocument(String filing, String name, String mediaType, InputStream content, Actor actor);

	/** Like the other one, for what is written rather than read. */
	MaterialVersion sealDocument(String filing, String name, String mediaType, DocumentWriter content, Actor actor);

	/** The list of materials as it stands: what {@link #list} gives, in a fixed order. */
	List<ManifestEntry> manifest(String filing);

	/**
	 * Whether the store still holds what was put there: reads the sealed object and
	 * compares its sum with the row's (V6).
	 */
	boolean intact(UUID version);

	/** Writes a document. */
	@FunctionalInterface
	interface DocumentWriter {

		void writeTo(OutputStream out) throws IOException;

	}

}
