package org.beianflow.console;

import java.time.Instant;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.ClockBoard;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.subject.Province;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** How the clocks were kept, by month and kind: a chart with its table. */
@ConsoleController
class DeadlineRatesController {

	private static final int MONTHS = 12;

	private static final int BAR = 52;

	private static final int HEIGHT = 160;

	private final ClockBoard board;

	private final DeadlineWords words;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Clock clock;

	DeadlineRatesController(ClockBoard board, DeadlineWords words, CurrentActors actors, Permissions permissions,
			Clock clock) {
		this.board = board;
		this.words = words;
		this.actors = actors;
		this.permissions = permissions;
		this.clock = clock;
	}

	/**
	 * A month of the chart.
	 *
	 * @param x where its bar begins
	 * @param height of the bar for what was kept, of {@code full}
	 */
	record Month(String month, int ended, int onTime, int x, int height) {
	}

	/** A row of the table: one kind, a cell for each month and one for all. */
	record Kind(String name, List<String> cells, int ended, int onTime) {
	}

	@GetMapping("/console/deadline-rates")
	String rates(@RequestParam(required = false) String stage, Model model, Locale locale) {
		CurrentActor who = this.actors.current();
		boolean figures = this.permissions.allowsSomewhere(who, Action.METRICS_READ);
		if (!figures && !this.permissions.allowsSomewhere(who, Action.FILING_SEARCH)) {
			throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
		}
		// Figures name nobody: who reads figures reads those of all provinces.
		Set<String> provinces = figures ? new TreeSet<>(Arrays.stream(Province.values()).map(Province::code).toList())
				: who.provinces();
		Instant now = this.clock.instant();
		YearMonth last = YearMonth.from(now.atZone(Words.ZONE));
		YearMonth first = last.minusMonths(MONTHS - 1L);
		List<ClockBoard.Rate> rates = this.board
			.rates(new ClockBoard.Filter(provinces, DeadlineBoardController.kind(stage), null), first);
		List<YearMonth> months = new ArrayList<>();
		for (YearMonth month = first; !month.isAfter(last); month = month.plusMonths(1)) {
			months.add(month);
		}
		model.addAttribute("months",
				months.stream().map((month) -> month(month, months.indexOf(month), rates)).toList());
		model.addAttribute("kinds", kinds(months, rates, locale));
		model.addAttribute("all", DeadlineKind.values());
		model.addAttribute("stage", stage);
		model.addAttribute("full", HEIGHT);
		model.addAttribute("width", MONTHS * BAR);
		return "console/deadline-rates";
	}

	private static Month month(YearMonth month, int index, List<ClockBoard.Rate> rates) {
		int ended = rates.stream().filter((rate) -> rate.month().equals(month)).mapToInt(ClockBoard.Rate::ended).sum();
		int kept = rates.stream().filter((rate) -> rate.month().equals(month)).mapToInt(ClockBoard.Rate::onTime).sum();
		return new Month(month.toString(), ended, kept, index * BAR, (ended > 0) ? HEIGHT * kept / ended : 0);
	}

	private List<Kind> kinds(List<YearMonth> months, List<ClockBoard.Rate> rates, Locale locale) {
		Map<DeadlineKind, Map<YearMonth, ClockBoard.Rate>> byKind = new TreeMap<>();
		rates.forEach((rate) -> byKind.computeIfAbsent(rate.kind(), (kind) -> new TreeMap<>()).put(rate.month(), rate));
		List<Kind> kinds = new ArrayList<>();
		byKind
			.forEach((kind, cells) -> kinds.add(new Kind(this.words.name(kind, locale), months.stream().map((month) -> {
				ClockBoard.Rate rate = cells.get(month);
				return (rate != null) ? rate.onTime() + "/" + rate.ended() : "";
			}).toList(), cells.values().stream().mapToInt(ClockBoard.Rate::ended).sum(),
					cells.values().stream().mapToInt(ClockBoard.Rate::onTime).sum())));
		return kinds;
	}

}
