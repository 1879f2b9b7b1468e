package org.beianflow.portal;

import java.util.Map;

import org.beianflow.filing.FilingReference;

/** Where the form of a filing is filled in, and where each of its fields stands. */
final class WizardLinks {

	/** Which step asks for the fields below a path. */
	private static final Map<String, String> STEPS = Map.of("subject", "subject", "subject.principal", "persons",
			"subject.legalRepresentative", "subject", "website", "site", "website.owner", "persons", "access", "access",
			"materials", "materials");

	private WizardLinks() {
	}

	/** Where the form begins, or where the applicant left it. */
	static String start(FilingReference reference) {
		return "/filings/" + reference + "/edit";
	}

	/** Where the documents are handed in. */
	static String materials(FilingReference reference) {
		return start(reference) + "/materials";
	}

	/** Where the access data are edited. */
	static String access(FilingReference reference) {
		return start(reference) + "/access";
	}

	/** Where a field is edited: its step, at the field itself. */
	static String field(FilingReference reference, String path) {
		String plain = path.replaceFirst("^services\\[\\d+]\\.", "");
		String step = null;
		for (String prefix = plain; step == null && !prefix.isEmpty();) {
			step = STEPS.get(prefix);
			int dot = prefix.lastIndexOf('.');
			prefix = (dot < 0) ? "" : prefix.substring(0, dot);
		}
		return start(reference) + "/" + ((step != null) ? step : "subject") + "#" + path;
	}

}
