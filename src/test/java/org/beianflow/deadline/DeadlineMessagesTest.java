package org.beianflow.deadline;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.audit.AuditFinding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineMessagesTest {

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
