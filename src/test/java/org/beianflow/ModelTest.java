package org.beianflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.testing.Models;
import org.beianflow.testing.Traces;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.SimpleBeanDefinitionRegistry;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every model in {@code bpmn/} is one a case worker can read and the application can run.
 * Runs over whatever lies there, so a new model is checked from its first day; the rules
 * are in {@link ModelRules}.
 */
class ModelTest {

	private static final Pattern DELEGATE = Pattern.compile("delegateExpression=\"\\$\\{(\\w+)}\"");

	static Stream<Path> diagrams() {
		return Models.diagrams().values().stream();
	}

	static Stream<Path> decisions() {
		return Models.decisions().values().stream();
	}

	@ParameterizedTest
	@MethodSource("diagrams")
	void aDiagramKeepsTheRules(Path file) {
		assertThat(new ModelRules(file, Models.diagrams().keySet()).findings()).as("%s", file).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("diagrams")
	void aDiagramIsDrawnCompletely(Path file) {
		assertThat(new DrawingRules(file).findings()).as("%s", file).isEmpty();
	}

	@ParameterizedTest
	@MethodSource("decisions")
	void aDecisionTableExplainsItself(Path file) {
		assertThat(ModelRules.decisionFindings(file)).as("%s", file).isEmpty();
	}

	@Test
	void everyDelegateExpressionNamesABeanAndEveryDelegateBeanIsUsed() {
		assertThat(namedInDiagrams()).as("delegate expressions (left) and beans (right)").isEqualTo(beans());
	}

	@Test
	void everyDiagramIsWalkedByATest() {
		assertThat(traced()).as("diagrams with a @Traces test").isEqualTo(new TreeSet<>(Models.diagrams().keySet()));
	}

	@Test
	void everyTimerReadsAVariableThatCodeSets() throws IOException {
		Set<String> set = new TreeSet<>(ModelRules.clockVariables());
		set.addAll(dueVariablesInCode());
		List<String> unset = new ArrayList<>();
		for (Path file : Models.diagrams().values()) {
			Matcher read = Pattern.compile("\\$\\{(\\w+DueAt)}").matcher(Files.readString(file));
			while (read.find()) {
				if (!set.contains(read.group(1))) {
					unset.add(file.getFileName() + " reads " + read.group(1));
				}
			}
		}
		assertThat(unset).isEmpty();
	}

	@Test
	void elementTemplatesOfferWhatTheCodeKnows() throws IOException {
		assertThat(ElementTemplates.findings()).isEmpty();
	}

	private static Set<String> namedInDiagrams() {
		Set<String> named = new TreeSet<>();
		for (Path file : Models.diagrams().values()) {
			Matcher matcher = DELEGATE.matcher(ModelRules.text(file));
			while (matcher.find()) {
				named.add(matcher.group(1));
			}
		}
		return named;
	}

	private static Set<String> beans() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		List.of(JavaDelegate.class, ExecutionListener.class, TaskListener.class)
			.forEach((type) -> scanner.addIncludeFilter(new AssignableTypeFilter(type)));
		AnnotationBeanNameGenerator names = new AnnotationBeanNameGenerator();
		return scanner.findCandidateComponents("org.beianflow")
			.stream()
			.filter(ModelTest::isStepOfAProcess)
			.map((bean) -> names.generateBeanName(bean, new SimpleBeanDefinitionRegistry()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	// Not the stand-ins of tests, nor what the engine adds to every task.
	private static boolean isStepOfAProcess(BeanDefinition bean) {
		return bean.getBeanClassName().contains(".process.")
				&& Files.exists(Path.of("target/classes", bean.getBeanClassName().replace('.', '/') + ".class"));
	}

	private static Set<String> traced() {
		ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
		scanner.addIncludeFilter(new AnnotationTypeFilter(Traces.class));
		return scanner.findCandidateComponents("org.beianflow")
			.stream()
			.map(BeanDefinition::getBeanClassName)
			.map(ModelTest::load)
			.flatMap((type) -> Stream.of(type.getAnnotation(Traces.class).value()))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	private static Class<?> load(String name) {
		try {
			return Class.forName(name);
		}
		catch (ClassNotFoundException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Set<String> dueVariablesInCode() throws IOException {
		Set<String> found = new TreeSet<>();
		Pattern literal = Pattern.compile("\"(\\w+DueAt)\"");
		try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
			for (Path source : sources.filter((path) -> path.getParent().endsWith("process")).toList()) {
				Matcher matcher = literal.matcher(Files.readString(source));
				while (matcher.find()) {
					found.add(matcher.group(1));
				}
			}
		}
		return found;
	}

}
