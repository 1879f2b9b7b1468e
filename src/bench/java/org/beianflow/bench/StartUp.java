package org.beianflow.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Start-up time and memory of the packaged application, with demo and without demo
 * filings, and of a bare engine with its web applications and REST interface, in turns on
 * the same machine: each on an H2 file, once empty and then again on its own data.
 * <p>
 * Medians of all runs. Heap and resident memory are taken after a full collection, when
 * the first page has answered.
 */
final class StartUp {

	private static final int RUNS = 5;

	private static final Duration PATIENCE = Duration.ofMinutes(6);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started \\w+ in ([\\d.]+) seconds");

	private static final Pattern HEAP_USED = Pattern.compile("used (\\d+)K");

	private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

	private static final HttpClient HTTP = HttpClient.newHttpClient();

	private StartUp() {
	}

	static void main(String[] args) throws IOException, InterruptedException {
		int runs = (args.length > 0) ? Integer.parseInt(args[0]) : RUNS;
		Path target = Path.of(System.getProperty("beianflow.bench.target"), "startup");
		delete(target);
		List<Candidate> candidates = List.of(
				new Candidate("bare engine", Path.of(System.getProperty("beianflow.bench.target"), "bare", "bare.jar"),
						"/camunda/app/welcome/default/",
						List.of("spring.datasource.url=jdbc:h2:file:./data/bare;DB_CLOSE_ON_EXIT=FALSE",
								"camunda.bpm.admin-user.id=admin", "camunda.bpm.admin-user.password=admin")),
				new Candidate("Beianflow", Path.of(System.getProperty("beianflow.bench.jar")), "/staff/sign-in",
						List.of("spring.profiles.active=demo", "beianflow.demo.filings=false")));
		Map<String, List<Measured>> measured = new LinkedHashMap<>();
		for (int run = 1; run <= runs; run++) {
			for (Candidate candidate : candidates) {
				Path folder = target.resolve(candidate.name().replace(' ', '-') + "-" + run);
				for (String start : List.of("empty database", "second start")) {
					Measured one = start(candidate, folder);
					measured.computeIfAbsent(candidate.name() + ", " + start, (name) -> new ArrayList<>()).add(one);
					System.out.printf(Locale.ROOT, "%d %-28s %s%n", run, candidate.name() + ", " + start, one);
				}
			}
		}
		print(measured, runs);
	}

	/**
	 * What is started.
	 *
	 * @param page the first page somebody opens
	 */
	private record Candidate(String name, Path jar, String page, List<String> settings) {

	}

	/**
	 * One start.
	 *
	 * @param started seconds from the process's start until the application says so
	 * @param answered seconds until the first page answered 200
	 * @param resident resident memory in MB, before and after a full collection
	 * @param heap used heap in MB after a full collection
	 */
	private record Measured(double started, double answered, double resident, double residentAfter, double heap,
			double classes) {

		@Override
		public String toString() {
			return String.format(Locale.ROOT,
					"started %.1f s, page %.1f s, resident %.0f MB (%.0f after gc), heap %.0f MB, %.0f classes",
					this.started, this.answered, this.resident, this.residentAfter, this.heap, this.classes);
		}

	}

	private static Measured start(Candidate candidate, Path folder) throws IOException, InterruptedException {
		Files.createDirectories(folder);
		Path log = folder.resolve("start.log");
		List<String> command = new ArrayList<>(List.of(java("java"), "-Xmx1g", "-jar", candidate.jar().toString(),
				"--server.port=0", "--server.address=127.0.0.1"));
		candidate.settings().forEach((setting) -> command.add("--" + setting));
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		try {
			double started = 0;
			String said = "";
			while (started == 0) {
				if (!process.isAlive() || seconds(begin) > PATIENCE.toSeconds()) {
					throw new IllegalStateException(candidate.name() + " did not start:\n" + said);
				}
				process.waitFor(20, TimeUnit.MILLISECONDS);
				said = Files.readString(log, StandardCharsets.UTF_8);
				started = STARTED.matcher(said).find() ? seconds(begin) : 0;
			}
			String base = "http://127.0.0.1:" + find(PORT, said);
			while (status(base + candidate.page()) != 200) {
				process.waitFor(20, TimeUnit.MILLISECONDS);
			}
			double answered = seconds(begin);
			double resident = resident(process);
			run(java("jcmd"), String.valueOf(process.pid()), "GC.run");
			Matcher heap = HEAP_USED.matcher(run(java("jcmd"), String.valueOf(process.pid()), "GC.heap_info"));
			heap.find();
			String classes = run(java("jstat"), "-class", String.valueOf(process.pid())).lines()
				.skip(1)
				.findFirst()
				.orElse("0")
				.strip()
				.split("\\s+")[0];
			return new Measured(started, answered, resident, resident(process),
					Double.parseDouble(heap.group(1)) / 1024, Double.parseDouble(classes));
		}
		finally {
			process.destroy();
			if (!process.waitFor(60, TimeUnit.SECONDS)) {
				process.destroyForcibly().waitFor();
			}
		}
	}

	private static double seconds(long begin) {
		return (System.nanoTime() - begin) / 1e9;
	}

	private static int status(String address) throws InterruptedException {
		try {
			return HTTP
				.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.discarding())
				.statusCode();
		}
		catch (IOException ex) {
			return 0;
		}
	}

	private static double resident(Process process) throws IOException {
		return Double.parseDouble(find(RESIDENT, Files.readString(Path.of("/proc", process.pid() + "", "status"))))
				/ 1024;
	}

	private static String find(Pattern pattern, String text) {
		Matcher found = pattern.matcher(text);
		if (!found.find()) {
			throw new IllegalStateException("no " + pattern + " in:\n" + text);
		}
		return found.group(1);
	}

	private static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	private static String run(String... command) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		process.waitFor();
		return said;
	}

	private static void print(Map<String, List<Measured>> measured, int runs) {
		System.out.printf("%nMedians of %d runs, %d processors, %s%n%n", runs,
				Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.version"));
		System.out.println("| | started | first page | resident | after gc | heap after gc | classes |");
		System.out.println("|---|---|---|---|---|---|---|");
		measured.forEach((name, all) -> System.out.printf(Locale.ROOT,
				"| %s | %.1f s | %.1f s | %.0f MB | %.0f MB | %.0f MB | %.0f |%n", name, median(all, Measured::started),
				median(all, Measured::answered), median(all, Measured::resident), median(all, Measured::residentAfter),
				median(all, Measured::heap), median(all, Measured::classes)));
	}

	private static double median(List<Measured> all, ToDoubleFunction<Measured> value) {
		double[] sorted = all.stream().mapToDouble(value).sorted().toArray();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle]
				: Arrays.stream(sorted, middle - 1, middle + 1).average().orElseThrow();
	}

	private static void delete(Path folder) throws IOException {
		if (Files.exists(folder)) {
			try (Stream<Path> files = Files.walk(folder)) {
				for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
					Files.delete(file);
				}
			}
		}
	}

}
