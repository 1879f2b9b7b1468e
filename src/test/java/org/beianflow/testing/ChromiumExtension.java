package org.beianflow.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One {@link Chromium} for the tests of a class; register as a static extension.
 */
public final class ChromiumExtension implements BeforeAllCallback, AfterAllCallback {

	/** Milliseconds. The limit is only there to end a hang, on a slow machine too. */
	private static final double PATIENCE = 120_000;

	private final boolean eager;

	private Chromium chromium;

	private ChromiumExtension(boolean eager) {
		this.eager = eager;
	}

	/** Every test of the class needs it: where there is none all are skipped. */
	public static ChromiumExtension forAllTests() {
		return new ChromiumExtension(true);
	}

	/** Some tests of the class need it: where there is none those are skipped. */
	public static ChromiumExtension whereAsked() {
		return new ChromiumExtension(false);
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
		if (this.eager) {
			start();
		}
	}

	@Override
	public void afterAll(ExtensionContext context) {
		if (this.chromium != null) {
			this.chromium.close();
			this.chromium = null;
		}
	}

	private void start() {
		if (this.chromium == null) {
			this.chromium = Chromium.start();
		}
	}

	/** Somebody who reads Chinese in front of a window so many pixels wide. */
	public static Browser.NewContextOptions chinese(int width) {
		return new Browser.NewContextOptions().setLocale("zh-CN").setViewportSize(width, 900);
	}

	/** A browser of one's own: its cookies, its window; to be closed. */
	public BrowserContext visitor(Browser.NewContextOptions options) {
		start();
		BrowserContext context = this.chromium.browser().newContext(options);
		context.setDefaultTimeout(PATIENCE);
		return context;
	}

}
