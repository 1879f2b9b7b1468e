package org.beianflow.filing.process;

import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** Sending to the authority along its diagram. */
@Traces("authority-sending")
class AuthoritySendingTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("authority-sending");

	@BeforeEach
	void begins() {
		engine.start("authority-sending", Map.of("province", "110000"));
		assertThat(engine.calls("buildSendingPackage")).hasSize(1);
		assertThat(engine.inputs("enterState", "filingState")).containsExactly("FORWARD_PENDING");
	}

	@Test
	void sent() {
		engine.complete("task_sendToAuthority", "sendingOutcome", "SENT");
		assertThat(engine.ends("authority-sending")).contains("end_sent", "end_sendingDone");
	}

	@Test
	void aFailureIsMendedAndSentAgain() {
		engine.complete("task_sendToAuthority", "sendingOutcome", "SENDING_FAILED");
		assertThat(engine.inputs("enterState", "filingState")).containsExactly("FORWARD_PENDING", "FORWARD_FAILED");
		engine.complete("task_handleSendingFailure", "sendingOutcome", "SENDING_FAILED");
		engine.complete("task_handleSendingFailure", "sendingOutcome", "SENT");
		assertThat(engine.ends("authority-sending")).contains("end_sent");
	}

	@Test
	void aFailureTheApplicantMustMendIsReturned() {
		engine.complete("task_sendToAuthority", "sendingOutcome", "SENDING_FAILED");
		engine.complete("task_handleSendingFailure", "sendingOutcome", "RETURNED");
		assertThat(engine.ends("authority-sending")).contains("end_sendingReturned", "end_sendingDone");
	}

	@Test
	void reminders() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 2);
			execution.setVariable("reminderDueAt", engine.inDays(1));
		});
		engine.fire("timer_sendingToAuthorityReminder");
		engine.fire("timer_sendingToAuthorityNextReminder");
		assertThat(engine.tasks()).containsExactly("task_sendToAuthority");
	}

}
