package org.beianflow.engine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import org.beianflow.check.Refusal;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

import org.springframework.stereotype.Component;

/**
 * Automatic steps that failed: those that stopped after all their tries, and those that
 * are tried again by themselves. An operator lets them run again.
 */
@Component
public class EngineFaults {

	/** More than anybody reads; whatever stops in such numbers has one cause. */
	public static final int MOST = 500;

	/**
	 * While a person's try runs nobody else takes the job up; if the application dies
	 * over it, it runs by itself after this.
	 */
	private static final Duration RESERVED = Duration.ofMinutes(2);

	private final ManagementService management;

	private final RuntimeService runtime;

	private final RepositoryService repository;

	private final Clock clock;

	EngineFaults(ManagementService management, RuntimeService runtime, RepositoryService repository, Clock clock) {
		this.management = management;
		this.runtime = runtime;
		this.repository = repository;
		this.clock = clock;
	}

	/**
	 * A failed step.
	 *
	 * @param id to name it by
	 * @param filing case number, or null where the step belongs to none
	 * @param process key of the process, for example {@code provider-review}
	 * @param processName its name in the diagram
	 * @param step id of the step in the diagram
	 * @param stepName its name in the diagram
	 * @param since when it stopped; null while it is still tried by itself
	 * @param nextTry when it is tried again by itself, or null
	 * @param triesLeft how often it is still tried by itself
	 * @param message what the program said, for operators only
	 */
	public record Fault(String id, String filing, String process, String processName, String step, String stepName,
			Instant since, Instant nextTry, int triesLeft, String message) {

		/** Those of one kind have one cause more often than not. */
		public String kind() {
			return this.process + "/" + this.step;
		}

		public boolean stopped() {
			return this.triesLeft == 0;
		}

	}

	/** The stopped steps, those that stopped last first; at most {@link #MOST}. */
	public List<Fault> stopped() {
		return faults(this.management.createJobQuery().noRetriesLeft().listPage(0, MOST));
	}

	/** The steps that failed and are tried again by themselves; at most {@link #MOST}. */
	public List<Fault> retrying() {
		return faults(this.management.createJobQuery().withException().withRetriesLeft().listPage(0, MOST));
	}

	/** A stopped step. */
	public Optional<Fault> find(String id) {
		return faults(this.management.createJobQuery().jobId(id).noRetriesLeft().list()).stream().findFirst();
	}

	/** Everything the program wrote down about the last try, for operators only. */
	public String details(String id) {
		return Optional.ofNullable(this.management.getJobExceptionStacktrace(id)).orElse("");
	}

	/**
	 * Runs a stopped step once more, now and in the caller's thread.
	 * @return whether it went well this time; if not it stands where it stood
	 * @throws Refusal NOT_FOUND if it does not stand any more
	 */
	public boolean retry(String id) {
		if (this.management.createJobQuery().jobId(id).noRetriesLeft().count() == 0) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "console.incident.gone");
		}
		this.management.setJobRetries(1).jobId(id).dueDate(Date.from(this.clock.instant().plus(RESERVED))).execute();
		try {
			this.management.executeJob(id);
			return true;
		}
		catch (RuntimeException ex) {
			// The engine has noted the failure at the job, which stands again.
			return false;
		}
	}

	private List<Fault> faults(List<Job> jobs) {
		if (jobs.isEmpty()) {
			return List.of();
		}
		Map<String, String> filings = filings(jobs);
		Map<String, Instant> since = this.runtime.createIncidentQuery()
			.incidentType("failedJob")
			.list()
			.stream()
			.filter((incident) -> incident.getConfiguration() != null)
			.collect(Collectors.toMap(Incident::getConfiguration,
					(incident) -> instant(incident.getIncidentTimestamp()), (one, other) -> one));
		Map<String, ProcessDefinition> processes = new HashMap<>();
		return jobs.stream()
			.map((job) -> fault(job, filings.get(job.getProcessInstanceId()), since.get(job.getId()), processes))
			.sorted(Comparator.comparing(Fault::since, Comparator.nullsFirst(Comparator.reverseOrder())))
			.toList();
	}

	private Map<String, String> filings(List<Job> jobs) {
		Set<String> instances = jobs.stream()
			.map(Job::getProcessInstanceId)
			.filter((id) -> id != null)
			.collect(Collectors.toSet());
		Map<String, String> filings = new HashMap<>();
		if (!instances.isEmpty()) {
			for (ProcessInstance instance : this.runtime.createProcessInstanceQuery()
				.processInstanceIds(instances)
				.list()) {
				filings.put(instance.getId(), instance.getBusinessKey());
			}
		}
		return filings;
	}

	private Fault fault(Job job, String filing, Instant since, Map<String, ProcessDefinition> processes) {
		String step = Optional.ofNullable(job.getFailedActivityId()).orElseGet(() -> activity(job));
		ProcessDefinition process = (job.getProcessDefinitionId() != null)
				? processes.computeIfAbsent(job.getProcessDefinitionId(), this.repository::getProcessDefinition) : null;
		return new Fault(job.getId(), filing, (process != null) ? process.getKey() : "",
				(process != null) ? process.getName() : "", step, name(job.getProcessDefinitionId(), step), since,
				(job.getRetries() > 0) ? instant(job.getDuedate()) : null, job.getRetries(), job.getExceptionMessage());
	}

	private String activity(Job job) {
		return (job.getJobDefinitionId() == null) ? ""
				: this.management.createJobDefinitionQuery()
					.jobDefinitionId(job.getJobDefinitionId())
					.singleResult()
					.getActivityId();
	}

	private String name(String definition, String step) {
		if (definition == null || step.isEmpty()) {
			return step;
		}
		ModelElementInstance element = this.repository.getBpmnModelInstance(definition).getModelElementById(step);
		return (element instanceof FlowElement flow && flow.getName() != null) ? flow.getName() : step;
	}

	private static Instant instant(Date date) {
		return (date != null) ? date.toInstant() : null;
	}

}
