package org.beianflow.console;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.engine.ModelsInForce;
import org.beianflow.filing.FilingFigures;
import org.beianflow.filing.FilingState;
import org.beianflow.review.CodeCount;
import org.beianflow.review.ReasonCatalogue;
import org.beianflow.review.Reviews;

import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * Figures for those who improve the models: how long filings stay where, why they go
 * back, and which versions of the models are at work. Only sums; nothing names a filing
 * or a person.
 */
@ConsoleController
class AnalysisPages {

	private static final int USUAL_DAYS = 90;

	/** Columns of the weekly chart; a longer time is cut to its last weeks. */
	private static final int MOST_WEEKS = 26;

	private static final int COLUMN = 40;

	private static final int HEIGHT = 140;

	private static final double HOUR = 3600;

	private final FilingFigures figures;

	private final Reviews reviews;

	private final ReasonCatalogue reasons;

	private final ModelsInForce models;

	private final CurrentActors actors;

	private final Permissions permissions;

	private final Told told;

	AnalysisPages(FilingFigures figures, Reviews reviews, ReasonCatalogue reasons, ModelsInForce models,
			CurrentActors actors, Permissions permissions, Told told) {
		this.figures = figures;
		this.reviews = reviews;
		this.reasons = reasons;
		this.models = models;
		this.actors = actors;
		this.permissions = permissions;
		this.told = told;
	}

	/** The time that is looked at; both days belong to it. */
	record Span(LocalDate from, LocalDate to) {

		Instant begins() {
			return this.from.atStartOfDay(Words.ZONE).toInstant();
		}

		Instant ends() {
			return this.to.plusDays(1).atStartOfDay(Words.ZONE).toInstant();
		}

	}

	/**
	 * How long filings stayed in a state.
	 *
	 * @param half width of the bar for the median, of 200
	 * @param most width of the bar for nine of ten, of 200
	 */
	record Stay(FilingState state, long count, Duration median, Duration ninetieth, long half, long most) {

	}

	/** How often a reason was given; {@code width} of 200. */
	record Reason(String code, String title, String stage, long count, long width) {

	}

	/** A week of the chart: x and the heights of its three bars. */
	record Week(LocalDate monday, long submitted, long returned, long filed, int x, long submittedHeight,
			long returnedHeight, long filedHeight) {

	}

	/** Everything on the page. */
	record Analysis(FilingFigures.Road road, List<Stay> stays, List<Reason> reasons, List<Week> weeks,
			List<ModelsInForce.Version> processes, List<ModelsInForce.Version> decisions) {

	}

	@GetMapping("/console/analysis")
	String analysis(@RequestParam(defaultValue = "") String from, @RequestParam(defaultValue = "") String to,
			@ModelAttribute("console") Frame console, Model model) {
		mayRead();
		Span span = span(from, to, console.words().today());
		Analysis analysis = analysis(span, console.words());
		model.addAttribute("span", span);
		model.addAttribute("analysis", analysis);
		model.addAttribute("width", Math.max(6, analysis.weeks().size()) * COLUMN);
		model.addAttribute("full", HEIGHT);
		return "console/analysis";
	}

	private void mayRead() {
		this.permissions.require(this.actors.current(), Action.METRICS_READ, Scope.NONE);
	}

	private static Span span(String from, String to, LocalDate today) {
		LocalDate last = day(to).orElse(today);
		LocalDate first = day(from).orElse(last.minusDays(USUAL_DAYS));
		return first.isAfter(last) ? new Span(last, first) : new Span(first, last);
	}

	private static Optional<LocalDate> day(String text) {
		try {
			return text.isBlank() ? Optional.empty() : Optional.of(LocalDate.parse(text.strip()));
		}
		catch (DateTimeParseException ex) {
			throw new Refusal(Refusal.Kind.MALFORMED, "console.date.unreadable", text);
		}
	}

	private Analysis analysis(Span span, Words words) {
		return new Analysis(this.figures.road(span.begins(), span.ends()), stays(span), reasons(span, words.locale()),
				weeks(span), this.models.processes(), this.models.decisions());
	}

	private List<Stay> stays(Span span) {
		List<FilingFigures.Stay> stays = this.figures.stays(span.begins(), span.ends())
			.stream()
			.filter((stay) -> stay.state() != FilingState.DRAFT)
			.sorted(Comparator.comparing(FilingFigures.Stay::state))
			.toList();
		double longest = Math.max(1, stays.stream().mapToLong((stay) -> stay.ninetieth().toSeconds()).max().orElse(1));
		return stays.stream()
			.map((stay) -> new Stay(stay.state(), stay.count(), stay.median(), stay.ninetieth(),
					Math.round(200 * stay.median().toSeconds() / longest),
					Math.round(200 * stay.ninetieth().toSeconds() / longest)))
			.toList();
	}

