package org.beianflow.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.engine.StaffWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door for sending many filings to the authority at once 批量报送 (ruling 35). Each
 * filing is an act of its own, with its own permission, its own transaction and its own
 * result: one that cannot be sent changes nothing about the others.
 */
@Component
public class BulkSending {

	/** More filings than one person looks over in a list. */
	public static final int MOST = 100;

	private static final Logger log = LoggerFactory.getLogger(BulkSending.class);

	private static final Set<String> TASKS = Set.of(StaffTask.SENDING.key(), StaffTask.SENDING_FAILURE.key());

	private final StaffTasksStore tasks;

	private final StaffDesk desk;

	private final StaffWork work;

	private final Permissions permissions;

	private final TransactionTemplate each;

	BulkSending(StaffTasksStore tasks, StaffDesk desk, StaffWork work, Permissions permissions,
			PlatformTransactionManager transactions) {
		this.tasks = tasks;
		this.desk = desk;
		this.work = work;
		this.permissions = permissions;
		this.each = new TransactionTemplate(transactions);
		this.each.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	/**
	 * One filing to be sent.
	 *
	 * @param reference case number
	 * @param receiptNumber what the authority's system acknowledged it with 回执编号
	 */
	public record Item(String reference, String receiptNumber) {

	}

	/**
	 * What came of one filing.
	 *
	 * @param reference case number
	 * @param refusal why it was not sent; null if it was
	 */
	public record Result(String reference, Refusal refusal) {

		public boolean sent() {
			return this.refusal == null;
		}

	}

	/**
	 * The open tasks of sending that this person could do now: of the own provinces, free
	 * or already taken by this person, the most urgent first.
	 */
	@Transactional(readOnly = true)
	public List<StaffTasksStore.OpenTask> waiting(CurrentActor who) {
		return this.desk.open(this.tasks.ofKinds(TASKS).stream().map(StaffTasksStore.OpenTask::taskId).toList(), who)
			.stream()
			.filter((task) -> maySend(task, who))
			.filter((task) -> task.assignee() == null || task.assignee().equals(who.id()))
			.toList();
	}

	private boolean maySend(StaffTasksStore.OpenTask task, CurrentActor who) {
		return this.permissions.allows(who, Action.SEND_TO_AUTHORITY, Scope.ofProvince(task.province()));
	}

	/**
	 * Records filings as sent: takes the task of each, keeps the decision and completes
	 * it.
	 * @return one result per item, in their order
	 * @throws Refusal FORBIDDEN to whom this is not given at all; MALFORMED for none or
	 * more than {@link #MOST} items
	 */
	public List<Result> send(List<Item> items, CurrentActor who) {
		if (!this.permissions.allowsSomewhere(who, Action.SEND_TO_AUTHORITY)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		if (items.isEmpty() || items.size() > MOST) {
			throw new Refusal(Refusal.Kind.MALFORMED, "filing.sending.count", MOST);
		}
		List<Result> results = new ArrayList<>();
		items.forEach((item) -> results.add(new Result(item.reference(), refusalOf(item, who))));
		return results;
	}

	private Refusal refusalOf(Item item, CurrentActor who) {
		try {
			this.each.executeWithoutResult((status) -> send(item, who));
			return null;
		}
		catch (Refusal refusal) {
			return refusal;
		}
		catch (RuntimeException ex) {
			log.error("Sending {} in bulk failed", item.reference(), ex);
			return new Refusal(Refusal.Kind.UNAVAILABLE, "filing.sending.failed");
		}
	}

	private void send(Item item, CurrentActor who) {
		StaffTasksStore.OpenTask open = this.tasks.of(item.reference())
			.stream()
			.filter((task) -> TASKS.contains(task.taskKey()))
			.filter((task) -> maySend(task, who))
			.findFirst()
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "filing.sending.notWaiting", item.reference()));
		StaffDesk.Work task = this.desk.work(open.taskId(), who);
		if (open.assignee() == null) {
			this.work.claim(open.taskId(), who.id());
		}
		this.desk.saveDraft(open.taskId(), new DecisionForm(task.draft().version(), "SENT", null, null, null, null,
				null, (item.receiptNumber() != null) ? Map.of("receiptNumber", item.receiptNumber()) : null), who);
		this.work.complete(open.taskId(), who.id());
	}

}
