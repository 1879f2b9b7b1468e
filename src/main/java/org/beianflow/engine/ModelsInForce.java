package org.beianflow.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.management.ProcessDefinitionStatistics;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.ProcessDefinition;

import org.springframework.stereotype.Component;

/** Which versions of the models are in force, and on how many of them work still runs. */
@Component
public class ModelsInForce {

	private final RepositoryService repository;

	private final ManagementService management;

	ModelsInForce(RepositoryService repository, ManagementService management) {
		this.repository = repository;
		this.management = management;
	}

	/**
	 * A deployed version of a model.
	 *
	 * @param key key of the process or decision
	 * @param name its name in the diagram
	 * @param version counted by the engine, from 1
	 * @param tag what its author calls the version; null where nothing
	 * @param file the model it came with
	 * @param deployedAt since when it is in force
	 * @param latest whether new work begins on it
	 * @param running how many run on it now; 0 for decisions, which run in no time
	 */
	public record Version(String key, String name, int version, String tag, String file, Instant deployedAt,
			boolean latest, long running) {

	}

	/** The latest version of every process, and older ones on which something runs. */
	public List<Version> processes() {
		Map<String, Instant> deployed = deployed();
		Map<String, Integer> latest = new HashMap<>();
		Map<String, Long> running = new HashMap<>();
		for (ProcessDefinitionStatistics statistics : this.management.createProcessDefinitionStatisticsQuery().list()) {
			running.put(statistics.getId(), (long) statistics.getInstances());
		}
		List<ProcessDefinition> all = this.repository.createProcessDefinitionQuery().list();
		all.forEach((definition) -> latest.merge(definition.getKey(), definition.getVersion(), Math::max));
		List<Version> versions = new ArrayList<>();
		for (ProcessDefinition definition : all) {
			boolean newest = latest.get(definition.getKey()) == definition.getVersion();
			long now = running.getOrDefault(definition.getId(), 0L);
			if (newest || now > 0) {
				versions.add(new Version(definition.getKey(), definition.getName(), definition.getVersion(),
						definition.getVersionTag(), definition.getResourceName(),
						deployed.get(definition.getDeploymentId()), newest, now));
			}
		}
		return sorted(versions);
	}

	/** The latest version of every decision table. */
	public List<Version> decisions() {
		Map<String, Instant> deployed = deployed();
		List<Version> versions = new ArrayList<>();
		for (DecisionDefinition definition : this.repository.createDecisionDefinitionQuery().latestVersion().list()) {
			versions.add(new Version(definition.getKey(), definition.getName(), definition.getVersion(),
					definition.getVersionTag(), definition.getResourceName(),
					deployed.get(definition.getDeploymentId()), true, 0));
		}
		return sorted(versions);
	}

	private Map<String, Instant> deployed() {
		Map<String, Instant> deployed = new HashMap<>();
		for (Deployment deployment : this.repository.createDeploymentQuery().list()) {
			deployed.put(deployment.getId(), deployment.getDeploymentTime().toInstant());
		}
		return deployed;
	}

	private static List<Version> sorted(List<Version> versions) {
		versions.sort(Comparator.comparing(Version::key).thenComparing(Version::version, Comparator.reverseOrder()));
		return versions;
	}

}
