package org.beianflow.account;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import org.beianflow.Beianflow;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import parts.Browserless;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every route the running application has — controllers, servlets, JAX-RS resources of
 * the engine and of its web applications, static files, actuator — stands in
 * {@code account/routes.csv}, and nobody who did not sign in gets past it.
 */
@Tag("application")
@SpringBootTest(classes = Beianflow.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:routes;DB_CLOSE_DELAY=-1",
				"beianflow.privacy.demo-directory=target/routes/keys",
				"beianflow.audit.seal-directory=target/routes/anchors",
				"beianflow.material.disk.directory=target/routes/materials", "server.address=127.0.0.1",
				"camunda.bpm.job-execution.enabled=false" })
@ActiveProfiles("demo")
@DirtiesContext
class RoutesTest {

	private static final int DEEPEST_LOCATOR = 8;

	@Autowired
	ApplicationContext context;

	@Autowired
	ServletContext servletContext;

	@LocalServerPort
	int port;

	private final RouteTable table = new RouteTable();

	private final HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

	@Test
	void everyRouteIsListedAndClosedToStrangersUnlessItIsPublic() throws Exception {
		Set<Route> routes = routes();
		assertThat(routes).hasSizeGreaterThan(500);
		List<String> wrong = new ArrayList<>();
		for (Route route : routes) {
			Optional<RouteTable.Row> row = this.table.find(route.method(), route.path());
			if (row.isEmpty()) {
				wrong.add("not listed: " + route);
			}
			else if (row.get().access() != RouteTable.Access.PUBLIC && !isRefused(anonymously(route))) {
				wrong.add("open to strangers: " + route + " answered " + anonymously(route).statusCode());
			}
		}
		assertThat(wrong).isEmpty();
	}

	@Test
	void everyPublicRowStandsForARoute() throws Exception {
		Set<Route> routes = routes();
		Set<String> used = routes.stream()
			.map((route) -> this.table.find(route.method(), route.path()))
			.flatMap(Optional::stream)
			.filter((row) -> row.access() == RouteTable.Access.PUBLIC)
			.map((row) -> row.pattern().getPatternString())
			.collect(Collectors.toCollection(TreeSet::new));
		List<String> publicRows = this.table.rows()
			.stream()
			.filter((row) -> row.access() == RouteTable.Access.PUBLIC)
			.map((row) -> row.pattern().getPatternString())
			.filter((pattern) -> !used.contains(pattern))
			// Spring Security answers these itself.
			.filter((pattern) -> !Set.of("/favicon.ico").contains(pattern))
			.toList();
		assertThat(publicRows).isEmpty();
	}

	@Test
	void theOpenApiDocumentDescribesEveryOperation() throws Exception {
		HttpResponse<String> answer = anonymously(new Route("GET", "/v3/api-docs"));
		JsonNode document = new ObjectMapper().readTree(answer.body());
		assertThat(document.at("/info/title").asText()).isEqualTo("Beianflow API");
		assertThat(document.at("/components/securitySchemes/bearer/scheme").asText()).isEqualTo("bearer");
		Map<String, String> operations = new TreeMap<>();
		this.context.getBean("requestMappingHandlerMapping", RequestMappingInfoHandlerMapping.class)
			.getHandlerMethods()
			.keySet()
			.forEach((info) -> info.getPatternValues()
				.stream()
				.filter((path) -> path.startsWith("/api/v1/"))
				.forEach((path) -> info.getMethodsCondition().getMethods().forEach((method) -> {
					JsonNode operation = document.path("paths").path(path).path(method.name().toLowerCase(Locale.ROOT));
					operations.put(method + " " + path, operation.path("summary").asText());
				})));
		assertThat(operations).hasSizeGreaterThan(50).doesNotContainValue("");
	}

	@Test
	void whatIsClosedIsClosedToEverybody() {
		for (String id : List.of("worker.bj", "admin", "operator")) {
			Browserless person = Browserless.staff(this.port, id);
			String csrf = person.cookie("BF-XSRF");
			for (String path : List.of("/camunda/api/admin/setup/default/user/create",
					"/camunda/api/admin/setup/default/user/create/", "/camunda/api/admin/auth/user/default/login/admin",
					"/engine-rest/task/x/bpmnError", "/engine-rest/task/x/bpmnError/",
					"/engine-rest/task/x/%62pmnError", "/engine-rest/engine/default/task/x/bpmnEscalation",
					"/engine-rest/task/x/comment/create", "/camunda/api/engine/engine/default/task/x/comment/create",
					"/actuator/env")) {
				assertThat(person.post(path, "{}", "X-BF-XSRF", csrf).statusCode()).as(id + " " + path).isEqualTo(403);
			}
			assertThat(person.get("/camunda/app/admin/default/setup/").statusCode()).isEqualTo(403);
		}
	}

