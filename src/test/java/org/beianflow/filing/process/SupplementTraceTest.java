package org.beianflow.filing.process;

import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The supplement of returned items along its diagram. */
@Traces("supplement")
class SupplementTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("supplement");

	@Test
	void theApplicantResubmitsAfterTwoReminders() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 2);
			execution.setVariable("reminderDueAt", engine.inDays(3));
		});
		engine.start("supplement", Map.of("filingState", "PRELIM_RETURNED"));

		assertThat(engine.task("task_supplementMaterials").getDueDate()).isEqualTo(engine.inDays(10));
		assertThat(engine.inputs("enterState", "filingState")).containsExactly("PRELIM_RETURNED");
		engine.fire("timer_supplementReminder");
		engine.fire("timer_supplementNextReminder");
		assertThat(engine.inputs("sendReminder", "deadlineKind")).containsExactly("SUPPLEMENT", "SUPPLEMENT");

		engine.complete("task_supplementMaterials");
		assertThat(engine.ends("supplement")).contains("end_supplemented");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("SUPPLEMENT");
	}

	@Test
	void theNextReminderDiesWithTheWait() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", true);
			execution.setVariable("reminderDueAt", engine.inDays(3));
		});
		engine.start("supplement", Map.of("filingState", "PRELIM_RETURNED"));
		engine.fire("timer_supplementReminder");
		assertThat(engine.timers()).contains("timer_supplementNextReminder");
		engine.complete("task_supplementMaterials");
		assertThat(engine.timers()).isEmpty();
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("SUPPLEMENT");
		assertThat(engine.isOver("supplement")).isTrue();
	}

	@Test
	void theTimePasses() {
		engine.start("supplement", Map.of("filingState", "PRELIM_RETURNED"));
		engine.fire("timer_supplement");
		assertThat(engine.ends("supplement")).contains("end_supplementExpired");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("SUPPLEMENT");
		assertThat(engine.isOver("supplement")).isTrue();
	}

}
