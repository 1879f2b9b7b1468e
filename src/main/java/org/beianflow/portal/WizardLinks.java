package org.beianflow.portal;

import org.beianflow.filing.FilingReference;

/** Where the form of a filing is filled in, and where each of its fields is corrected. */
final class WizardLinks {

	private WizardLinks() {
	}

	/** Where a draft goes on. */
	static String start(FilingReference reference) {
		return "/filings/" + reference + "/draft";
	}

	/** Where the access data are changed. */
	static String access(FilingReference reference) {
		return "/filings/" + reference + "/correction/access/0";
	}

	/** Where a field is corrected: its step, at the field itself. */
	static String field(FilingReference reference, String path) {
		return "/filings/" + reference + "/correction/" + DraftStep.place(path).page() + "#" + PageProblems.id(path);
	}

}
