package org.beianflow.filing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.engine.StaffWork;
import org.beianflow.fee.BankReceipt;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.Fees;
import org.beianflow.fee.Refund;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The door for finance: what the bank statement shows is entered by one person and
 * confirmed by another, and what goes back is recorded. Behind each act stands the task
 * of the filing, taken and completed with the grants of who acts.
 */
@Component
public class CashDesk {

	private final StaffTasksStore tasks;

	private final StaffDesk desk;

	private final StaffWork work;

	private final Fees fees;

	private final Permissions permissions;

	CashDesk(StaffTasksStore tasks, StaffDesk desk, StaffWork work, Fees fees, Permissions permissions) {
		this.tasks = tasks;
		this.desk = desk;
		this.work = work;
		this.fees = fees;
		this.permissions = permissions;
	}

	/**
	 * The first person enters what the bank statement shows; also what nobody announced.
	 * @param amount in yuan, as people write it
	 * @throws Refusal with everything wrong; CONFLICT while a colleague has the task
	 */
	@Transactional
	public void record(String reference, String amount, String bankReference, String note, CurrentActor who) {
		require(reference, Action.FEE_CONFIRM, who);
		if (open(reference, StaffTask.TRANSFER).isEmpty()) {
			announce(reference, amount, bankReference, note, who);
			return;
		}
		String task = take(open(reference, StaffTask.TRANSFER), who);
		keep(task, null, note, inputs("receivedAmount", amount, "bankReference", bankReference), who);
		this.desk.recordReceipt(task, who);
		this.work.putBack(task, who.id());
	}

	private void announce(String reference, String amount, String bankReference, String note, CurrentActor who) {
		this.fees.recordReceipt(reference,
				new BankReceipt(StaffDesk.fen(amount, "receivedAmount"), blank(bankReference), blank(note)),
				who.actor());
	}

	/**
	 * The second person confirms that it settles the fee, or says that it does not.
	 * @throws Refusal FORBIDDEN for the person who entered it
	 */
	@Transactional
	public void confirm(String reference, boolean matched, String amount, String note, CurrentActor who) {
		require(reference, Action.FEE_CONFIRM, who);
		String task = take(open(reference, StaffTask.TRANSFER), who);
		keep(task, matched ? "MATCHED" : "MISMATCH", note, inputs("receivedAmount", amount), who);
		this.work.complete(task, who.id());
	}

	/** Records that a refund went out. */
	@Transactional
	public void refund(long refund, String bankReference, CurrentActor who) {
		Refund owed = this.fees.refundOf(refund)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "filing.task.unknown"));
		require(owed.filing(), Action.FEE_REFUND, who);
		String task = take(open(owed), who);
		keep(task, "REFUNDED", null, inputs("bankReference", bankReference), who);
		this.work.complete(task, who.id());
	}

	private void require(String reference, Action action, CurrentActor who) {
		String province = this.fees.noticeOf(reference)
			.map(FeeNotice::province)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "filing.cash.noNotice"));
		this.permissions.require(who, action, Scope.ofProvince(province));
	}

	private Optional<StaffTasksStore.OpenTask> open(String reference, StaffTask kind) {
		return this.tasks.of(reference).stream().filter((task) -> task.taskKey().equals(kind.key())).findFirst();
	}

	/** A filing may have several refunds, each with a task of its own. */
	private Optional<StaffTasksStore.OpenTask> open(Refund refund) {
		return this.tasks.of(refund.filing())
			.stream()
			.filter((task) -> task.taskKey().equals(StaffTask.REFUND.key())
					&& String.valueOf(refund.id()).equals(task.about()))
			.findFirst();
	}

	private String take(Optional<StaffTasksStore.OpenTask> open, CurrentActor who) {
		StaffTasksStore.OpenTask task = open
			.orElseThrow(() -> new Refusal(Refusal.Kind.CONFLICT, "filing.cash.noTask"));
		if (task.assignee() == null) {
			this.work.claim(task.taskId(), who.id());
		}
		return task.taskId();
	}

	private void keep(String task, String outcome, String note, Map<String, String> inputs, CurrentActor who) {
		int version = this.desk.work(task, who).draft().version();
		this.desk.saveDraft(task, new DecisionForm(version, outcome, null, null, null, null, blank(note), inputs), who);
	}

	private static Map<String, String> inputs(String... pairs) {
		Map<String, String> inputs = new HashMap<>();
		for (int i = 0; i < pairs.length; i += 2) {
			if (blank(pairs[i + 1]) != null) {
				inputs.put(pairs[i], pairs[i + 1].strip());
			}
		}
		return inputs;
	}

	private static String blank(String text) {
		return (text == null || text.isBlank()) ? null : text.strip();
	}

}
