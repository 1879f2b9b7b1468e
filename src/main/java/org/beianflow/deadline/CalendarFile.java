package org.beianflow.deadline;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;

/**
 * Reads a year from a file: our own schema ({@code calendar/*.json}) or that of
 * NateScarlet/holiday-cn ({@code {year, papers, days: [{name, date, isOffDay}]}}).
 * <p>
 * What is implausible is refused with the entry's name: a year that lost half its days in
 * copying must not move a hundred thousand clocks. A file without days is never "a year
 * without holidays".
 */
final class CalendarFile {

	private static final String CODE = "CALENDAR";

	private static final int FIRST_YEAR = 2007;

	private static final int LAST_YEAR = 2099;

	private static final int SHORTEST_SOURCE = 8;

	private static final int LONGEST_SOURCE = 500;

	private static final int FEWEST_OFF = 10;

	private static final int MOST_OFF = 45;

	private static final int MOST_MAKE_UP = 15;

	private static final int FEWEST_WORKING = 235;

	private static final int MOST_WORKING = 262;

	/** Off by law in every year since 2000, whatever the notice moves around them. */
	private static final List<MonthDay> ALWAYS_OFF = List.of(MonthDay.of(1, 1), MonthDay.of(5, 1), MonthDay.of(10, 1),
			MonthDay.of(10, 2), MonthDay.of(10, 3));

	private static final Map<String, String> ENGLISH = Map.of("元旦", "New Year's Day", "春节", "Spring Festival", "清明节",
			"Tomb-Sweeping Day", "劳动节", "Labour Day", "端午节", "Dragon Boat Festival", "中秋节", "Mid-Autumn Festival",
			"国庆节", "National Day");

	static final ObjectMapper JSON = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

	/** A day of the file with the place where it stands. */
	private record Entry(String path, String name, String english, LocalDate date, boolean off) {
	}

	private final List<Violation> wrong = new ArrayList<>();

	private final List<Entry> entries = new ArrayList<>();

	private final JsonNode root;

	private int year;

	private CalendarFile(JsonNode root) {
		this.root = root;
	}

	/**
	 * Reads a year.
	 * @param source takes the place of what the file says, unless empty
	 * @throws Refusal MALFORMED for what is no JSON, INVALID with everything that is
	 * wrong
	 */
	static CalendarYear read(String json, String source) {
		JsonNode root;
		try {
			root = JSON.readTree((json != null) ? json : "");
		}
		catch (JsonProcessingException ex) {
			throw new Refusal(Refusal.Kind.MALFORMED, "deadline.calendar.json");
		}
		if (root == null || !root.isObject()) {
			throw new Refusal(Refusal.Kind.MALFORMED, "deadline.calendar.json");
		}
		return new CalendarFile(root).read(source);
	}

	private CalendarYear read(String source) {
		JsonNode number = this.root.path("year");
		this.year = number.asInt();
		if (!number.isInt() || this.year < FIRST_YEAR || this.year > LAST_YEAR) {
			refuse("year", "year", number.asText(), String.valueOf(FIRST_YEAR), String.valueOf(LAST_YEAR));
			throw refusal();
		}
		boolean days = this.root.has("days");
		if (days) {
			readDays();
		}
		else {
			readHolidays();
		}
		CalendarYear.Status status = status(days);
		String said = source(source, days);
		checkDays();
		if (this.wrong.isEmpty()) {
			checkCounts(status);
		}
		if (!this.wrong.isEmpty()) {
			throw refusal();
		}
		return new CalendarYear(this.year, status, said, holidays());
	}

	private Refusal refusal() {
		return Refusal.invalid("deadline.calendar.invalid", this.wrong);
	}

	private void refuse(String path, String key, Object... arguments) {
		this.wrong.add(Violation.of(path, CODE, "deadline.calendar." + key, arguments));
	}

	private CalendarYear.Status status(boolean days) {
		String status = this.root.path("status").asText(days ? "OFFICIAL" : "");
		if (!status.equals("OFFICIAL") && !status.equals("PROVISIONAL")) {
			refuse("status", "status", status);
			return CalendarYear.Status.PROVISIONAL;
		}
		return CalendarYear.Status.valueOf(status);
	}

