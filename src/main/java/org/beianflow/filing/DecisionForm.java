package org.beianflow.filing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.beianflow.review.LegalGround;
import org.beianflow.review.ReturnItem;
import org.beianflow.review.ReturnScope;
import org.beianflow.review.ReviewDraft;
import org.beianflow.review.ReviewOutcome;
import org.beianflow.review.Severity;
import org.beianflow.review.Verdict;

/**
 * What a member of staff entered into a task form.
 *
 * @param version the version it was made from, 0 for the first
 * @param outcome what is to be decided; null while open
 * @param items what the applicant has to mend
 * @param verdicts per field path {@code OK} or {@code DEFECT}
 * @param confirmations what the person looked into
 * @param ground legal ground of a refusal, for example 《…办法》第十二条
 * @param message what the applicant reads
 * @param inputs the other fields of the form, by name
 */
public record DecisionForm(int version, String outcome, List<Item> items, Map<String, String> verdicts,
		List<String> confirmations, String ground, String message, Map<String, String> inputs) {

	public DecisionForm {
		items = (items != null) ? List.copyOf(items) : List.of();
		verdicts = (verdicts != null) ? Map.copyOf(verdicts) : Map.of();
		confirmations = (confirmations != null) ? List.copyOf(confirmations) : List.of();
		inputs = (inputs != null) ? Map.copyOf(inputs) : Map.of();
	}

	/**
	 * One thing to mend.
	 *
	 * @param path JSON path of a field, or {@code materials[<code>/<slot>]}
	 */
	public record Item(String path, String code, String error, String suggestion, String severity) {

	}

	static final DecisionForm EMPTY = new DecisionForm(0, null, null, null, null, null, null, null);

	DecisionForm version(int version) {
		return new DecisionForm(version, this.outcome, this.items, this.verdicts, this.confirmations, this.ground,
				this.message, this.inputs);
	}

	/** The same for the review module; an outcome it does not know becomes none. */
	ReviewDraft asReviewDraft(Map<Long, Boolean> resolutions) {
		Map<String, Verdict> judged = new HashMap<>();
		this.verdicts.forEach((path, verdict) -> judged.put(path, Verdict.valueOf(verdict)));
		return new ReviewDraft((this.outcome != null) ? ReviewOutcome.valueOf(this.outcome) : null,
				this.items.stream().map(DecisionForm::item).toList(), grounds(), judged, this.confirmations,
				resolutions, this.message, null);
	}

	private static ReturnItem item(Item item) {
		Severity severity = (item.severity() != null && !item.severity().isBlank()) ? Severity.valueOf(item.severity())
				: Severity.CORRECT;
		String path = item.path();
		if (path != null && path.startsWith("materials[") && path.endsWith("]")) {
			String material = path.substring("materials[".length(), path.length() - 1);
			int slash = material.indexOf('/');
			return ReturnItem.material((slash < 0) ? material : material.substring(0, slash),
					(slash < 0) ? null : material.substring(slash + 1), item.code(), item.error(), item.suggestion(),
					severity);
		}
		return ReturnItem.field(scope(path), (path == null || path.isBlank()) ? null : path, item.code(), item.error(),
				item.suggestion(), severity);
	}

	private static ReturnScope scope(String path) {
		if (path == null || path.isBlank()) {
			return ReturnScope.PROCESS;
		}
		if (path.contains(".principal") || path.contains(".owner") || path.contains(".legalRepresentative")) {
			return ReturnScope.PERSON;
		}
		if (EditScope.isAccessData(path)) {
			return ReturnScope.ACCESS;
		}
		if (path.contains(".domains") || path.contains(".homeUrls")) {
			return ReturnScope.DOMAIN;
		}
		return path.startsWith("subject") ? ReturnScope.SUBJECT : ReturnScope.SERVICE;
	}

	/** 《…》第…条, several divided by semicolons. */
	private List<LegalGround> grounds() {
		List<LegalGround> grounds = new ArrayList<>();
		if (this.ground != null) {
			for (String one : this.ground.split("[；;]")) {
				String text = one.strip();
				int end = text.indexOf('》');
				if (text.startsWith("《") && end > 0) {
					grounds.add(new LegalGround(text.substring(1, end), text.substring(end + 1).strip()));
				}
				else if (!text.isEmpty()) {
					grounds.add(new LegalGround(text, ""));
				}
			}
		}
		return grounds;
	}

}
