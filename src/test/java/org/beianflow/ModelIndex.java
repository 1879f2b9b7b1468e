package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.testing.Models;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.DecisionTable;
import org.camunda.bpm.model.dmn.instance.Rule;

/** What {@code bpmn/README.md} says about the models, taken from the models. */
final class ModelIndex {

	static final Path README = Models.FOLDER.resolve("README.md");

	private static final String BEGIN = "<!-- generated from the models: begin -->\n";

	private static final String END = "<!-- generated from the models: end -->\n";

	private final Properties words = new Properties();

	private final Map<String, String> provinces = new HashMap<>();

	private final StringBuilder text = new StringBuilder();

	ModelIndex() throws IOException {
		try (var reader = Files.newBufferedReader(Path.of("src/main/resources/messages/deadline.properties"))) {
			this.words.load(reader);
		}
		for (String line : Files.readAllLines(Path.of("src/main/resources/account/provinces.csv"))) {
			String[] cells = line.split(",");
			if (cells.length == 2) {
				this.provinces.put(cells[0], cells[1]);
			}
		}
	}

	/** The page as it should read. */
	String page() throws IOException {
		String page = Files.readString(README);
		int begin = page.indexOf(BEGIN) + BEGIN.length();
		int end = page.indexOf(END);
		return page.substring(0, begin) + generated() + page.substring(end);
	}

	private String generated() {
		this.text.append("\n## 流程图\n");
		inReadingOrder().forEach(this::diagram);
		this.text.append("\n## 决策表\n\n| 表 | 版本 | 行数 | 用途 |\n|---|---|---|---|\n");
		Models.decisions().values().forEach(this::decision);
		this.text.append("\n## 期限\n\n长度和提醒取自期限长度表与提醒阶梯表，依据和后果取自代码中的期限种类；改表后重新生成。\n\n");
		this.text.append("| 编号 | 期限 | 长度 | 提醒与升级 | 届满 | 依据 | 开启于 |\n|---|---|---|---|---|---|---|\n");
		for (DeadlineKind kind : DeadlineKind.values()) {
			deadline(kind);
		}
		this.text.append("\n## 计时器\n\n图上的每一个计时器，读哪个变量，到时做什么。\n\n");
		this.text.append("| 流程 | 在哪里 | 计时器 | 读取 | 到时 |\n|---|---|---|---|---|\n");
		inReadingOrder().forEach(this::timers);
		this.text.append("\n");
		return this.text.toString();
	}

	/** The main diagram, what it calls in the order it calls it, and then the rest. */
	private static List<Path> inReadingOrder() {
		SortedMap<String, Path> diagrams = Models.diagrams();
		List<String> order = new ArrayList<>(List.of("website-filing"));
		Models.read(Models.diagram("website-filing"))
			.getModelElementsByType(CallActivity.class)
			.forEach((call) -> order.add(call.getCalledElement()));
		order.addAll(diagrams.keySet());
		return order.stream().distinct().filter(diagrams::containsKey).map(diagrams::get).toList();
	}

	private void diagram(Path file) {
		BpmnModelInstance model = Models.read(file);
		Process process = model.getModelElementsByType(Process.class).iterator().next();
		String documentation = process.getDocumentations().iterator().next().getTextContent().trim();
		this.text.append("\n<a id=\"%s\"></a>\n### %s `%s` %s\n\n".formatted(process.getId(), process.getName(),
				process.getId(), process.getCamundaVersionTag()));
		this.text.append("%s（[%s](%s)）\n\n".formatted(firstSentence(documentation), file.getFileName(),
				Models.FOLDER.relativize(file)));
		this.text.append("![%s](picture/%s.svg)\n".formatted(process.getName(), process.getId()));
		for (BpmnPlane plane : model.getModelElementsByType(BpmnPlane.class)) {
			if (plane.getBpmnElement() instanceof SubProcess page) {
				this.text.append("\n其中的“%s”：\n\n![%s](picture/%s.%s.svg)\n".formatted(page.getName(), page.getName(),
						process.getId(), page.getId()));
			}
		}
	}

	private static String firstSentence(String text) {
		return text.substring(0, text.indexOf('。') + 1);
	}

	private void decision(Path file) {
		DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
		for (Decision decision : model.getModelElementsByType(Decision.class)) {
			long rows = decision.getChildElementsByType(DecisionTable.class)
				.stream()
				.mapToLong((table) -> table.getRules().size())
				.sum();
			String description = Stream.of(decision.getDescription(), model.getDefinitions().getDescription())
				.filter((text) -> text != null)
				.findFirst()
				.map((text) -> firstSentence(text.getTextContent().trim()))
				.orElse("");
			this.text.append("| [%s](%s) `%s` | %s | %d | %s |\n".formatted(decision.getName(),
					Models.FOLDER.relativize(file), decision.getId(), decision.getVersionTag(), rows, description));
		}
	}

	private void deadline(DeadlineKind kind) {
		String opened = Models.diagrams()
			.values()
			.stream()
			.filter((file) -> ModelRules.text(file).contains("\"deadlineKind\">" + kind.name() + "<")
					|| ModelRules.text(file).contains("${" + kind.dueVariable() + "}"))
			.map((file) -> Models.read(file).getModelElementsByType(Process.class).iterator().next().getName())
			.collect(Collectors.joining("、"));
		this.text.append("| %s | %s | %s | %s | %s | %s | %s |\n".formatted(kind.id(), word("kind", kind), length(kind),
				ladder(kind), word("expiry", kind), word("basis", kind), opened));
	}

