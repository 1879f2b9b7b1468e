package org.beianflow.deadline;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.audit.AuditFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineMessagesTest {

	private static final Pattern REFUSAL = Pattern.compile("\\bRefusal([.]invalid)?[(]|\\bViolation\\s*[.]of[(]");

	/** {@code text("reason", reason, "deadline.reason")}: missing or too long. */
	private static final Pattern CHECKED_TEXT = Pattern.compile("\\b(requireText|text)[(]\"(?!deadline[.])");

	/** {@code refuse(path, "twice", …)} of a calendar: all after the path. */
	private static final Pattern CALENDAR_ENTRY = Pattern.compile("\\brefuse[(][^,]*,(.*)", Pattern.DOTALL);

	@ParameterizedTest
	@ValueSource(strings = { "deadline", "audit" })
	void bothLanguagesSayTheSameThings(String bundle) throws IOException {
		Properties chinese = read(bundle);
		Properties english = read(bundle + "_en");
		assertThat(english.stringPropertyNames()).isEqualTo(chinese.stringPropertyNames());
		for (String key : chinese.stringPropertyNames()) {
			assertThat(placeholders(english, key)).as(key).isEqualTo(placeholders(chinese, key));
			assertThat(english.getProperty(key)).as(key).doesNotContain("'").isNotBlank();
		}
	}

	@Test
	void everythingThatCanBeNamedHasAName() throws IOException {
		Set<String> keys = read("deadline").stringPropertyNames();
		Stream.of(DeadlineKind.values())
			.forEach((kind) -> assertThat(keys).contains(kind.messageKey(), kind.basisKey(), kind.expiryKey()));
		Stream.of(DeadlineUnit.values()).forEach((unit) -> assertThat(keys).contains(unit.messageKey()));
		Stream.of(Turn.values()).forEach((turn) -> assertThat(keys).contains(turn.messageKey()));
		Stream.of(DayKind.values()).forEach((day) -> assertThat(keys).contains(day.messageKey()));
		Stream.of(Audience.values()).forEach((audience) -> assertThat(keys).contains(audience.messageKey()));
		Stream.of(ExplainedDay.Effect.values()).forEach((effect) -> assertThat(keys).contains(effect.messageKey()));
		Set<String> findings = read("audit").stringPropertyNames();
		Stream.of(AuditFinding.Kind.values())
			.map((kind) -> new AuditFinding(kind, 1, 1).messageKey())
			.forEach((key) -> assertThat(findings).contains(key, key + ".remedy"));
	}

	/**
	 * The keys are read off the code: a refusal that is added without its text is found.
	 */
	@Test
	void everythingThatCanBeRefusedHasItsText() throws IOException {
		Set<String> refused = refusals();
		assertThat(refused).contains("deadline.calendar.twice", "deadline.calendar.count.off",
				"deadline.extend.amount.HOURS", "deadline.reason.missing", "deadline.ground.long",
				"deadline.change.fourEyes", "deadline.calendar.noHoliday", "deadline.stale");
		for (String bundle : Set.of("deadline", "deadline_en")) {
			Set<String> keys = read(bundle).stringPropertyNames();
			for (String key : refused) {
				assertThat(keys).as(bundle).contains(key, key + ".remedy");
			}
		}
		Set<String> mended = read("deadline").stringPropertyNames()
			.stream()
			.filter((key) -> key.endsWith(".remedy"))
			.map((key) -> key.replaceFirst("[.]remedy$", ""))
			.collect(Collectors.toCollection(TreeSet::new));
		mended.remove("deadline.feed.unknown");
		assertThat(refused).as("nothing is said for which there is no refusal").isEqualTo(mended);
	}

	private static Set<String> refusals() throws IOException {
		Set<String> keys = new TreeSet<>();
		try (Stream<Path> files = Files.walk(Path.of("src/main/java/org/beianflow/deadline"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
				for (String statement : Files.readString(file).split("[;{}]")) {
					keys.addAll(refusals(statement));
				}
			}
		}
		return keys;
	}

	private static Set<String> refusals(String statement) {
		Set<String> keys = new TreeSet<>();
		if (REFUSAL.matcher(statement).find()) {
			literals(statement).filter((text) -> text.startsWith("deadline.")).forEach((text) -> {
				if (text.equals("deadline.extend.amount.")) {
					Stream.of(DeadlineKind.values())
						.filter((kind) -> kind.longestExtension() > 0)
						.forEach((kind) -> keys.add(text + kind.unit()));
				}
				else if (!text.equals("deadline.calendar.")) {
					keys.add(text);
				}
			});
		}
		if (CHECKED_TEXT.matcher(statement).find()) {
			literals(statement).filter((text) -> text.startsWith("deadline."))
				.forEach((text) -> keys.addAll(Set.of(text + ".missing", text + ".long")));
		}
		Matcher entry = CALENDAR_ENTRY.matcher(statement);
		if (entry.find()) {
			literals(entry.group(1)).forEach((text) -> keys.add("deadline.calendar." + text));
		}
		return keys;
	}

	private static Stream<String> literals(String code) {
		return Pattern.compile("\"([^\"]*)\"").matcher(code).results().map((found) -> found.group(1));
	}

	@Test
	void theNamesOfTheVariablesFollowTheKind() {
		assertThat(DeadlineKind.AUTHORITY_REVIEW.dueVariable()).isEqualTo("authorityReviewDueAt");
		assertThat(DeadlineKind.DRAFT_IDLE.dueVariable()).isEqualTo("draftIdleDueAt");
	}

	private static Set<Integer> placeholders(Properties texts, String key) {
		if (key.startsWith("deadline.format.")) {
			return Set.of();
		}
		int count = new MessageFormat(texts.getProperty(key)).getFormatsByArgumentIndex().length;
		return Stream.iterate(0, (i) -> i + 1).limit(count).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Properties read(String bundle) throws IOException {
		Properties texts = new Properties();
		try (Reader in = new InputStreamReader(
				DeadlineMessagesTest.class.getResourceAsStream("/messages/" + bundle + ".properties"),
				StandardCharsets.UTF_8)) {
			texts.load(in);
		}
		return texts;
	}

}
