package org.beianflow.testing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.Assumptions;

/**
 * The browser of the tests: a Chromium of the system, nothing is downloaded.
 * <p>
 * Where none is found a test says so in one line and is skipped; on CI it fails. The
 * environment variable {@code CHROMIUM} names one that stands elsewhere.
 */
public final class Chromium implements AutoCloseable {

	private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome",
			"google-chrome-stable", "chrome");

	private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu",
			"--disable-background-networking", "--disable-component-update", "--disable-sync");

	private static final AtomicBoolean TOLD = new AtomicBoolean();

	private final Playwright playwright;

	private final Browser browser;

	private Chromium(Path executable) {
		this.playwright = Playwright
			.create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
		this.browser = this.playwright.chromium()
			.launch(new BrowserType.LaunchOptions().setExecutablePath(executable).setArgs(FLAGS));
	}

	/** Starts it, or skips the test that asks where there is none. */
	public static Chromium start() {
		Optional<Path> executable = find();
		boolean mandatory = "true".equals(System.getenv("CI"));
		if (executable.isEmpty() && mandatory) {
			throw new IllegalStateException("no Chromium on the path; .ci/run installs one");
		}
		if (executable.isEmpty()) {
			tellOnce();
		}
		Assumptions.assumeTrue(executable.isPresent(), "no Chromium");
		return new Chromium(executable.get());
	}

	private static void tellOnce() {
		if (TOLD.compareAndSet(false, true)) {
			System.out.println("No Chromium found (looked for " + NAMES + "): browser tests are skipped.");
		}
	}

	public Browser browser() {
		return this.browser;
	}

	private static Optional<Path> find() {
		String named = System.getenv("CHROMIUM");
		if (named != null) {
			return Optional.of(Path.of(named));
		}
		for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
			for (String name : NAMES) {
				Path candidate = Path.of(folder, name);
				if (Files.isExecutable(candidate)) {
					return Optional.of(candidate);
				}
			}
		}
		return Optional.empty();
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
