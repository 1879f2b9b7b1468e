package org.beianflow.deadline.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.testing.DecisionTables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** A table that an analyst deploys holds at once, without a restart. */
class RedeployedTableTest {

	@RegisterExtension
	final DecisionTables tables = new DecisionTables();

	private DecisionTableRules rules;

	@BeforeEach
	void start() throws IOException {
		this.rules = new DecisionTableRules(this.tables.service());
		for (String table : List.of("deadline-length.dmn", "reminder-ladder.dmn")) {
			this.tables.deploy(table, shipped(table));
		}
	}

	@Test
	void theLatestTableHolds() throws IOException {
		assertThat(length()).isEqualTo(new DeadlineLength(45, DeadlineUnit.CALENDAR_DAYS));
		assertThat(this.rules.ladder(DeadlineKind.AUTHORITY_REVIEW)).hasSize(6);
		this.tables.deploy("deadline-length.dmn",
				shipped("deadline-length.dmn").replaceFirst("<text>45</text>", "<text>60</text>"));
		assertThat(length()).isEqualTo(new DeadlineLength(60, DeadlineUnit.CALENDAR_DAYS));
	}

	private DeadlineLength length() {
		return this.rules.length(DeadlineKind.DRAFT_IDLE, "110000");
	}

	private static String shipped(String name) throws IOException {
		try (InputStream in = RedeployedTableTest.class.getResourceAsStream("/bpmn/deadline/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
