package org.beianflow;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.account.Role;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.filing.FilingState;
import org.beianflow.notice.NoticeKind;
import org.beianflow.testing.Models;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.EventDefinition;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.IntermediateCatchEvent;
import org.camunda.bpm.model.bpmn.instance.Lane;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Participant;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.camunda.bpm.model.bpmn.instance.ScriptTask;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.camunda.bpm.model.dmn.instance.Input;
import org.camunda.bpm.model.dmn.instance.Output;
import org.camunda.bpm.model.dmn.instance.Rule;

/** The rules a diagram keeps, each finding in words that say what to mend. */
final class ModelRules {

	static final String STAFF_FORM = "embedded:app:forms/";

	static final String PORTAL_FORM = "portal:/";

	private static final Pattern ID = Pattern.compile("[a-z]+(-[a-z]+)*(_[a-z]+[A-Za-z0-9]*)+|[a-z]+(-[a-z]+)*");

	private static final Pattern GENERATED = Pattern
		.compile("(Activity|Event|Gateway|Flow|Process|Participant|Lane|Collaboration|SequenceFlow|Task)_\\w+");

	private static final Pattern CONDITION = Pattern.compile("\\$\\{(\\w+) (==|!=) ('[A-Z_]+'|true|false)}");

	private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");

	private static final Pattern DUE = Pattern.compile("\\$\\{\\w+DueAt}");

	private final Path file;

	private final Set<String> processes;

	private final BpmnModelInstance model;

	private final List<String> findings = new ArrayList<>();

	ModelRules(Path file, Set<String> processes) {
		this(file, Models.read(file), processes);
	}

	ModelRules(Path file, BpmnModelInstance model, Set<String> processes) {
		this.file = file;
		this.model = model;
		this.processes = processes;
	}

	List<String> findings() {
		process();
		ids();
		texts();
		gateways();
		serviceTasks();
		userTasks();
		waits();
		timers();
		callActivities();
		inputs();
		messages();
		expressions();
		ladders();
		reachability();
		return this.findings;
	}

	private void process() {
		Collection<Process> found = this.model.getModelElementsByType(Process.class);
		Process process = found.iterator().next();
		check(found.size() == 1, process, "one process in one file");
		check((process.getId() + ".bpmn").equals(this.file.getFileName().toString()), process,
				"process id and file name differ");
		check(process.isExecutable(), process, "is not executable");
		check(matches("\\d+\\.\\d+\\.\\d+", process.getCamundaVersionTag()), process, "version tag like 1.0.0");
		check("P1095D".equals(process.getCamundaHistoryTimeToLiveString()), process, "history time to live P1095D");
	}

	private void ids() {
		for (BaseElement element : this.model.getModelElementsByType(BaseElement.class)) {
			String id = element.getId();
			if (id == null || !(element instanceof FlowElement || element instanceof Process || element instanceof Lane
					|| element instanceof Participant || element instanceof Message)) {
				continue;
			}
			check(!GENERATED.matcher(id).matches() && ID.matcher(id).matches(), element,
					"a speaking English id like task_reviewMaterials");
		}
		for (FlowNode node : nodes()) {
			List<String> prefixes = prefixes(node);
			check(prefixes.stream().anyMatch((prefix) -> node.getId().startsWith(prefix)), node,
					"id begins with one of " + prefixes);
		}
		for (SequenceFlow flow : this.model.getModelElementsByType(SequenceFlow.class)) {
			check(flow.getId().startsWith("flow_"), flow, "id begins with flow_");
		}
	}