	private String source(String given, boolean days) {
		String source = (given != null && !given.isBlank()) ? given.strip() : "";
		if (source.isEmpty() && days) {
			List<String> papers = new ArrayList<>();
			this.root.path("papers").forEach((paper) -> papers.add(paper.asText()));
			source = String.join(" ", papers);
		}
		if (source.isEmpty()) {
			source = this.root.path("source").asText("").strip();
		}
		if (source.length() < SHORTEST_SOURCE) {
			refuse("source", "source");
		}
		else if (source.length() > LONGEST_SOURCE) {
			refuse("source", "source.long", LONGEST_SOURCE);
		}
		return source;
	}

	private void readDays() {
		JsonNode days = this.root.path("days");
		if (!days.isArray() || days.isEmpty()) {
			refuse("days", "empty", String.valueOf(this.year));
			return;
		}
		for (int i = 0; i < days.size(); i++) {
			JsonNode day = days.get(i);
			String path = "days[" + i + "]";
			LocalDate date = date(path + ".date", day.path("date"));
			String name = name(path + ".name", day.path("name"));
			if (!day.path("isOffDay").isBoolean()) {
				refuse(path + ".isOffDay", "offDay", text(day.path("date")));
			}
			else if (date != null) {
				this.entries.add(new Entry(path, name, english(name, null), date, day.path("isOffDay").asBoolean()));
			}
		}
	}

	private void readHolidays() {
		JsonNode holidays = this.root.path("holidays");
		if (!holidays.isArray() || holidays.isEmpty()) {
			refuse("holidays", "empty", String.valueOf(this.year));
			return;
		}
		for (int i = 0; i < holidays.size(); i++) {
			JsonNode holiday = holidays.get(i);
			String path = "holidays[" + i + "]";
			String name = name(path + ".name", holiday.path("name"));
			String english = english(name, holiday.path("english").asText(null));
			LocalDate from = date(path + ".from", holiday.path("from"));
			LocalDate to = date(path + ".to", holiday.path("to"));
			if (from != null && to != null) {
				if (to.isBefore(from) || to.isAfter(from.plusDays(MOST_OFF))) {
					refuse(path, "span", name, from.toString(), to.toString());
				}
				else {
					from.datesUntil(to.plusDays(1))
						.forEach((date) -> this.entries.add(new Entry(path, name, english, date, true)));
				}
			}
			JsonNode makeUp = holiday.path("makeUp");
			for (int j = 0; j < makeUp.size(); j++) {
				String place = path + ".makeUp[" + j + "]";
				LocalDate date = date(place, makeUp.get(j));
				if (date != null) {
					this.entries.add(new Entry(place, name, english, date, false));
				}
			}
		}
	}

	private static String text(JsonNode node) {
		return node.isMissingNode() ? "" : node.asText();
	}

	private LocalDate date(String path, JsonNode node) {
		try {
			return LocalDate.parse(text(node));
		}
		catch (DateTimeException ex) {
			refuse(path, "date", text(node));
			return null;
		}
	}

	private String name(String path, JsonNode node) {
		String name = text(node).strip();
		if (name.isEmpty() || name.length() > 40) {
			refuse(path, "name");
		}
		return name;
	}

	private static String english(String name, String given) {
		if (given != null && !given.isBlank()) {
			return given.strip();
		}
		return Arrays.stream(name.split("[、/]"))
			.map((part) -> ENGLISH.getOrDefault(part.strip(), part.strip()))
			.collect(Collectors.joining(" / "));
	}

	private void checkDays() {
		Map<LocalDate, Entry> seen = new TreeMap<>();
		for (Entry entry : this.entries) {
			LocalDate date = entry.date();
			// The notice for a year may reach into the last days of the year before.
			boolean december = date.getYear() == this.year - 1 && date.getMonth() == Month.DECEMBER;
			if (date.getYear() != this.year && !december) {
				refuse(entry.path(), "otherYear", date.toString(), entry.name(), String.valueOf(this.year));
			}
			Entry other = seen.putIfAbsent(date, entry);
			if (other != null) {
				refuse(entry.path(), (other.off() == entry.off()) ? "twice" : "both", date.toString(), other.name(),
						entry.name());
			}
			if (!entry.off() && date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0) {
				refuse(entry.path(), "makeUp", date.toString(), entry.name());
			}
		}
	}

