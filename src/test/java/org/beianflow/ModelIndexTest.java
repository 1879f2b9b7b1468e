package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The index and the tables of clocks in {@code bpmn/README.md} are in step with the
 * models. Write them again with
 * {@code mvn test -Dtest=ModelIndexTest -Dbeianflow.models.write=true}.
 */
class ModelIndexTest {

	@Test
	void theIndexIsInStep() throws IOException {
		String page = new ModelIndex().page();
		if (Boolean.getBoolean("beianflow.models.write")) {
			Files.writeString(ModelIndex.README, page);
		}
		assertThat(Files.readString(ModelIndex.README))
			.as("bpmn/README.md; write it again with -Dbeianflow.models.write=true")
			.isEqualTo(page);
	}

}