	@Test
	void applicantsDoNotGetToTheDesks() {
		Browserless applicant = new Browserless(this.port);
		applicant.signIn("/sign-in", "demo-company", "Shenqing-Demo-2026");
		for (String path : List.of("/staff/x", "/forms/task.html", "/camunda/app/tasklist/default/",
				"/camunda/api/engine/engine/default/task", "/engine-rest/task", "/api/v1/staff/task-cards?ids=x")) {
			assertThat(applicant.get(path, "Accept", "text/html").statusCode()).as(path).isEqualTo(403);
		}
	}

	@Test
	void strangersLearnUpOrDownAndOperatorsWhy() {
		assertThat(new Browserless(this.port).get("/actuator/health").body()).matches("\\{\"status\":\"\\w+\"}");
		Browserless operator = Browserless.staff(this.port, "operator");
		assertThat(operator.get("/actuator/health").body()).contains("\"officialUntil\"");
		assertThat(operator.get("/actuator/metrics/beianflow.calendar.short").statusCode()).isEqualTo(200);
		Browserless worker = Browserless.staff(this.port, "worker.bj");
		assertThat(worker.get("/actuator/health").body()).matches("\\{\"status\":\"\\w+\"}");
		assertThat(worker.get("/actuator/metrics/beianflow.calendar.short").statusCode()).isEqualTo(403);
	}

	private static boolean isRefused(HttpResponse<String> answer) {
		return switch (answer.statusCode()) {
			case 401, 403 -> true;
			case 302 -> answer.headers().firstValue("Location").orElse("").contains("sign-in");
			default -> false;
		};
	}