	private List<Reason> reasons(Span span, Locale locale) {
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		List<CodeCount> counts = this.reviews.statisticsByCode(span.begins(), span.ends());
		double most = Math.max(1, counts.stream().mapToLong(CodeCount::count).max().orElse(1));
		return counts.stream()
			.sorted(Comparator.comparing(CodeCount::count).reversed().thenComparing(CodeCount::code))
			.map((count) -> new Reason(count.code(),
					this.reasons.find(count.code()).map((one) -> english ? one.en() : one.zh()).orElse(count.code()),
					this.told.text("filing.stage." + count.stage()), count.count(),
					Math.round(200 * count.count() / most)))
			.toList();
	}

	/** Week by week what came in, went back and got its number. */
	private List<Week> weeks(Span span) {
		LocalDate last = monday(span.to());
		LocalDate first = monday(span.from());
		first = first.isBefore(last.minusWeeks(MOST_WEEKS - 1L)) ? last.minusWeeks(MOST_WEEKS - 1L) : first;
		Map<LocalDate, long[]> counts = new LinkedHashMap<>();
		for (LocalDate week = first; !week.isAfter(last); week = week.plusWeeks(1)) {
			counts.put(week, new long[3]);
		}
		for (FilingFigures.Entered entered : this.figures.entered(span.begins(), span.ends())) {
			long[] week = counts.get(monday(entered.day()));
			int kind = kind(entered.state());
			if (week != null && kind >= 0) {
				week[kind] += entered.count();
			}
		}
		double most = 1;
		for (long[] week : counts.values()) {
			most = Math.max(most, Math.max(week[0], Math.max(week[1], week[2])));
		}
		List<Week> weeks = new ArrayList<>();
		for (Map.Entry<LocalDate, long[]> week : counts.entrySet()) {
			long[] n = week.getValue();
			weeks.add(new Week(week.getKey(), n[0], n[1], n[2], weeks.size() * COLUMN, Math.round(HEIGHT * n[0] / most),
					Math.round(HEIGHT * n[1] / most), Math.round(HEIGHT * n[2] / most)));
		}
		return weeks;
	}

	private static LocalDate monday(LocalDate day) {
		return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
	}

	private static int kind(FilingState state) {
		return switch (state) {
			case PRELIM_PENDING -> 0;
			case PRELIM_RETURNED, AUTHORITY_RETURNED -> 1;
			case FILED -> 2;
			default -> -1;
		};
	}

	@GetMapping("/console/analysis.{format}")
	void export(@PathVariable String format, @RequestParam(defaultValue = "") String from,
			@RequestParam(defaultValue = "") String to, @ModelAttribute("console") Frame console,
			HttpServletResponse response) throws IOException {
		mayRead();
		Span span = span(from, to, console.words().today());
		Analysis analysis = analysis(span, console.words());
		List<List<Object>> rows = new ArrayList<>();
		rows.add(List.of(text("group"), text("what"), text("version"), text("count"), text("median.hours"),
				text("ninetieth.hours")));
		FilingFigures.Road road = analysis.road();
		rows.add(row(text("road"), span.from() + " – " + span.to(), "", road.count(), hours(road.median()),
				hours(road.ninetieth())));
		analysis.stays()
			.forEach((stay) -> rows.add(row(text("stays"), this.told.text("filing.state." + stay.state()), "",
					stay.count(), hours(stay.median()), hours(stay.ninetieth()))));
		analysis.reasons()
			.forEach((reason) -> rows
				.add(row(text("reasons"), reason.title() + " · " + reason.stage(), "", reason.count(), "", "")));
		analysis.weeks().forEach((week) -> {
			rows.add(row(text("week.submitted"), week.monday(), "", week.submitted(), "", ""));
			rows.add(row(text("week.returned"), week.monday(), "", week.returned(), "", ""));
			rows.add(row(text("week.filed"), week.monday(), "", week.filed(), "", ""));
		});
		analysis.processes()
			.forEach((model) -> rows.add(row(text("running"), model.key(), model.version(), model.running(), "", "")));
		Sheets.write(format, "beianflow-analysis", text("title"), rows, response);
	}

	private static List<Object> row(Object... cells) {
		return List.of(cells);
	}

	private String text(String key) {
		return this.told.text("console.analysis." + key);
	}

	private static Object hours(Duration duration) {
		return (duration != null) ? Math.round(10 * duration.toSeconds() / HOUR) / 10.0 : "";
	}

}