	private static List<String> prefixes(FlowNode node) {
		if (node instanceof CallActivity) {
			return List.of("call_");
		}
		if (node instanceof SubProcess) {
			return List.of("");
		}
		if (node instanceof Activity) {
			return List.of("task_");
		}
		if (node instanceof Gateway) {
			return isJoin(node) ? List.of("join_") : List.of("gateway_", "fork_");
		}
		if (node instanceof EndEvent) {
			return List.of("end_");
		}
		List<String> prefixes = new ArrayList<>();
		for (EventDefinition definition : node.getChildElementsByType(EventDefinition.class)) {
			String type = definition.getElementType().getTypeName();
			prefixes.add(type.replace("EventDefinition", "") + "_");
		}
		return prefixes.isEmpty() ? List.of("start_") : prefixes;
	}

	private void texts() {
		for (BaseElement element : this.model.getModelElementsByType(BaseElement.class)) {
			if (element instanceof Process || element instanceof FlowNode || element instanceof Lane) {
				check(element.getDocumentations()
					.stream()
					.anyMatch((documentation) -> isChinese(documentation.getTextContent())), element,
						"documentation in Chinese");
			}
			if (element instanceof Process process) {
				check(isChinese(process.getName()), element, "a Chinese name");
			}
			else if (element instanceof Lane lane) {
				check(isChinese(lane.getName()), element, "a Chinese name");
			}
			else if (element instanceof FlowNode node) {
				boolean silent = isJoin(node) || node.getId().startsWith("fork_");
				check(silent ? node.getName() == null : isChinese(node.getName()), node,
						silent ? "joins and forks have no name" : "a Chinese name");
			}
		}
	}

	private void gateways() {
		for (Gateway gateway : this.model.getModelElementsByType(Gateway.class)) {
			check(gateway.getIncoming().size() == 1 || gateway.getOutgoing().size() == 1, gateway,
					"either splits or joins");
		}
		for (ExclusiveGateway gateway : this.model.getModelElementsByType(ExclusiveGateway.class)) {
			if (isJoin(gateway)) {
				continue;
			}
			check(gateway.getName() != null && gateway.getName().endsWith("？"), gateway, "asks a question");
			check(gateway.getDefault() == null, gateway, "has no default flow: every answer is written down");
			Set<String> variables = new TreeSet<>();
			Set<String> answers = new HashSet<>();
			for (SequenceFlow flow : gateway.getOutgoing()) {
				check(isChinese(flow.getName()), flow, "the answer in words");
				String condition = (flow.getConditionExpression() != null)
						? flow.getConditionExpression().getTextContent().trim() : "";
				Matcher matcher = CONDITION.matcher(condition);
				check(matcher.matches(), flow, "a condition that compares one variable: " + condition);
				if (matcher.matches()) {
					variables.add(matcher.group(1));
				}
				check(answers.add(condition), flow, "two flows for one answer");
			}
			check(variables.size() == 1, gateway, "compares one variable, not " + variables);
		}
		for (SequenceFlow flow : this.model.getModelElementsByType(SequenceFlow.class)) {
			check(flow.getConditionExpression() == null || flow.getSource() instanceof ExclusiveGateway, flow,
					"conditions only behind an exclusive gateway");
		}
		for (FlowNode node : nodes()) {
			check(node instanceof Gateway || node.getOutgoing().size() <= 1, node, "splits without a gateway");
		}
	}

	private void serviceTasks() {
		check(this.model.getModelElementsByType(ScriptTask.class).isEmpty(), null, "no script tasks");
		for (ServiceTask task : this.model.getModelElementsByType(ServiceTask.class)) {
			check(task.isCamundaAsyncBefore(), task, "asyncBefore: a job of its own");
			check(matches("\\$\\{[a-z]\\w*}", task.getCamundaDelegateExpression()), task,
					"a delegate expression that names a bean");
			check(task.getCamundaClass() == null && task.getCamundaExpression() == null, task,
					"neither class nor expression");
		}
		String text = xml();
		for (String forbidden : List.of("camunda:class=", "camunda:expression=", "<camunda:script", "camunda:connector",
				"camunda:resource=", "<bpmn:script")) {
			check(!text.contains(forbidden), null, forbidden + " has no place in a diagram");
		}
	}