	private HttpResponse<String> anonymously(Route route) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + this.port + route.path()))
			.header("Content-Type", "application/json")
			.method(route.method(),
					route.method().equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString("{}"))
			.build();
		return this.client.send(request, BodyHandlers.ofString());
	}

	private Set<Route> routes() throws Exception {
		Set<Route> routes = new LinkedHashSet<>();
		this.context.getBeansOfType(RequestMappingInfoHandlerMapping.class)
			.values()
			.forEach((mapping) -> mapping.getHandlerMethods().keySet().forEach((info) -> add(routes, info)));
		this.context.getBeansOfType(AbstractUrlHandlerMapping.class)
			.values()
			.forEach((mapping) -> mapping.getHandlerMap().keySet().forEach((pattern) -> addStatic(routes, pattern)));
		addStaticFiles(routes);
		this.servletContext.getServletRegistrations()
			.values()
			.forEach((servlet) -> servlet.getMappings().forEach((mapping) -> {
				if (!mapping.equals("/")) {
					routes.add(new Route("GET", mapping.replace("/*", "/x")));
				}
			}));
		addJaxRs(routes);
		return routes;
	}

	private static void add(Set<Route> routes, RequestMappingInfo info) {
		Set<String> methods = info.getMethodsCondition().getMethods().isEmpty() ? Set.of("GET", "POST")
				: info.getMethodsCondition().getMethods().stream().map(Enum::name).collect(Collectors.toSet());
		Set<String> patterns = (info.getPathPatternsCondition() != null)
				? info.getPathPatternsCondition().getPatternValues() : info.getPatternValues();
		for (String pattern : patterns) {
			methods.forEach((method) -> routes.add(Route.of(method, pattern)));
		}
	}

	/** The pattern for everything is answered by {@link #addStaticFiles}. */
	private static void addStatic(Set<Route> routes, String pattern) {
		if (!pattern.equals("/**")) {
			routes.add(Route.of("GET", pattern.replace("/**", "/x").replace("/*", "/x")));
		}
	}

	private static void addStaticFiles(Set<Route> routes) throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		for (String root : List.of("static/", "public/", "resources/")) {
			for (Resource file : resolver.getResources("classpath*:" + root + "**/*.*")) {
				String url = file.getURL().toString();
				routes.add(new Route("GET", url.substring(url.lastIndexOf("/" + root) + root.length())));
			}
		}
		for (Resource file : resolver.getResources("classpath*:META-INF/resources/**/*.html")) {
			String url = file.getURL().toString();
			routes.add(new Route("GET",
					url.substring(url.indexOf("META-INF/resources/") + "META-INF/resources".length())));
		}
	}

	/** JAX-RS: the engine's API by its configuration, the web applications' by theirs. */
	private void addJaxRs(Set<Route> routes) throws Exception {
		Map<String, Set<Class<?>>> resources = new TreeMap<>();
		resources.put("/engine-rest", this.context.getBean(ResourceConfig.class).getClasses());
		this.servletContext.getServletRegistrations().values().forEach((servlet) -> {
			String application = servlet.getInitParameter("jakarta.ws.rs.Application");
			if (application != null && application.startsWith("org.camunda")) {
				resources.put(servlet.getMappings().iterator().next().replace("/*", ""), classes(application));
			}
		});
		assertThat(resources).hasSize(6);
		resources.forEach((base, classes) -> classes.forEach((type) -> walk(routes, base, type, 0)));
	}

	private static Set<Class<?>> classes(String application) {
		try {
			return ((Application) Class.forName(application).getDeclaredConstructor().newInstance()).getClasses();
		}
		catch (ReflectiveOperationException ex) {
			throw new AssertionError(application, ex);
		}
	}

	private static void walk(Set<Route> routes, String base, Class<?> type, int depth) {
		String path = join(base, (depth == 0) ? annotation(type, Path.class).map(Path::value).orElse(null) : "");
		if (depth > DEEPEST_LOCATOR || path == null) {
			return;
		}
		for (Method method : type.getMethods()) {
			Optional<Path> own = annotation(method, Path.class);
			Optional<String> verb = verb(method);
			String full = join(path, own.map(Path::value).orElse(""));
			if (verb.isPresent()) {
				routes.add(Route.of(verb.get(), full));
			}
			else if (own.isPresent()) {
				walk(routes, full, method.getReturnType(), depth + 1);
			}
		}
	}

	private static String join(String base, String path) {
		if (path == null) {
			return null;
		}
		String plain = path.startsWith("/") ? path.substring(1) : path;
		return plain.isEmpty() ? base : base + "/" + plain;
	}

	private static Optional<String> verb(Method method) {
		return declarations(method).stream()
			.flatMap((declared) -> Arrays.stream(declared.getAnnotations()))
			.map((annotation) -> annotation.annotationType().getAnnotation(HttpMethod.class))
			.filter((verb) -> verb != null)
			.map(HttpMethod::value)
			.findFirst();
	}

	private static <A extends Annotation> Optional<A> annotation(AnnotatedElement element, Class<A> type) {
		List<? extends AnnotatedElement> places = (element instanceof Method method) ? declarations(method)
				: supertypes((Class<?>) element);
		return places.stream().map((place) -> place.getAnnotation(type)).filter((found) -> found != null).findFirst();
	}

	private static List<Method> declarations(Method method) {
		List<Method> found = new ArrayList<>();
		for (Class<?> type : supertypes(method.getDeclaringClass())) {
			try {
				found.add(type.getDeclaredMethod(method.getName(), method.getParameterTypes()));
			}
			catch (NoSuchMethodException ex) {
				// this supertype does not declare it
			}
		}
		return found;
	}

	private static List<Class<?>> supertypes(Class<?> type) {
		Set<Class<?>> types = new LinkedHashSet<>();
		for (Class<?> current = type; current != null; current = current.getSuperclass()) {
			types.add(current);
			Arrays.stream(current.getInterfaces()).forEach((each) -> types.addAll(supertypes(each)));
		}
		return List.copyOf(types);
	}

	/** A route with something in place of each variable. */
	private record Route(String method, String path) {

		static Route of(String method, String pattern) {
			// A variable may carry a regular expression, with braces of its own.
			String path = pattern.replaceAll("\\{[^{}/]*(\\{[^{}]*}[^{}/]*)*}", "x").replaceAll("\\*+", "x");
			return new Route(method, path.startsWith("/") ? path : "/" + path);
		}

	}

	@TestConfiguration
	static class WithoutFilings {

		/** The demo's filings take minutes and add no route. */
		@Bean
		static BeanDefinitionRegistryPostProcessor noFilings() {
			return (registry) -> {
				if (registry.containsBeanDefinition("demoFilings")) {
					registry.removeBeanDefinition("demoFilings");
				}
			};
		}

	}

}
