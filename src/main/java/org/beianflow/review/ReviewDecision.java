package org.beianflow.review;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A frozen decision. It never changes; what was wrong with it is said in the next one.
 *
 * @param id its id
 * @param filing reference of the filing
 * @param round which pass through review, from 1; grows after each return
 * @param stage the stage
 * @param taskId the task it was decided in
 * @param outcome what was decided
 * @param items what the applicant has to mend, all at once (行政许可法 art. 32(4))
 * @param grounds legal grounds of a refusal
 * @param verdicts verdict per field path or material
 * @param visibleMessage what the applicant reads; null where nothing
 * @param decidedBy id of the person
 * @param decidedAt when
 */
public record ReviewDecision(long id, String filing, int round, ReviewStage stage, String taskId, ReviewOutcome outcome,
		List<ReturnItem> items, List<LegalGround> grounds, Map<String, Verdict> verdicts, String visibleMessage,
		String decidedBy, Instant decidedAt) {

	public ReviewDecision {
		items = List.copyOf(items);
		grounds = List.copyOf(grounds);
		verdicts = Map.copyOf(verdicts);
	}

	ReviewDecision with(long id, List<ReturnItem> items) {
		return new ReviewDecision(id, this.filing, this.round, this.stage, this.taskId, this.outcome, items,
				this.grounds, this.verdicts, this.visibleMessage, this.decidedBy, this.decidedAt);
	}

}