	private void userTasks() {
		for (UserTask task : this.model.getModelElementsByType(UserTask.class)) {
			String form = task.getCamundaFormKey();
			check(form != null, task, "a form");
			check(matches(DUE.pattern(), task.getCamundaDueDate()), task, "a due date from a …DueAt variable");
			boolean applicant = form != null && form.startsWith(PORTAL_FORM);
			if (applicant) {
				check(task.getCamundaCandidateGroupsList().isEmpty() && task.getCamundaAssignee() == null
						&& task.getCamundaCandidateUsersList().isEmpty(), task,
						"applicants are no users of the engine");
				continue;
			}
			check(form != null && form.startsWith(STAFF_FORM)
					&& Files.exists(Path.of("src/main/resources/static/forms", form.replaceFirst(STAFF_FORM, ""))),
					task, "a form that exists: " + form);
			check(!task.getCamundaCandidateGroupsList().isEmpty(), task, "candidate groups");
			for (String group : task.getCamundaCandidateGroupsList()) {
				check(Role.ofGroup(group).isPresent(), task, "no such group: " + group);
			}
		}
	}

	/**
	 * Every wait has a clock: a due date, its own timer, that of a scope around it, or
	 * one beside it.
	 */
	private void waits() {
		for (FlowNode node : nodes()) {
			boolean waits = node instanceof UserTask || node instanceof ReceiveTask || node instanceof EventBasedGateway
					|| (node instanceof IntermediateCatchEvent && !(node.getPreviousNodes()
						.list()
						.stream()
						.anyMatch(EventBasedGateway.class::isInstance)));
			if (waits) {
				check(hasClock(node), node, "waits without a clock");
				check(!node.getOutgoing().isEmpty(), node, "waits without a way out");
			}
		}
	}

	private boolean hasClock(FlowNode node) {
		boolean due = node instanceof UserTask task && task.getCamundaDueDate() != null;
		if (due || isTimer(node) || boundaryTimers(node)) {
			return true;
		}
		if (node instanceof EventBasedGateway
				&& node.getSucceedingNodes().list().stream().anyMatch(ModelRules::isTimer)) {
			return true;
		}
		return node.getParentElement() instanceof SubProcess scope
				&& (boundaryTimers(scope) || scope.getChildElementsByType(SubProcess.class)
					.stream()
					.filter(SubProcess::triggeredByEvent)
					.flatMap((events) -> events.getChildElementsByType(StartEvent.class).stream())
					.anyMatch(ModelRules::isTimer) || hasClock(scope));
	}

	private boolean boundaryTimers(FlowNode node) {
		return this.model.getModelElementsByType(BoundaryEvent.class)
			.stream()
			.anyMatch((event) -> node.equals(event.getAttachedTo()) && isTimer(event));
	}

	private static boolean isTimer(FlowNode node) {
		return !node.getChildElementsByType(TimerEventDefinition.class).isEmpty();
	}

	private void timers() {
		for (TimerEventDefinition timer : this.model.getModelElementsByType(TimerEventDefinition.class)) {
			check(timer.getTimeDate() != null && matches(DUE.pattern(), timer.getTimeDate().getTextContent().trim()),
					timer, "a timer reads one …DueAt variable as its date");
		}
	}

	private void callActivities() {
		for (CallActivity call : this.model.getModelElementsByType(CallActivity.class)) {
			check(this.processes.contains(call.getCalledElement()), call,
					"calls " + call.getCalledElement() + ", which is not in bpmn/");
			check("latest".equals(call.getCamundaCalledElementBinding()), call,
					"binding latest: an analyst may deploy one file");
			List<CamundaIn> ins = (call.getExtensionElements() != null)
					? call.getExtensionElements().getElementsQuery().filterByType(CamundaIn.class).list() : List.of();
			check(ins.stream().anyMatch((in) -> "#{execution.processBusinessKey}".equals(in.getCamundaBusinessKey())),
					call, "hands on the business key");
			check(ins.stream().noneMatch((in) -> "all".equals(in.getCamundaVariables())), call,
					"hands on variables by name");
		}
	}

