package org.beianflow.filing.process;

import java.util.List;
import java.util.Map;

import org.beianflow.testing.TracedEngine;
import org.beianflow.testing.Traces;
import org.camunda.bpm.engine.runtime.Execution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** The SMS verification of the persons in charge along its diagram. */
@Traces("sms-verification")
class SmsVerificationTraceTest {

	@RegisterExtension
	static final TracedEngine engine = TracedEngine.with("sms-verification");

	private EngineSmsProcess process;

	@BeforeEach
	void twoPersons() {
		this.process = new EngineSmsProcess(engine.engine().getRuntimeService());
		engine.sets("openSmsVerification", "smsPersons", 2);
		engine.when("sendSmsCode", (execution) -> execution.setVariableLocal("smsPersonVerified", false));
		engine.sets("concludeSmsVerification", "smsOutcome", "FAILED");
	}

	@Test
	void everybodyAnswers() {
		engine.sets("concludeSmsVerification", "smsOutcome", "VERIFIED");
		start();
		assertThat(engine.inputs("sendSmsCode", "loopCounter")).containsExactlyInAnyOrder(0, 1);

		this.process.personVerified("F2026110000001", 1);
		engine.work();
		assertThat(waiting("smsPersonVerified")).hasSize(1);
		assertThat(engine.calls("concludeSmsVerification")).isEmpty();
		this.process.personVerified("F2026110000001", 0);
		engine.work();
		over();
	}

	@Test
	void anotherCodeGoesToTheOneWhoWantsIt() {
		start();
		assertThat(this.process.codeWanted("F2026110000001", 1)).isTrue();
		assertThat(this.process.codeWanted("F2026110000001", 1)).as("one is on its way already").isFalse();
		engine.work();
		assertThat(engine.inputs("sendSmsCode", "loopCounter").subList(2, 3)).containsExactly(1);
		assertThat(waiting("smsCodeWanted")).hasSize(2);
	}

	@Test
	void whoAnswersWhileTheCodeIsStillBeingSentIsNotAwaited() {
		engine.when("sendSmsCode", (execution) -> execution.setVariableLocal("smsPersonVerified",
				Integer.valueOf(0).equals(execution.getVariable("loopCounter"))));
		start();
		assertThat(waiting("smsPersonVerified")).hasSize(1);
		this.process.personVerified("F2026110000001", 0);
		assertThat(waiting("smsPersonVerified")).as("the other one still has to answer").hasSize(1);
		this.process.personVerified("F2026110000001", 1);
		engine.work();
		over();
	}

	@Test
	void theTimePassesAfterTwoReminders() {
		engine.when("sendReminder", (execution) -> {
			execution.setVariable("reminderNext", engine.calls("sendReminder").size() < 2);
			execution.setVariable("reminderDueAt", engine.inDays(3));
		});
		start();
		engine.fire("timer_smsVerificationReminder");
		engine.fire("timer_smsVerificationNextReminder");
		assertThat(engine.inputs("sendReminder", "deadlineKind")).containsExactly("SMS_VERIFICATION",
				"SMS_VERIFICATION");
		engine.fire("timer_smsVerification");
		over();
	}

	@Test
	void somebodyUsesUpTheTries() {
		start();
		this.process.triesUsedUp("F2026110000001");
		engine.work();
		over();
		assertThat(waiting("smsPersonVerified")).isEmpty();
	}

	@Test
	void nothingHappensWhereNobodyWaits() {
		this.process.personVerified("F2026110000001", 0);
		this.process.triesUsedUp("F2026110000001");
		assertThat(this.process.codeWanted("F2026110000001", 0)).isFalse();
	}

	private static void start() {
		engine.start("sms-verification", Map.of("province", "110000"));
		assertThat(engine.inputs("openDeadline", "deadlineKind")).containsExactly("SMS_VERIFICATION");
	}

	private static List<Execution> waiting(String message) {
		return engine.engine().getRuntimeService().createExecutionQuery().messageEventSubscriptionName(message).list();
	}

	private static void over() {
		assertThat(engine.calls("concludeSmsVerification")).hasSize(1);
		assertThat(engine.ends("sms-verification")).contains("end_smsVerification");
		assertThat(engine.inputs("closeDeadline", "deadlineKind")).containsExactly("SMS_VERIFICATION");
		assertThat(engine.isOver("sms-verification")).isTrue();
		assertThat(engine.timers()).isEmpty();
	}

}
