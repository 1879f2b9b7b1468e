package org.beianflow.api;

import java.net.URI;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingKind;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingSummary;

import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What an applicant does with filings. */
@RestController
@RequestMapping("/api/v1/filings")
@Tag(name = "办件", description = "草稿、提交、补正、撤回、查询")
class FilingController {

	private final FilingDesk desk;

	private final FilingViews views;

	private final ProblemAdvice problems;

	private final CurrentActors actors;

	FilingController(FilingDesk desk, FilingViews views, ProblemAdvice problems, CurrentActors actors) {
		this.desk = desk;
		this.views = views;
		this.problems = problems;
		this.actors = actors;
	}

	/** A request for a draft; a form may be left out and filled in later. */
	record NewFiling(FilingKind kind, FilingForm form) {

	}

	@PostMapping
	@Operation(summary = "新建草稿", description = "带 Idempotency-Key 重试不会产生第二件；同一个键配不同内容会被拒绝（409）。")
	ResponseEntity<FilingViews.FilingView> open(@RequestBody NewFiling request,
			@RequestHeader(name = "Idempotency-Key", required = false) String key, Locale locale) {
		if (key != null && (key.isBlank() || key.length() > 100)) {
			throw new Refusal(Refusal.Kind.MALFORMED, "api.idempotency.length");
		}
		Filing filing = this.desk.open((request.kind() != null) ? request.kind() : FilingKind.FIRST,
				(request.form() != null) ? request.form() : new FilingForm(null, null, null), key,
				this.actors.current());
		return ResponseEntity.created(URI.create("/api/v1/filings/" + filing.reference()))
			.eTag(etag(filing))
			.body(this.views.view(filing, locale));
	}

	@GetMapping
	@Operation(summary = "我的办件")
	List<FilingSummary> own() {
		return this.desk.own(this.actors.current());
	}

	@GetMapping("/{reference}")
	@Operation(summary = "办件现状", description = "轮到谁、下一步、期限、可修改的范围；ETag 是版本号。")
	ResponseEntity<FilingViews.FilingView> read(@PathVariable String reference, Locale locale) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		return ResponseEntity.ok().eTag(etag(filing)).body(this.views.view(filing, locale));
	}

	@PutMapping("/{reference}/form")
	@Operation(summary = "保存表单", description = "If-Match 带上读到的 ETag；版本已变时拒绝（412），什么也不会保存。")
	ResponseEntity<FilingViews.FilingView> edit(@PathVariable String reference, @RequestBody FilingForm form,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch, Locale locale) {
		Filing filing = this.desk.edit(new FilingReference(reference), form, version(ifMatch), this.actors.current());
		return ResponseEntity.ok().eTag(etag(filing)).body(this.views.view(filing, locale));
	}

	/** What stands in the way of submitting. */
	record Readiness(boolean ready, List<ProblemAdvice.ShownViolation> violations) {

	}

	@GetMapping("/{reference}/check")
	@Operation(summary = "提交前检查", description = "一次列出全部问题，不提交。")
	Readiness check(@PathVariable String reference, Locale locale) {
		List<ProblemAdvice.ShownViolation> violations = this.desk
			.check(new FilingReference(reference), this.actors.current())
			.stream()
			.map((violation) -> this.problems.shown(violation, locale))
			.toList();
		return new Readiness(violations.isEmpty(), violations);
	}

	@PostMapping("/{reference}/submission")
	@Operation(summary = "提交或再次提交")
	ResponseEntity<FilingViews.FilingView> submit(@PathVariable String reference,
			@RequestHeader(name = HttpHeaders.IF_MATCH, required = false) String ifMatch, Locale locale) {
		Filing filing = this.desk.submit(new FilingReference(reference), version(ifMatch), this.actors.current());
		return ResponseEntity.ok().eTag(etag(filing)).body(this.views.view(filing, locale));
	}

	@PostMapping("/{reference}/withdrawal")
	@Operation(summary = "撤回", description = "提交之后、报送管局之前。")
	FilingViews.FilingView withdraw(@PathVariable String reference, Locale locale) {
		return this.views.view(this.desk.withdraw(new FilingReference(reference), this.actors.current()), locale);
	}

	@PostMapping("/{reference}/abandonment")
	@Operation(summary = "放弃", description = "轮到申请人处理时。")
	FilingViews.FilingView abandon(@PathVariable String reference, Locale locale) {
		return this.views.view(this.desk.abandon(new FilingReference(reference), this.actors.current()), locale);
	}

	/** What the police gave. */
	record PoliceFiling(String number) {

	}

	@PostMapping("/{reference}/police-filing")
	@Operation(summary = "报告公安联网备案", description = "网站开通之日起 30 日内，填写公安联网备案号中的 14 位数字。")
	FilingViews.FilingView policeFiling(@PathVariable String reference, @RequestBody PoliceFiling report,
			Locale locale) {
		FilingReference filing = new FilingReference(reference);
		this.desk.reportPoliceFiling(filing, report.number(), this.actors.current());
		return this.views.view(this.desk.read(filing, this.actors.current()), locale);
	}

	@DeleteMapping("/{reference}")
	@Operation(summary = "删除从未提交的草稿", description = "连同其中的个人信息和文件一并删除。")
	ResponseEntity<Void> delete(@PathVariable String reference) {
		this.desk.deleteDraft(new FilingReference(reference), this.actors.current());
		return ResponseEntity.noContent().build();
	}

	@PostMapping("/{reference}/copies")
	@Operation(summary = "复制为新草稿", description = "不予备案、撤回、放弃、失效之后。")
	ResponseEntity<FilingViews.FilingView> copy(@PathVariable String reference, Locale locale) {
		Filing copy = this.desk.copy(new FilingReference(reference), this.actors.current());
		return ResponseEntity.created(URI.create("/api/v1/filings/" + copy.reference()))
			.eTag(etag(copy))
			.body(this.views.view(copy, locale));
	}

	@GetMapping("/{reference}/timeline")
	@Operation(summary = "办理经过")
	List<FilingViews.Step> timeline(@PathVariable String reference, Locale locale) {
		return this.views.timeline(read(reference), locale);
	}

	@GetMapping("/{reference}/deadlines")
	@Operation(summary = "期限", description = "含依据、剩余、是否暂定。")
	List<FilingViews.DeadlineView> deadlines(@PathVariable String reference, Locale locale) {
		return this.views.deadlines(read(reference), locale);
	}

	@GetMapping("/{reference}/notices")
	@Operation(summary = "通知")
	List<FilingViews.NoticeLine> notices(@PathVariable String reference, Locale locale) {
		return this.views.notices(read(reference), locale);
	}

	@GetMapping("/{reference}/rounds")
	@Operation(summary = "历次提交及差异")
	List<FilingViews.RoundView> rounds(@PathVariable String reference, Locale locale) {
		return this.views.rounds(read(reference), true, locale);
	}

	private Filing read(String reference) {
		return this.desk.read(new FilingReference(reference), this.actors.current());
	}

	private static String etag(Filing filing) {
		return "\"" + filing.version() + "\"";
	}

	private static Long version(String ifMatch) {
		if (ifMatch == null || ifMatch.equals("*")) {
			return null;
		}
		try {
			return Long.valueOf(ifMatch.replace("W/", "").replace("\"", "").strip());
		}
		catch (NumberFormatException ex) {
			throw new Refusal(Refusal.Kind.MALFORMED, "api.etag.malformed");
		}
	}

}
