package org.beianflow.fee.process;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;

import org.beianflow.fee.FeeLine;
import org.beianflow.fee.FeeQuestion;
import org.beianflow.fee.FeeSchedule;
import org.camunda.bpm.engine.DecisionService;

import org.springframework.stereotype.Component;

/** The decision table 服务费 in its latest version. */
@Component
class ServiceFeeTable implements FeeSchedule {

	static final String KEY = "service-fee";

	private final DecisionService decisions;

	ServiceFeeTable(DecisionService decisions) {
		this.decisions = decisions;
	}

	@Override
	public List<FeeLine> linesFor(FeeQuestion question, LocalDate on) {
		return this.decisions.evaluateDecisionTableByKey(KEY, inputs(question, on))
			.getResultList()
			.stream()
			.map((row) -> new FeeLine((String) row.get("description"), (String) row.get("descriptionEn"),
					((Number) row.get("amountFen")).longValue()))
			.toList();
	}

	/**
	 * The table compares days as numbers, 20260101, so that no time zone can shift them.
	 */
	static Map<String, Object> inputs(FeeQuestion question, LocalDate on) {
		return Map.of("agency", question.agency(), "kind", question.kind(), "nature", question.nature(), "serviceType",
				question.serviceType(), "services", question.services(), "assessedOn",
				Integer.valueOf(on.format(DateTimeFormatter.BASIC_ISO_DATE)));
	}

}
