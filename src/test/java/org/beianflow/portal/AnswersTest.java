package org.beianflow.portal;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.beianflow.check.Violation;
import org.beianflow.filing.FilingForm;
import org.junit.jupiter.api.Test;

import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

import static org.assertj.core.api.Assertions.assertThat;

/** What is kept of what was entered. */
class AnswersTest {

	private static final String DOMAINS = "services[0].website.domains";

	private final ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule())
		.disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);

	@Test
	void domainsAreTakenHoweverTheyAreSeparated() {
		Answers.Taken taken = take("a-demo.cn，b-demo.cn\r\n c-demo.cn");
		assertThat(taken.form().services().get(0).website().domains()).containsExactly("a-demo.cn", "b-demo.cn",
				"c-demo.cn");
		assertThat(taken.violations()).isEmpty();
	}

	@Test
	void aListWithoutEndIsRefusedInWordsAndNotKept() {
		String pasted = IntStream.range(0, 5000).mapToObj((i) -> "a" + i + ".cn").collect(Collectors.joining("\n"));
		Answers.Taken taken = take(pasted);
		assertThat(taken.form().services().get(0).website().domains()).containsExactly("present-demo.cn");
		assertThat(taken.violations()).extracting(Violation::path, Violation::messageKey)
			.containsExactly(org.assertj.core.groups.Tuple.tuple(DOMAINS, "portal.lines.many"));
	}

	private Answers.Taken take(String entered) {
		FilingForm present;
		try {
			present = this.json.readValue("{\"services\":[{\"website\":{\"domains\":[\"present-demo.cn\"]}}]}",
					FilingForm.class);
		}
		catch (java.io.IOException ex) {
			throw new java.io.UncheckedIOException(ex);
		}
		Question domains = new Question(DOMAINS, Question.Kind.LINES, "", null, null, List.of(), List.of(), null, false,
				true);
		MultiValueMap<String, String> answers = new LinkedMultiValueMap<>();
		answers.add(DOMAINS, entered);
		return Answers.take(present, List.of(new Question.Group(null, null, null, false, List.of(domains))), answers,
				this.json);
	}

}
