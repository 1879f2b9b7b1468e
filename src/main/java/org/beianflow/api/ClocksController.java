package org.beianflow.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.CalendarFeeds;
import org.beianflow.deadline.CalendarVersion;
import org.beianflow.deadline.ClockChange;
import org.beianflow.deadline.ClockChanges;
import org.beianflow.deadline.ClockPreview;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.Explanation;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.ReminderLedger;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Clocks with their account, the official calendar, and calendar feeds. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "期限与日历", description = "期限逐日说明、提醒台账、工作日历的版本与更改")
class ClocksController {

	private static final int MOST = 500;

	private final FilingDesk desk;

	private final Deadlines deadlines;

	private final DeadlineWords words;

	private final ReminderLedger ledger;

	private final ClockChanges changes;

	private final CalendarFeeds feeds;

	private final CurrentActors actors;

	private final Permissions permissions;

	ClocksController(FilingDesk desk, Deadlines deadlines, DeadlineWords words, ReminderLedger ledger,
			ClockChanges changes, CalendarFeeds feeds, CurrentActors actors, Permissions permissions) {
		this.desk = desk;
		this.deadlines = deadlines;
		this.words = words;
		this.ledger = ledger;
		this.changes = changes;
		this.feeds = feeds;
		this.actors = actors;
		this.permissions = permissions;
	}

	@GetMapping("/filings/{reference}/explanations")
	@Operation(summary = "期限的逐日说明", description = "这个办件的每个期限：为什么在那一天到期，逐日列出，附法律依据。")
	List<Explanation> explain(@PathVariable String reference, Locale locale) {
		this.desk.read(new FilingReference(reference), this.actors.current());
		return this.deadlines.of(reference).stream().map((deadline) -> this.words.explain(deadline, locale)).toList();
	}

	@GetMapping("/staff/filings/{reference}/deadlines/{kind}/reminders")
	@Operation(summary = "提醒台账", description = "最近一个此类期限的每次提醒：计划、已认领、已送出、失败、不明、未发及原因。")
	List<ReminderLedger.Entry> reminders(@PathVariable String reference, @PathVariable DeadlineKind kind) {
		this.desk.read(new FilingReference(reference), this.actors.current());
		return this.deadlines.of(reference)
			.stream()
			.filter((deadline) -> deadline.kind() == kind)
			.reduce((first, second) -> second)
			.map(this.ledger::of)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "deadline.none"));
	}

	@GetMapping("/staff/calendar")
	@Operation(summary = "工作日历的全部版本")
	List<CalendarVersion> versions() {
		return this.changes.versions();
	}

	/** A year to import: {@code calendar} is the file, in either schema. */
	record Import(com.fasterxml.jackson.databind.JsonNode calendar, String source) {
	}

	@PostMapping("/staff/calendar/imports")
	@Operation(summary = "导入一年", description = "holiday-cn 格式或本系统格式；导入后等待第二人确认，在此之前什么也不会移动。")
	ClockChange importYear(@RequestBody Import year) {
		String json = (year.calendar() != null) ? year.calendar().toString() : "";
		return this.changes.propose(json, year.source(), CalendarVersion.Origin.API, editor().actor());
	}

	/** A length that changed in the table. */
	record Length(DeadlineKind kind, String province, LocalDate effectiveFrom, String reason) {
	}

	@PostMapping("/staff/calendar/lengths")
	@Operation(summary = "按表中新的长度调整期限", description = "只涉及此类、此省、当日及以后开始的期限。")
	ClockChange length(@RequestBody Length length) {
		return this.changes.propose(length.kind(), length.province(), length.effectiveFrom(), length.reason(),
				editor().actor());
	}

	/** Why a former version comes back. */
	record Reason(String reason) {
	}

	@PostMapping("/staff/calendar/versions/{version}/proposal")
	@Operation(summary = "改用某个版本")
	ClockChange propose(@PathVariable long version, @RequestBody Reason reason) {
		return this.changes.propose(version, reason.reason(), editor().actor());
	}

	@GetMapping("/staff/calendar/changes")
	@Operation(summary = "更改", description = "最近的更改及其进度。")
	List<ClockChange> changes() {
		editor();
		return this.changes.changes(50);
	}

	@GetMapping("/staff/calendar/changes/{id}/preview")
	@Operation(summary = "影响预览", description = "哪些期限由哪一天改到哪一天，哪些会超期或不再超期；看一眼不会移动任何东西。")
	ClockPreview preview(@PathVariable long id, @RequestParam(defaultValue = "0") long after,
			@RequestParam(defaultValue = "100") int limit) {
		editor();
		return this.changes.preview(id, after, Math.min(Math.max(1, limit), MOST));
	}

	/** What the second person saw. */
	record Confirmation(int revision) {
	}

	@PostMapping("/staff/calendar/changes/{id}/confirmation")
	@Operation(summary = "第二人确认", description = "revision 是预览所依据的日历版次，即更改的 baseRevision。来自文件夹或新版本的更改，第一人确认后仍待第二人确认。")
	ClockChange confirm(@PathVariable long id, @RequestBody Confirmation confirmation) {
		return this.changes.confirm(id, confirmation.revision(), editor().actor());
	}

	@DeleteMapping("/staff/calendar/changes/{id}")
	@Operation(summary = "撤销尚未确认的更改")
	ClockChange discard(@PathVariable long id) {
		return this.changes.discard(id, editor().actor());
	}

	@PostMapping("/calendar-feed")
	@Operation(summary = "日历订阅地址", description = "生成新地址，旧地址随即失效；地址只显示这一次。")
	Map<String, String> feed(Locale locale) {
		String secret = this.feeds.create(person(), locale);
		return Map.of("address",
				ServletUriComponentsBuilder.fromCurrentContextPath()
					.path("/feed/{secret}.ics")
					.buildAndExpand(secret)
					.toUriString());
	}

	@DeleteMapping("/calendar-feed")
	@Operation(summary = "撤销日历订阅地址")
	Map<String, Boolean> endFeed() {
		this.feeds.revoke(person());
		return Map.of("revoked", true);
	}

	private String person() {
		CurrentActor who = this.actors.current();
		return (who.isApplicant() ? "applicant:" : "staff:") + who.id();
	}

	private CurrentActor editor() {
		CurrentActor who = this.actors.current();
		this.permissions.require(who, Action.RULES_EDIT, Scope.NONE);
		return who;
	}

}
