package org.beianflow.filing.process;

import java.util.Date;
import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beianflow.testing.TracedEngine.stage;

/** The matters after filing along their diagram. */
@Traces("after-filing")
class AfterFilingTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("after-filing");

	@BeforeEach
	void steps() {
		engine.when("openDeadline", (execution) -> {
			switch ((String) execution.getVariable("deadlineKind")) {
				case "NUMBER_DISPLAY" -> opened(execution, "numberDisplay", 30, 4);
				case "POLICE_FILING" -> opened(execution, "policeFiling", 31, 7);
				default -> opened(execution, "rectification", 14, 5);
			}
		});
		engine.when("checkNumberDisplay", (execution) -> {
			execution.setVariable("numberDisplayed", false);
			execution.setVariable("displayCheckDueAt", engine.inDays(400));
		});
	}

	private static void opened(DelegateExecution execution, String kind, int days, int reminder) {
		execution.setVariable(kind + "DueAt", engine.inDays(days));
		execution.setVariable(kind + "ReminderDueAt", engine.inDays(reminder));
	}

	@Test
	void bothAreDone() {
		starts(false);
		engine.when("checkNumberDisplay", (execution) -> {
			execution.setVariable("numberDisplayed", engine.calls("checkNumberDisplay").size() > 1);
			execution.setVariable("displayCheckDueAt", engine.inDays(2));
		});
		assertThat(engine.timer("timer_displayCheck").getDuedate()).isEqualTo(engine.inDays(3));
		engine.fire("timer_displayCheck");
		engine.fire("timer_displayCheck");
		engine.message("policeFilingReported");
		assertThat(engine.ends("after-filing")).contains("end_displayDone", "end_policeFilingDone",
				"end_goLiveSkipped");
		assertThat(engine.isOver("after-filing")).isTrue();
	}

	@Test
	void neitherIsDoneInTime() {
		starts(false);
		engine.fire("timer_numberDisplay");
		assertThat(engine.tasks()).containsExactly("task_rectification");
		engine.fire("timer_policeFiling");
		assertThat(engine.calls("flagPoliceOverdue")).hasSize(1);
		engine.complete("task_rectification");
		assertThat(engine.isOver("after-filing")).isTrue();
	}

	@Test
	void eachMatterHasItsOwnReminders() {
		starts(false);
		Date display = engine.inDays(10);
		Date police = engine.inDays(20);
		engine.when("sendReminder", (execution) -> {
			String kind = (String) execution.getVariable("deadlineKind");
			long sent = engine.inputs("sendReminder", "deadlineKind").stream().filter(kind::equals).count();
			execution.setVariable("reminderNext", sent < 2);
			execution.setVariable("reminderDueAt", switch (kind) {
				case "NUMBER_DISPLAY" -> display;
				case "POLICE_FILING" -> police;
				default -> engine.inDays(1);
			});
		});
		engine.fire("timer_numberDisplayReminder");
		engine.fire("timer_policeFilingReminder");
		assertThat(engine.timer("timer_numberDisplayNextReminder").getDuedate()).isEqualTo(display);
		assertThat(engine.timer("timer_policeFilingNextReminder").getDuedate()).isEqualTo(police);
		engine.fire("timer_numberDisplayNextReminder");
		engine.fire("timer_policeFilingNextReminder");
		engine.fire("timer_numberDisplay");
		engine.fire("timer_rectificationReminder");
		engine.fire("timer_rectificationNextReminder");
		assertThat(engine.tasks()).containsExactly("task_rectification");
	}

	@Test
	void theAccessIsVerifiedAfterTheNumber() {
		starts(true);
		engine.complete(stage("access-verification"), "accessOutcome", "PASSED");
		assertThat(engine.ends("after-filing")).contains("end_goLiveVerified");
	}

	@Test
	void theAccessIsNotAsFiled() {
		starts(true);
		engine.complete(stage("access-verification"), "accessOutcome", "FAILED");
		assertThat(engine.tasks()).containsExactly("task_rectification");
	}

	private static void starts(boolean goLiveCheck) {
		engine.start("after-filing",
				Map.of("province", "110000", "goLiveCheck", goLiveCheck, "displayCheckDueAt", engine.inDays(3)));
	}

}