	private void inputs() {
		for (CamundaInputParameter input : this.model.getModelElementsByType(CamundaInputParameter.class)) {
			String value = input.getTextContent().trim();
			if (value.startsWith("${")) {
				continue;
			}
			switch (input.getCamundaName()) {
				case "noticeKind" -> known(NoticeKind.values(), value, input);
				case "deadlineKind" -> known(DeadlineKind.values(), value, input);
				case "filingState" -> known(FilingState.values(), value, input);
				default -> {
				}
			}
		}
		for (ServiceTask task : this.model.getModelElementsByType(ServiceTask.class)) {
			String needed = switch (String.valueOf(task.getCamundaDelegateExpression())) {
				case "${sendNotice}" -> "noticeKind";
				case "${openDeadline}", "${sendReminder}", "${suspendDeadline}", "${resumeDeadline}" -> "deadlineKind";
				default -> null;
			};
			check(needed == null || inputNames(task).contains(needed), task, "input " + needed);
		}
	}

	private static Set<String> inputNames(BaseElement element) {
		return inputsOf(element).stream().map(CamundaInputParameter::getCamundaName).collect(Collectors.toSet());
	}

	private static List<CamundaInputParameter> inputsOf(BaseElement element) {
		if (element.getExtensionElements() == null) {
			return List.of();
		}
		return element.getExtensionElements()
			.getElementsQuery()
			.filterByType(org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputOutput.class)
			.list()
			.stream()
			.flatMap((inputOutput) -> inputOutput.getCamundaInputParameters().stream())
			.toList();
	}

	private void known(Enum<?>[] values, String value, CamundaInputParameter input) {
		check(Arrays.stream(values).anyMatch((known) -> known.name().equals(value)), null,
				input.getCamundaName() + " " + value + " is unknown to the code");
	}

	private void messages() {
		Set<Message> used = new HashSet<>();
		this.model.getModelElementsByType(MessageEventDefinition.class)
			.forEach((definition) -> used.add(definition.getMessage()));
		this.model.getModelElementsByType(ReceiveTask.class).forEach((task) -> used.add(task.getMessage()));
		for (Message message : this.model.getModelElementsByType(Message.class)) {
			check(used.contains(message), message, "a message nobody waits for");
		}
		check(!used.contains(null), null, "an event without its message");
	}

	private void expressions() {
		Matcher matcher = EXPRESSION.matcher(xml());
		while (matcher.find()) {
			String inside = matcher.group(1);
			check(matches("\\w+|\\w+ (==|!=) ('[A-Z_]+'|true|false)|'[A-Z_]+'|execution\\.processBusinessKey", inside),
					null, "an expression reads variables only: " + matcher.group());
		}
	}

	/** A ladder of reminders reads the {@code reminderDueAt} of the scope around it. */
	private void ladders() {
		for (SubProcess ladder : this.model.getModelElementsByType(SubProcess.class)) {
			if (!ladder.triggeredByEvent()) {
				continue;
			}
			boolean reads = ladder.getChildElementsByType(CatchEvent.class)
				.stream()
				.flatMap((event) -> event.getChildElementsByType(TimerEventDefinition.class).stream())
				.anyMatch((timer) -> timer.getTextContent().contains("${reminderDueAt}"));
			if (reads) {
				check(ladder.getParentElement() instanceof SubProcess scope
						&& inputNames(scope).contains("reminderDueAt"), ladder,
						"the scope around it hands it its own reminderDueAt");
			}
			if (reads && ladder.getParentElement() instanceof SubProcess scope) {
				for (EndEvent end : scope.getChildElementsByType(EndEvent.class)) {
					check(!end.getChildElementsByType(TerminateEventDefinition.class).isEmpty(), end,
							"ends the wait but not its reminders: make it a terminate event");
				}
			}
		}
	}

