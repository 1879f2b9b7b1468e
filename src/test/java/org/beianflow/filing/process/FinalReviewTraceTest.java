package org.beianflow.filing.process;

import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The final review along its diagram. */
@Traces("final-review")
class FinalReviewTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("final-review");

	@Test
	void remindedTheChiefDecides() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 2);
			execution.setVariable("reminderDueAt", engine.inDays(1));
		});
		engine.start("final-review", Map.of("province", "110000"));
		engine.fire("timer_finalReviewReminder");
		engine.fire("timer_finalReviewNextReminder");
		assertThat(engine.inputs("enterState", "filingState")).containsExactly("FINAL_REVIEW");
		engine.complete("task_finalReview", "finalReviewOutcome", "ISSUED");
		assertThat(engine.ends("final-review")).contains("end_finalReviewed");
	}

}
