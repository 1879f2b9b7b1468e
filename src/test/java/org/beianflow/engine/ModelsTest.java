package org.beianflow.engine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.Resource;
import org.camunda.bpm.engine.variable.Variables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parts.PartsApplication;
import parts.PartsTest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every model is deployed under a steady name, a start without changes deploys nothing,
 * and an analyst's edited file is deployed at the next one.
 */
@PartsTest
@TestPropertySource(properties = { "spring.datasource.url=jdbc:h2:mem:models;DB_CLOSE_DELAY=-1",
		"beianflow.engine.models-dir=does-not-exist" })
@DirtiesContext
class ModelsTest {

	@Autowired
	ProcessEngine engine;

	@TempDir
	Path folder;

	@Test
	void everyModelFileIsDeployedUnderItsPath() throws IOException {
		Set<String> files;
		try (Stream<Path> walked = Files.walk(Path.of("bpmn"))) {
			files = walked.map(Path::toString)
				.filter((name) -> name.endsWith(".bpmn") || name.endsWith(".dmn"))
				.collect(Collectors.toCollection(TreeSet::new));
		}
		assertThat(files).isNotEmpty();
		assertThat(deployedNames()).containsAll(files);
	}

	@Test
	void aSecondStartDeploysNothingNew() {
		long before = repository().createDeploymentQuery().count();
		new Models(Path.of("does-not-exist")).deploy(repository());
		// The same files from the folder of a checkout carry the same names.
		new Models(Path.of("bpmn")).deploy(repository());
		assertThat(repository().createDeploymentQuery().count()).isEqualTo(before);
	}

	@Test
	void anEditedFileIsANewVersionAndRunningFilingsStayOnTheirs() throws IOException {
		Path model = this.folder.resolve("analyst/edited.bpmn");
		Files.createDirectories(model.getParent());
		String first = Files.readString(Path.of("src/test/resources/parts/review/provider-review.bpmn"))
			.replace("provider-review", "edited");
		Files.writeString(model, first);
		Models models = new Models(this.folder);
		models.deploy(repository());
		String running = PartsApplication.start(this.engine.getRuntimeService(), "edited", "F1", "110000",
				Instant.parse("2026-12-01T00:00:00Z"));

		long others = definitionsExcept("edited");
		Files.writeString(model, first.replace("初审材料", "初审材料（改）"));
		models.deploy(repository());

		ProcessDefinition latest = repository().createProcessDefinitionQuery()
			.processDefinitionKey("edited")
			.latestVersion()
			.singleResult();
		assertThat(latest.getVersion()).isEqualTo(2);
		assertThat(definitionsExcept("edited")).as("nothing else was deployed again").isEqualTo(others);
		assertThat(this.engine.getTaskService().createTaskQuery().processInstanceId(running).singleResult().getName())
			.isEqualTo("初审材料");
		String next = PartsApplication.start(this.engine.getRuntimeService(), "edited", "F2", "110000",
				Instant.parse("2026-12-01T00:00:00Z"));
		assertThat(this.engine.getTaskService().createTaskQuery().processInstanceId(next).singleResult().getName())
			.isEqualTo("初审材料（改）");
	}

	@Test
	void anEditedTableDecidesFromTheNextStartOn() throws IOException {
		Path table = this.folder.resolve("review/edited-checks.dmn");
		Files.createDirectories(table.getParent());
		String first = Files.readString(Path.of("bpmn/review/automatic-checks.dmn"))
			.replace("id=\"automatic-checks\"", "id=\"edited-checks\"")
			.replace("dmnElementRef=\"automatic-checks\"", "dmnElementRef=\"edited-checks\"");
		Files.writeString(table, first);
		Models models = new Models(this.folder);
		models.deploy(repository());
		assertThat(stateOfATopLevelDomain()).isEqualTo("WARN");
		Files.writeString(table,
				first.replace("<outputEntry id=\"check-site-tld-sample-out-state\">\n          <text>\"WARN\"",
						"<outputEntry id=\"check-site-tld-sample-out-state\">\n          <text>\"FAIL\""));
		models.deploy(repository());
		assertThat(stateOfATopLevelDomain()).isEqualTo("FAIL");
	}

	private Object stateOfATopLevelDomain() {
		return this.engine.getDecisionService()
			.evaluateDecisionByKey("edited-checks")
			.variables(Variables.putValue("check", "site.advice.tld-sample")
				.putValue("kind", "FIRST")
				.putValue("province", "110000")
				.putValue("nature", "ENTERPRISE"))
			.evaluate()
			.getSingleResult()
			.get("state");
	}

	@Test
	void aFileInTheFolderWinsOverTheOneInside() throws IOException {
		String inside = new Models(Path.of("does-not-exist")).find().firstKey();
		Path model = this.folder.resolve(inside.substring("bpmn/".length()));
		Files.createDirectories(model.getParent());
		Files.writeString(model, "edited");
		assertThat(new Models(this.folder).find().get(inside).getContentAsString(StandardCharsets.UTF_8))
			.isEqualTo("edited");
	}

	private Set<String> deployedNames() {
		return repository().createDeploymentQuery()
			.list()
			.stream()
			.flatMap((deployment) -> repository().getDeploymentResources(deployment.getId()).stream())
			.map(Resource::getName)
			.collect(Collectors.toSet());
	}

	private long definitionsExcept(String key) {
		List<ProcessDefinition> all = repository().createProcessDefinitionQuery().list();
		return all.stream().filter((definition) -> !definition.getKey().equals(key)).count();
	}

	private RepositoryService repository() {
		return this.engine.getRepositoryService();
	}

}