	private void reachability() {
		for (FlowNode node : nodes()) {
			boolean entered = node instanceof StartEvent || node instanceof BoundaryEvent
					|| !node.getIncoming().isEmpty() || (node instanceof SubProcess scope && scope.triggeredByEvent());
			check(entered, node, "nothing leads here");
			check(isEventScope(node) || reaches(node, EndEvent.class::isInstance), node, "no way to an end");
		}
	}

	private static boolean isEventScope(FlowNode node) {
		return node instanceof SubProcess scope && scope.triggeredByEvent();
	}

	private static boolean reaches(FlowNode from, Predicate<FlowNode> goal) {
		Set<FlowNode> seen = new HashSet<>();
		Deque<FlowNode> ahead = new ArrayDeque<>(List.of(from));
		while (!ahead.isEmpty()) {
			FlowNode node = ahead.pop();
			if (goal.test(node)) {
				return true;
			}
			if (seen.add(node)) {
				ahead.addAll(node.getSucceedingNodes().list());
			}
		}
		return false;
	}

	static boolean isJoin(FlowNode node) {
		return node instanceof Gateway && node.getIncoming().size() > 1;
	}

	private Collection<FlowNode> nodes() {
		return this.model.getModelElementsByType(FlowNode.class);
	}

	private String xml() {
		return org.camunda.bpm.model.bpmn.Bpmn.convertToString(this.model);
	}

	private void check(boolean kept, BaseElement where, String rule) {
		if (!kept) {
			this.findings.add(((where != null) ? where.getId() : this.file.getFileName()) + ": " + rule);
		}
	}

	private static boolean matches(String pattern, String text) {
		return text != null && text.matches(pattern);
	}

	private static boolean isChinese(String text) {
		return text != null && text.codePoints().anyMatch(Character::isIdeographic);
	}

	/** Variables that opening a clock sets. */
	static Set<String> clockVariables() {
		return Stream.of(DeadlineKind.values())
			.flatMap(
					(kind) -> Stream.of(kind.dueVariable(), kind.dueVariable().replaceFirst("DueAt$", "ReminderDueAt")))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	static String text(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** What a decision table leaves unexplained. */
	static List<String> decisionFindings(Path file) {
		DmnModelInstance model = Dmn.readModelFromFile(file.toFile());
		List<String> findings = new ArrayList<>();
		Collection<Decision> decisions = model.getModelElementsByType(Decision.class);
		if (decisions.stream()
			.noneMatch((decision) -> (decision.getId() + ".dmn").equals(file.getFileName().toString()))) {
			findings.add("no decision with the id of the file");
		}
		for (Decision decision : decisions) {
			if (!matches("\\d+\\.\\d+\\.\\d+", decision.getVersionTag())) {
				findings.add(decision.getId() + ": version tag like 1.0.0");
			}
			if (!"P1095D".equals(decision.getCamundaHistoryTimeToLiveString())) {
				findings.add(decision.getId() + ": history time to live P1095D");
			}
			if (!isChinese(decision.getName())) {
				findings.add(decision.getId() + ": a Chinese name");
			}
		}
		for (Rule rule : model.getModelElementsByType(Rule.class)) {
			if (rule.getDescription() == null || !isChinese(rule.getDescription().getTextContent())) {
				findings.add(rule.getId() + ": a description that says why");
			}
		}
		for (Input input : model.getModelElementsByType(Input.class)) {
			if (!isChinese(input.getLabel())) {
				findings.add(input.getId() + ": a Chinese label");
			}
		}
		for (Output output : model.getModelElementsByType(Output.class)) {
			if (!isChinese(output.getLabel())) {
				findings.add(output.getId() + ": a Chinese label");
			}
		}
		return findings;
	}

}
