package org.beianflow.deadline.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
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

	/** A province goes from 20 to 30 working days for what starts in the new year. */
	@Test
	void aRowMayHoldFromADayOn() throws IOException {
		this.tables.deploy("deadline-length.dmn",
				shipped("deadline-length.dmn").replace("<rule id=\"length-authority-review-330000\">", """
						<rule id="length-authority-review-330000-2027">
						  <description>T10 管局审核：浙江自 2027 年起 30 个工作日</description>
						  <inputEntry id="new-kind"><text>"AUTHORITY_REVIEW"</text></inputEntry>
						  <inputEntry id="new-province"><text>"330000"</text></inputEntry>
						  <inputEntry id="new-start-day"><text>&gt;= 20270101</text></inputEntry>
						  <outputEntry id="new-amount"><text>30</text></outputEntry>
						  <outputEntry id="new-unit"><text>"WORKING_DAYS"</text></outputEntry>
						</rule>
						<rule id="length-authority-review-330000">"""));
		assertThat(review("330000", "2026-12-31")).isEqualTo(20);
		assertThat(review("330000", "2027-01-01")).isEqualTo(30);
		assertThat(review("110000", "2027-01-01")).isEqualTo(20);
	}

	private int review(String province, String startDay) {
		return this.rules.length(DeadlineKind.AUTHORITY_REVIEW, province, LocalDate.parse(startDay)).amount();
	}

	private DeadlineLength length() {
		return this.rules.length(DeadlineKind.DRAFT_IDLE, "110000", LocalDate.of(2026, 3, 2));
	}

	private static String shipped(String name) throws IOException {
		try (InputStream in = RedeployedTableTest.class.getResourceAsStream("/bpmn/deadline/" + name)) {
			return new String(in.readAllBytes(), StandardCharsets.UTF_8);
		}
	}

}
