package org.beianflow.review;

import java.util.List;
import java.util.Map;

/**
 * What a reviewer has put together so far. Nothing in it counts before it is frozen.
 *
 * @param outcome what the reviewer means to decide; null while open
 * @param items what the applicant would have to mend
 * @param grounds legal grounds of a refusal
 * @param verdicts verdict per field path or material ({@code material:M1/0})
 * @param confirmations codes of the checks without a source that the reviewer looked into
 * himself (未核查, ruling 25)
 * @param resolutions per id of an open item: true where it is mended, false where it
 * comes back
 * @param visibleMessage what the applicant reads; null where nothing
 * @param internalNote what only staff reads; null where nothing
 */
public record ReviewDraft(ReviewOutcome outcome, List<ReturnItem> items, List<LegalGround> grounds,
		Map<String, Verdict> verdicts, List<String> confirmations, Map<Long, Boolean> resolutions,
		String visibleMessage, String internalNote) {

	/** Nothing yet. */
	public static final ReviewDraft EMPTY = new ReviewDraft(null, null, null, null, null, null, null, null);

	public ReviewDraft {
		items = (items != null) ? List.copyOf(items) : List.of();
		grounds = (grounds != null) ? List.copyOf(grounds) : List.of();
		verdicts = (verdicts != null) ? Map.copyOf(verdicts) : Map.of();
		confirmations = (confirmations != null) ? List.copyOf(confirmations) : List.of();
		resolutions = (resolutions != null) ? Map.copyOf(resolutions) : Map.of();
	}

}
