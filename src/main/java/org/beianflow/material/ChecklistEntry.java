package org.beianflow.material;

import java.util.Set;

/**
 * One entry of the checklist.
 *
 * @param kind what is needed
 * @param slot which one of its kind; upload under this slot
 * @param level whether it must be there
 * @param source where it comes from
 * @param reason key in the message bundle of why it is needed; how to obtain it stands
 * under the kind's {@code .hint}
 * @param acceptedTypes real media types that are accepted
 * @param limit bytes that may be sent in; larger pictures are shrunk to the rule's limit
 */
public record ChecklistEntry(MaterialKind kind, String slot, Level level, Source source, String reason,
		Set<String> acceptedTypes, long limit) {

	public ChecklistEntry {
		acceptedTypes = Set.copyOf(acceptedTypes);
	}

	/** Whether a filing can be submitted only with it. */
	public boolean mustUpload() {
		return this.level == Level.REQUIRED && this.source == Source.UPLOAD;
	}

	/** How much it is needed. */
	public enum Level {

		/** 必交. */
		REQUIRED,
		/** 可交. */
		OPTIONAL

	}

	/** Where it comes from. */
	public enum Source {

		/** The applicant hands it in. */
		UPLOAD,
		/** The system writes it from the data of the filing. */
		GENERATED_BY_SYSTEM,
		/** The access provider knows it from the instance. */
		FROM_INSTANCE,
		/** Another material of the list shows it already. */
		COVERED

	}

}
