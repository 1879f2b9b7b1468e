package org.beianflow.review;

/**
 * One thing the applicant has to mend: what is wrong and how to mend it. The applicant
 * may edit what the items of the last return name, and nothing else.
 *
 * @param scope what it is about
 * @param path path of the field in the form, for example
 * {@code services[0].website.name}; null where it is about a material or the procedure
 * @param materialKind kind of the material, for example {@code M1}; null where it is
 * about a field
 * @param slot which of several materials of that kind; null where there is only one
 * @param code code of the {@link ReasonCatalogue}
 * @param error what is wrong, in words the applicant reads
 * @param suggestion how to mend it; may be null
 * @param severity what has to be done
 */
public record ReturnItem(ReturnScope scope, String path, String materialKind, String slot, String code, String error,
		String suggestion, Severity severity) {

	/** An item about a field of the form. */
	public static ReturnItem field(ReturnScope scope, String path, String code, String error, String suggestion,
			Severity severity) {
		return new ReturnItem(scope, path, null, null, code, error, suggestion, severity);
	}

	/** An item about a material. */
	public static ReturnItem material(String kind, String slot, String code, String error, String suggestion,
			Severity severity) {
		return new ReturnItem(ReturnScope.MATERIAL, null, kind, slot, code, error, suggestion, severity);
	}

}
