package whole;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;

/**
 * The packaged application as a process of its own, in a folder of its own, on whatever
 * port is free. It can be killed as a power cut would, and started again on the same
 * data.
 */
final class Node implements AutoCloseable {

	/** Two cores that others use as well take their time. */
	private static final Duration START = Duration.ofMinutes(10);

	private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");

	private static final Pattern STARTED = Pattern.compile("Started Beianflow in ");

	private static final Pattern FAILED = Pattern.compile("APPLICATION FAILED TO START|Application run failed");

	private final Path folder;

	private final String name;

	private final List<String> settings;

	private Process process;

	private Path log;

	private int starts;

	private int port;

	/**
	 * A node that is not started yet.
	 * @param folder where it runs; relative places in its settings begin here
	 * @param name of its log files
	 * @param settings as on its command line, without the dashes
	 */
	Node(Path folder, String name, List<String> settings) {
		this.folder = folder;
		this.name = name;
		this.settings = settings;
		Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
	}

	/** Starts it and waits until it answers. */
	Node start(String... further) {
		launch(further);
		return ready();
	}

	/** Starts it without waiting. */
	void launch(String... further) {
		this.starts++;
		this.log = this.folder.resolve(this.name + "-" + this.starts + ".log");
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xmx640m", "-jar", jar().toString(), "--spring.profiles.active=demo",
						"--server.port=0", "--server.address=127.0.0.1", "--beianflow.demo.filings=false",
						"--spring.main.banner-mode=off"));
		this.settings.forEach((setting) -> command.add("--" + setting));
		for (String setting : further) {
			command.add("--" + setting);
		}
		try {
			Files.createDirectories(this.folder);
			this.process = new ProcessBuilder(command).directory(this.folder.toFile())
				.redirectErrorStream(true)
				.redirectOutput(this.log.toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	Node ready() {
		Awaitility.await(this.name + " has started").atMost(START).pollInterval(Duration.ofMillis(100)).until(() -> {
			String said = log();
			if (!this.process.isAlive() || FAILED.matcher(said).find()) {
				throw new IllegalStateException("it did not start:\n" + said);
			}
			return STARTED.matcher(said).find();
		});
		Matcher found = PORT.matcher(log());
		if (!found.find()) {
			throw new IllegalStateException("it does not say its port:\n" + log());
		}
		this.port = Integer.parseInt(found.group(1));
		return this;
	}

	private static Path jar() {
		String jar = System.getProperty("beianflow.jar");
		if (jar == null) {
			throw new IllegalStateException("the system property beianflow.jar names no packaged application");
		}
		return Path.of(jar).toAbsolutePath();
	}

	/** What it wrote since its last start. */
	String log() {
		try {
			return Files.readString(this.log, StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/** Ends it at once, without giving it a chance to tidy up. */
	void kill() {
		if (this.process == null) {
			return;
		}
		this.process.destroyForcibly();
		try {
			this.process.waitFor(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void close() {
		kill();
	}

}