	private String word(String what, DeadlineKind kind) {
		return this.words.getProperty("deadline." + what + "." + kind.name());
	}

	private String length(DeadlineKind kind) {
		return rows("deadline-length", kind)
			.map((row) -> province(row.get("province")) + from(row.get("startDay")) + row.get("amount") + " "
					+ unit(row.get("unit")))
			.collect(Collectors.joining("；"));
	}

	private String province(String code) {
		return code.isEmpty() ? "" : this.provinces.getOrDefault(code, code) + " ";
	}

	private static String from(String startDay) {
		return startDay.isEmpty() ? "" : "（开始日 " + startDay + "）";
	}

	private static String unit(String unit) {
		return switch (unit) {
			case "WORKING_DAYS" -> "个工作日";
			case "CALENDAR_DAYS" -> "日";
			case "OFFICE_HOURS" -> "小时（工作时间）";
			default -> "小时";
		};
	}

	/** Rungs grouped by whom they reach: 申请人：第 7、15 日. */
	private String ladder(DeadlineKind kind) {
		Map<String, List<String>> byAudience = new LinkedHashMap<>();
		rows("reminder-ladder", kind)
			.forEach((row) -> byAudience.computeIfAbsent(audience(row.get("audience")), (audience) -> new ArrayList<>())
				.add(when(row, kind)));
		return byAudience.isEmpty() ? "—"
				: byAudience.entrySet()
					.stream()
					.map((entry) -> entry.getKey() + "：" + String.join("、", entry.getValue()))
					.collect(Collectors.joining("；"));
	}

	private static String when(Map<String, String> rung, DeadlineKind kind) {
		String amount = rung.get("amount");
		boolean hours = kind.unit().name().endsWith("HOURS");
		String day = (kind.unit() == DeadlineUnit.WORKING_DAYS) ? "个工作日" : "日";
		return switch (rung.get("basis")) {
			case "AFTER_START" -> hours ? "满 %s 小时".formatted(amount) : "第 %s %s".formatted(amount, day);
			case "AT_PERCENT" -> "用去 %s%%".formatted(amount);
			case "DAILY_AFTER_DUE" -> "超期后逐日";
			default -> amount.equals("0") ? "最后一日" : "最后一日前 %s %s".formatted(amount, day);
		};
	}

	private static String audience(String audience) {
		return switch (audience) {
			case "APPLICANT" -> "申请人";
			case "WORKER" -> "经办人";
			case "WORKER_AND_LEAD" -> "经办人和负责人";
			default -> "主管或负责人";
		};
	}

	/** Rows of a table for one deadline, by the names of its columns. */
	private static Stream<Map<String, String>> rows(String table, DeadlineKind kind) {
		DmnModelInstance model = Dmn.readModelFromFile(Models.decisions().get(table).toFile());
		DecisionTable decision = model.getModelElementsByType(DecisionTable.class).iterator().next();
		List<String> columns = new ArrayList<>();
		decision.getInputs().forEach((input) -> columns.add(input.getCamundaInputVariable()));
		decision.getOutputs().forEach((output) -> columns.add(output.getName()));
		return decision.getRules()
			.stream()
			.map((rule) -> row(columns, rule))
			.filter((row) -> kind.name().equals(row.get("kind")));
	}

	private static Map<String, String> row(List<String> columns, Rule rule) {
		List<String> cells = new ArrayList<>();
		rule.getInputEntries().forEach((entry) -> cells.add(entry.getText().getTextContent()));
		rule.getOutputEntries().forEach((entry) -> cells.add(entry.getText().getTextContent()));
		Map<String, String> row = new HashMap<>();
		for (int i = 0; i < columns.size(); i++) {
			row.put(columns.get(i), cells.get(i).trim().replaceAll("^\"|\"$", ""));
		}
		return row;
	}

	private void timers(Path file) {
		BpmnModelInstance model = Models.read(file);
		Process process = model.getModelElementsByType(Process.class).iterator().next();
		for (TimerEventDefinition timer : model.getModelElementsByType(TimerEventDefinition.class)) {
			CatchEvent event = (CatchEvent) timer.getParentElement();
			this.text.append("| %s | %s | %s | `%s` | %s |\n".formatted(process.getName(), place(event),
					event.getName(), timer.getTextContent().trim().replaceAll("[${}]", ""), effect(event)));
		}
	}

	private static String place(CatchEvent event) {
		if (event instanceof BoundaryEvent boundary) {
			return boundary.getAttachedTo().getName();
		}
		return (event.getParentElement() instanceof FlowElement scope) ? scope.getName() : "流程";
	}

	private static String effect(CatchEvent event) {
		String then = "接着“" + next(event) + "”";
		if (event instanceof BoundaryEvent boundary) {
			return (boundary.cancelActivity() ? "结束等待，" : "等待继续，") + then;
		}
		if (event instanceof StartEvent start) {
			return (start.isInterrupting() ? "结束等待，" : "等待继续，") + then;
		}
		return then;
	}

	private static String next(FlowNode node) {
		FlowNode next = node.getSucceedingNodes().list().get(0);
		return (next.getName() != null) ? next.getName() : next(next);
	}

}
