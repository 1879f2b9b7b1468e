package org.beianflow.api;

import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.StaffDesk;
import org.beianflow.review.CallAttempt;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the task forms in Tasklist need. */
@RestController
@RequestMapping("/api/v1/staff")
@Tag(name = "工作人员任务", description = "任务表单：材料、核查、决定草稿、备注、电话核实")
class StaffTaskController {

	private static final int MOST_CARDS = 100;

	private final StaffDesk desk;

	private final TaskViews views;

	private final CurrentActors actors;

	StaffTaskController(StaffDesk desk, TaskViews views, CurrentActors actors) {
		this.desk = desk;
		this.views = views;
		this.actors = actors;
	}

	@GetMapping("/task-cards")
	@Operation(summary = "任务卡片", description = "任务列表用：案号、申请人、环节、剩余时间；一次最多 100 个。")
	List<TaskViews.Card> cards(@RequestParam List<String> ids, Locale locale) {
		if (ids.size() > MOST_CARDS) {
			throw new Refusal(Refusal.Kind.MALFORMED, "api.cards.tooMany", MOST_CARDS);
		}
		return this.views.cards(this.desk.open(ids, this.actors.current()), locale);
	}

	@GetMapping("/tasks/{taskId}")
	@Operation(summary = "任务的案卷", description = "资料、材料、自动核查结果、以往各轮；个人信息为掩码。")
	TaskViews.TaskView task(@PathVariable String taskId, Locale locale) {
		CurrentActor who = this.actors.current();
		return this.views.view(this.desk.work(taskId, who), who, true, locale);
	}

	/** The version of a saved draft. */
	record Saved(int version) {

	}

	@PutMapping("/tasks/{taskId}/decision")
	@Operation(summary = "保存决定草稿", description = "版本已变时拒绝，什么也不会保存。")
	Saved save(@PathVariable String taskId, @RequestBody DecisionForm form) {
		return new Saved(this.desk.saveDraft(taskId, form, this.actors.current()));
	}

	@PostMapping("/tasks/{taskId}/decision/check")
	@Operation(summary = "试算决定", description = "一次列出决定还缺什么，不作出决定。")
	Map<String, Boolean> check(@PathVariable String taskId) {
		this.desk.tryDecision(taskId, this.actors.current());
		return Map.of("ready", true);
	}

	/** Why personal data is to be shown in full. */
	record Reason(String reason) {

	}

	@PostMapping("/tasks/{taskId}/unmask")
	@Operation(summary = "查看完整个人信息", description = "须说明理由，记入审计。")
	TaskViews.TaskView unmask(@PathVariable String taskId, @RequestBody Reason reason, Locale locale) {
		CurrentActor who = this.actors.current();
		this.desk.unmask(taskId, reason.reason(), who);
		return this.views.view(this.desk.work(taskId, who), who, false, locale);
	}

	/** A note among staff. */
	record Note(String text) {

	}

	@PostMapping("/tasks/{taskId}/notes")
	@Operation(summary = "写内部备注", description = "申请人看不到。")
	List<TaskViews.NoteView> note(@PathVariable String taskId, @RequestBody Note note, Locale locale) {
		CurrentActor who = this.actors.current();
		this.desk.addNote(taskId, note.text(), who);
		return this.views.notes(this.desk.work(taskId, who).filing(), locale);
	}

	/** A call to the applicant. */
	record Call(CallAttempt.Outcome outcome, String note) {

	}

	@PostMapping("/tasks/{taskId}/calls")
	@Operation(summary = "登记电话核实")
	List<TaskViews.CallView> call(@PathVariable String taskId, @RequestBody Call call, Locale locale) {
		CurrentActor who = this.actors.current();
		this.desk.recordCall(taskId, call.outcome(), call.note(), who);
		return this.views.calls(this.desk.work(taskId, who).filing(), locale);
	}

	@PostMapping("/tasks/{taskId}/receipt")
	@Operation(summary = "登记到账金额", description = "按银行流水录入，由财务的另一人核对。")
	Map<String, Boolean> receipt(@PathVariable String taskId) {
		this.desk.recordReceipt(taskId, this.actors.current());
		return Map.of("recorded", true);
	}

	/** An extension of the authority's review (T11). */
	record Extension(int workingDays, String reason) {

	}

	@PostMapping("/filings/{reference}/extension")
	@Operation(summary = "延长管局审核", description = "一次，最多 10 个工作日，须说明理由（T11）。")
	Map<String, Boolean> extend(@PathVariable String reference, @RequestBody Extension extension) {
		this.desk.extendAuthorityReview(new FilingReference(reference), extension.workingDays(), extension.reason(),
				this.actors.current());
		return Map.of("extended", true);
	}

}
