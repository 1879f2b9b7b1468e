package org.beianflow.testing;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A bare engine in memory on which a test walks along diagrams: no Spring, no
 * application.
 * <p>
 * Every bean a diagram names is a stand-in that writes down its call and does what the
 * test told it with {@link #when}. Every called process whose diagram was not asked for
 * is a stand-in with one task {@code stage_<process>}. No job runs by itself:
 * {@link #work} runs what is due, {@link #fire} moves the clock to a timer by its name.
 */
public final class TracedEngine implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

	/** Where the clock of every test starts. */
	public static final Instant START = Instant.parse("2026-11-23T02:00:00Z");

	private static final Pattern BEAN = Pattern.compile("(?:delegateExpression=\")\\$\\{(\\w+)}");

	private final List<String> processes;

	private final PathCoverage coverage = new PathCoverage();

	private final Map<String, Step> steps = new HashMap<>();

	private final List<Call> calls = new ArrayList<>();

	private ProcessEngine engine;

	private MovedClock clock;

	private String businessKey;

	private TracedEngine(List<String> processes) {
		this.processes = processes;
	}

	/** With these diagrams; register as a static extension. */
	public static TracedEngine with(String... processes) {
		return new TracedEngine(List.of(processes));
	}

	/** What a stand-in does. */
	@FunctionalInterface
	public interface Step {

		void run(DelegateExecution execution) throws Exception;

	}

	/**
	 * One call of a stand-in.
	 *
	 * @param bean name of the bean
	 * @param element id of the element that called it
	 * @param inputs the local variables it found there
	 */
	public record Call(String bean, String element, Map<String, Object> inputs) {
	}

	@Override
	public void beforeAll(ExtensionContext context) throws Exception {
		Map<Object, Object> beans = new HashMap<>();
		StandaloneInMemProcessEngineConfiguration configuration = new StandaloneInMemProcessEngineConfiguration();
		configuration.setProcessEngineName(context.getRequiredTestClass().getSimpleName());
		configuration.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID());
		configuration.setHistory("full");
		configuration.setJobExecutorActivate(false);
		configuration.setMetricsEnabled(false);
		configuration.setSkipHistoryOptimisticLockingExceptions(false);
		configuration.setBeans(beans);
		PathCoverage.prepare(configuration);
		this.engine = configuration.buildProcessEngine();
		this.coverage.listenTo(this.engine);
		this.coverage.beforeAll(context);
		DeploymentBuilder deployment = this.engine.getRepositoryService().createDeployment();
		Set<String> called = new TreeSet<>();
		for (String process : this.processes) {
			Path file = Models.diagram(process);
			String xml = java.nio.file.Files.readString(file);
			deployment.addString(file.getFileName().toString(), xml);
			Matcher bean = BEAN.matcher(xml);
			while (bean.find()) {
				beans.put(bean.group(1), new StandIn(bean.group(1)));
			}
			for (CallActivity call : Models.read(file).getModelElementsByType(CallActivity.class)) {
				called.add(call.getCalledElement());
			}
		}
		called.removeAll(this.processes);
		for (String process : called) {
			deployment.addModelInstance(process + ".bpmn",
					Bpmn.createExecutableProcess(process)
						.camundaHistoryTimeToLive(1)
						.startEvent()
						.userTask(stage(process))
						.endEvent()
						.done());
		}
		deployment.deploy();
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.coverage.beforeEach(context);
		this.clock = new MovedClock(START);
		this.steps.clear();
		this.calls.clear();
		this.businessKey = "F2026110000001";
		when("openDeadline", this::openDeadline);
		when("resumeDeadline", this::openDeadline);
		when("sendReminder", (execution) -> execution.setVariable("reminderNext", false));
	}

	@Override
	public void afterEach(ExtensionContext context) {
		List<String> roots = this.engine.getRuntimeService()
			.createProcessInstanceQuery()
			.rootProcessInstances()
			.list()
			.stream()
			.map(ProcessInstance::getId)
			.toList();
		this.engine.getRuntimeService().deleteProcessInstancesIfExists(roots, "test over", true, true, false);
		ClockUtil.reset();
	}

	@Override
	public void afterAll(ExtensionContext context) {
		this.engine.close();
		this.coverage.afterAll(context);
	}

	/** The task of the stand-in for a called process. */
	public static String stage(String process) {
		return "stage_" + process.replace('-', '_');
	}

	/** Opens a clock of ten days with its first reminder after one. */
	private void openDeadline(DelegateExecution execution) {
		String kind = variableName((String) execution.getVariable("deadlineKind"));
		execution.setVariable(kind + "DueAt", inDays(10));
		execution.setVariable(kind + "ReminderDueAt", inDays(1));
	}

	private static String variableName(String kind) {
		StringBuilder name = new StringBuilder();
		for (String word : kind.toLowerCase(java.util.Locale.ROOT).split("_")) {
			name.append(name.isEmpty() ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
		}
		return name.toString();
	}

	public Date inDays(long days) {
		return Date.from(this.clock.instant().plus(Duration.ofDays(days)));
	}

	public MovedClock clock() {
		return this.clock;
	}

	public ProcessEngine engine() {
		return this.engine;
	}

	/** Tells a stand-in what to do for the rest of the test. */
	public TracedEngine when(String bean, Step step) {
		this.steps.put(bean, step);
		return this;
	}

	/** Tells a stand-in to set a variable. */
	public TracedEngine sets(String bean, String variable, Object value) {
		return when(bean, (execution) -> execution.setVariable(variable, value));
	}

	/** Starts a process and runs what is due. */
	public ProcessInstance start(String process, Map<String, Object> variables) {
		ProcessInstance instance = this.engine.getRuntimeService()
			.startProcessInstanceByKey(process, this.businessKey, variables);
		work();
		return instance;
	}

	/** Runs every job that is due, and those that follow. */
	public void work() {
		List<Job> due = due();
		while (!due.isEmpty()) {
			for (Job job : due) {
				if (this.engine.getManagementService().createJobQuery().jobId(job.getId()).count() == 1) {
					this.engine.getManagementService().executeJob(job.getId());
				}
			}
			due = due();
		}
	}

	private List<Job> due() {
		return this.engine.getManagementService().createJobQuery().executable().list();
	}

	/** Moves the clock to where a timer is due, and runs it and what follows. */
	public void fire(String timer) {
		Job job = timer(timer);
		this.clock.moveTo(job.getDuedate().toInstant());
		this.engine.getManagementService().executeJob(job.getId());
		work();
	}

	/** The one running timer of this name. */
	public Job timer(String timer) {
		List<Job> jobs = this.engine.getManagementService().createJobQuery().timers().activityId(timer).list();
		assertThat(jobs).as("running timers %s; there are %s", timer, timers()).hasSize(1);
		return jobs.get(0);
	}

	/** Names of all running timers. */
	public Set<String> timers() {
		return this.engine.getManagementService()
			.createJobQuery()
			.timers()
			.list()
			.stream()
			.map((job) -> this.engine.getManagementService()
				.createJobDefinitionQuery()
				.jobDefinitionId(job.getJobDefinitionId())
				.singleResult()
				.getActivityId())
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** Ids of the tasks somebody has to do, in all instances. */
	public Set<String> tasks() {
		return this.engine.getTaskService()
			.createTaskQuery()
			.list()
			.stream()
			.map(Task::getTaskDefinitionKey)
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/** The one open task of this id. */
	public Task task(String task) {
		List<Task> found = this.engine.getTaskService().createTaskQuery().taskDefinitionKey(task).list();
		assertThat(found).as("open tasks %s; there are %s", task, tasks()).hasSize(1);
		return found.get(0);
	}

	/** Completes the one open task of this id, and runs what follows. */
	public void complete(String task, Map<String, Object> variables) {
		this.engine.getTaskService().complete(task(task).getId(), variables);
		work();
	}

	/**
	 * Completes the one open task of this id; a job that fails uses up its tries and
	 * stays.
	 */
	public void completeDespiteFailures(String task, Map<String, Object> variables) {
		this.engine.getTaskService().complete(task(task).getId(), variables);
		List<Job> due = due();
		while (!due.isEmpty()) {
			for (Job job : due) {
				try {
					this.engine.getManagementService().executeJob(job.getId());
				}
				catch (RuntimeException ex) {
					this.engine.getManagementService().setJobRetries(job.getId(), 0);
				}
			}
			due = due();
		}
	}

	public void complete(String task) {
		complete(task, Map.of());
	}

	public void complete(String task, String variable, Object value) {
		complete(task, Map.of(variable, value));
	}

	/** Correlates a message with the filing, and runs what follows. */
	public void message(String name) {
		this.engine.getRuntimeService()
			.createMessageCorrelation(name)
			.processInstanceBusinessKey(this.businessKey)
			.correlate();
		work();
	}

	/**
	 * Ids of the end events a process reached, outside of its sub-processes and inside.
	 */
	public List<String> ends(String process) {
		return this.engine.getHistoryService()
			.createHistoricActivityInstanceQuery()
			.finished()
			.list()
			.stream()
			.filter((activity) -> activity.getProcessDefinitionKey().equals(process))
			.filter((activity) -> activity.getActivityType().toLowerCase(java.util.Locale.ROOT).contains("endevent"))
			.filter((activity) -> !activity.isCanceled())
			.map((activity) -> activity.getActivityId())
			.toList();
	}

	/** Whether nothing of the process runs any more. */
	public boolean isOver(String process) {
		return this.engine.getRuntimeService().createProcessInstanceQuery().processDefinitionKey(process).count() == 0;
	}

	/** All calls of a stand-in, oldest first. */
	public List<Call> calls(String bean) {
		return this.calls.stream().filter((call) -> call.bean().equals(bean)).toList();
	}

	/** What the calls of a stand-in were given for one input, oldest first. */
	public List<Object> inputs(String bean, String input) {
		return calls(bean).stream().map((call) -> call.inputs().get(input)).toList();
	}

	private final class StandIn implements JavaDelegate, ExecutionListener, TaskListener {

		private final String bean;

		StandIn(String bean) {
			this.bean = bean;
		}

		@Override
		public void execute(DelegateExecution execution) throws Exception {
			run(execution, execution.getCurrentActivityId(), visible(execution));
		}

		@Override
		public void notify(DelegateExecution execution) throws Exception {
			run(execution, execution.getCurrentActivityId(), visible(execution));
		}

		@Override
		public void notify(DelegateTask task) {
			try {
				run(task.getExecution(), task.getTaskDefinitionKey(), task.getVariables());
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		private Map<String, Object> visible(DelegateExecution execution) {
			return new LinkedHashMap<>(execution.getVariables());
		}

		private void run(DelegateExecution execution, String element, Map<String, Object> inputs) throws Exception {
			TracedEngine.this.calls.add(new Call(this.bean, element, inputs));
			Step step = TracedEngine.this.steps.get(this.bean);
			if (step != null) {
				step.run(execution);
			}
		}

	}

}