	private void checkCounts(CalendarYear.Status status) {
		long off = this.entries.stream().filter(Entry::off).count();
		long makeUp = this.entries.size() - off;
		if (off < FEWEST_OFF || off > MOST_OFF) {
			refuse("days", "count.off", off, FEWEST_OFF, MOST_OFF);
		}
		if (makeUp > MOST_MAKE_UP) {
			refuse("days", "count.makeUp", makeUp, MOST_MAKE_UP);
		}
		SortedSet<LocalDate> offDays = days(true);
		SortedSet<LocalDate> worked = days(false);
		long working = LocalDate.of(this.year, 1, 1)
			.datesUntil(LocalDate.of(this.year + 1, 1, 1))
			.filter((date) -> worked.contains(date)
					|| (date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0 && !offDays.contains(date)))
			.count();
		if (working < FEWEST_WORKING || working > MOST_WORKING) {
			refuse("days", "count.working", working, FEWEST_WORKING, MOST_WORKING);
		}
		if (status == CalendarYear.Status.OFFICIAL) {
			for (MonthDay day : ALWAYS_OFF) {
				if (!offDays.contains(day.atYear(this.year))) {
					refuse("days", "statutory", day.atYear(this.year).toString());
				}
			}
		}
	}

	private SortedSet<LocalDate> days(boolean off) {
		return this.entries.stream()
			.filter((entry) -> entry.off() == off)
			.map(Entry::date)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** One holiday for each run of days off of the same name. */
	private List<CalendarYear.Holiday> holidays() {
		Map<String, List<Entry>> byName = new LinkedHashMap<>();
		this.entries.stream()
			.sorted((one, other) -> one.date().compareTo(other.date()))
			.forEach((entry) -> byName.computeIfAbsent(entry.name(), (name) -> new ArrayList<>()).add(entry));
		List<CalendarYear.Holiday> holidays = new ArrayList<>();
		byName.forEach((name, days) -> holidays.addAll(runs(name, days)));
		holidays.sort((one, other) -> one.from().compareTo(other.from()));
		return holidays;
	}

	private static Collection<CalendarYear.Holiday> runs(String name, List<Entry> days) {
		List<LocalDate> makeUp = days.stream().filter((day) -> !day.off()).map(Entry::date).toList();
		String english = days.get(0).english();
		List<CalendarYear.Holiday> runs = new ArrayList<>();
		LocalDate from = null;
		LocalDate to = null;
		for (Entry day : days) {
			if (!day.off()) {
				continue;
			}
			if (from != null && !day.date().equals(to.plusDays(1))) {
				runs.add(new CalendarYear.Holiday(name, english, from, to, runs.isEmpty() ? makeUp : List.of()));
				from = null;
			}
			from = (from != null) ? from : day.date();
			to = day.date();
		}
		if (from == null) {
			// Worked for a holiday whose days off stand under another name.
			LocalDate first = makeUp.get(0);
			throw Refusal.invalid("deadline.calendar.invalid",
					List.of(Violation.of("days", CODE, "deadline.calendar.noHoliday", first.toString(), name)));
		}
		runs.add(new CalendarYear.Holiday(name, english, from, to, runs.isEmpty() ? makeUp : List.of()));
		return runs;
	}

	/** The year as it is kept, always the same text for the same year. */
	static String write(CalendarYear year) {
		try {
			return JSON.writeValueAsString(year);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A year that cannot be written", ex);
		}
	}

	static CalendarYear readStored(String body) {
		try {
			return JSON.readValue(body, CalendarYear.class);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("A year that cannot be read", ex);
		}
	}

	/** SHA-256 of a text, in hex. */
	static String fingerprint(String text) {
		try {
			return HexFormat.of()
				.formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
