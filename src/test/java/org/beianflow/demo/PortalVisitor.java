package org.beianflow.demo;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Somebody in front of the portal with a browser of their own, who looks closely at every
 * page: is it light, translated, accessible, and does it fit, in large type as well.
 */
final class PortalVisitor implements AutoCloseable {

	/** A key of the bundles, or what Thymeleaf writes for a missing one. */
	private static final Pattern RAW_KEY = Pattern
		.compile("\\?\\?|\\b(portal|filing|deadline|access|fee|account|material)\\.[a-z]+\\.");

	/** HTML, styles, scripts and pictures of a page that is opened for the first time. */
	private static final int MOST_BYTES = 300_000;

	private static final int TELEPHONE = 390;

	/** Parts of a date each take the tabulator once; so does what can be scrolled. */
	private static final int LAP = 12;

	private static final String AXE = AxeBuilder.getAxeScript();

	private static final String FAULTS = """
			async () => (await axe.run({ resultTypes: ["violations"] })).violations
				.filter(fault => ["serious", "critical"].includes(fault.impact))
				.map(fault => fault.id + ": " + fault.nodes.map(node => node.html).join(" "))""";

	private static final String BYTES = """
			() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
				.filter(e => !['fetch', 'xmlhttprequest'].includes(e.initiatorType))
				.reduce((sum, e) => sum + e.encodedBodySize, 0)""";

	private static final String SIDEWAYS = """
			() => document.documentElement.scrollWidth - document.documentElement.clientWidth""";

	/** Everything the tabulator should reach, each radio group once; gives how many. */
	private static final String NUMBER_CONTROLS = """
			() => {
				const groups = new Set();
				let n = 0;
				for (const e of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
					if (e.disabled || e.tabIndex < 0 || !e.checkVisibility({ visibilityProperty: true })) continue;
					if (e.type === "radio") {
						const first = !groups.has(e.name);
						groups.add(e.name);
						if (!first) continue;
						document.querySelectorAll(`[name="${CSS.escape(e.name)}"]`).forEach(r => r.dataset.walk = n);
					}
					e.dataset.walk = n++;
				}
				return n;
			}""";

	/** Which of them has the focus, and whether one can see that. */
	private static final String FOCUSED = """
			() => {
				const e = document.activeElement;
				if (!e || e === document.body) return null;
				const style = getComputedStyle(e);
				const box = e.getBoundingClientRect();
				const marked = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
				const there = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
				return { walk: e.dataset.walk ?? "", seen: marked && there, what: e.outerHTML.slice(0, 120) };
			}""";

	private final BrowserContext context;

	private final Page page;

	private final String root;

	private final boolean scripts;

	PortalVisitor(BrowserContext context, String root, boolean scripts) {
		this.root = root;
		this.scripts = scripts;
		this.context = context;
		this.page = this.context.newPage();
	}

	Page page() {
		return this.page;
	}

	boolean scripts() {
		return this.scripts;
	}

	// --- moving about ---

	void open(String path) {
		this.page.navigate(url(path));
	}

	Locator heading() {
		return this.page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
	}

	Locator box(String name) {
		return this.page.locator("main [name=\"" + name + "\"]:not([type=hidden])");
	}

	void press(String button) {
		this.page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
	}

	void act(String value) {
		this.page.locator("main form button[name=act][value=" + value + "]").first().click();
	}

	void follow(String link) {
		this.page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link)).first().click();
	}

	Locator wrong() {
		return this.page.locator("#summary");
	}

	void signIn(String login, String password) {
		box("username").fill(login);
		box("password").fill(password);
		this.page.locator("main form button").first().click();
	}

	void assertPdf(String path) {
		APIResponse pdf = this.page.request().get(url(path));
		assertThat(pdf.status()).as(path).isEqualTo(200);
		assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).as(path).isEqualTo("%PDF-");
	}

	String text(String path) {
		return this.page.request().get(url(path)).text();
	}

	// --- looking ---

	/**
	 * The page under this address in both languages, and in large type on a telephone; it
	 * is left as it was. What answered a form is there again under its own address.
	 */
	void look() {
		if (!this.scripts) {
			lookHere();
			return;
		}
		int width = this.page.viewportSize().width;
		choose("bf-type", "large");
		choose("bf-lang", "en");
		this.page.setViewportSize(TELEPHONE, 900);
		this.page.reload();
		fits();
		choose("bf-type", "normal");
		this.page.setViewportSize(width, 900);
		for (String language : List.of("en", "zh-CN")) {
			choose("bf-lang", language);
			this.page.reload();
			lookHere();
		}
	}

	/** The page as it stands. */
	void lookHere() {
		this.page.waitForLoadState();
		assertThat(this.page.locator("body").innerText()).as(this.page.url()).doesNotContainPattern(RAW_KEY);
		fits();
		assertThat((Integer) this.page.evaluate(BYTES)).as("bytes of " + this.page.url()).isBetween(1000, MOST_BYTES);
		if (this.scripts) {
			this.page.evaluate(AXE);
			assertThat((List<?>) this.page.evaluate(FAULTS)).as(this.page.url()).isEmpty();
		}
	}

	/** Nothing sticks out at the side. */
	private void fits() {
		picture();
		assertThat((Integer) this.page.evaluate(SIDEWAYS)).as("sticks out: " + this.page.url()).isZero();
	}

	private void choose(String cookie, String value) {
		this.context.addCookies(List.of(new Cookie(cookie, value).setUrl(url("/"))));
	}

	/** Pictures for people to look at, where the environment names a folder for them. */
	private void picture() {
		String folder = System.getenv("BEIANFLOW_PICTURES");
		if (folder != null) {
			String name = this.page.url()
				.replaceFirst("https?://[^/]+", "")
				.replaceAll("F\\d{10,}", "F")
				.replaceAll("\\W+", "-");
			String kind = this.page.locator("html").getAttribute("lang")
					+ (this.page.locator("html.large").count() > 0 ? "-large" : "");
			this.page.screenshot(new Page.ScreenshotOptions().setFullPage(true)
				.setPath(Path.of(folder, this.page.viewportSize().width + name + "." + kind + ".png")));
		}
	}

	// --- by keyboard ---

	/** The tabulator comes by everything, and one sees where it is. */
	void walk() {
		this.page.evaluate("document.activeElement.blur()");
		int controls = (Integer) this.page.evaluate(NUMBER_CONTROLS);
		boolean[] met = new boolean[controls];
		for (int i = 0; i < controls + LAP; i++) {
			this.page.keyboard().press("Tab");
			Map<?, ?> focused = (Map<?, ?>) this.page.evaluate(FOCUSED);
			if (focused == null) {
				// Behind the last comes the first again.
				continue;
			}
			assertThat(focused.get("seen")).as("focus is seen on " + this.page.url() + " at " + focused.get("what"))
				.isEqualTo(true);
			if (!focused.get("walk").equals("")) {
				met[Integer.parseInt((String) focused.get("walk"))] = true;
			}
		}
		for (int i = 0; i < controls; i++) {
			assertThat(met[i])
				.as("by keyboard on " + this.page.url() + ": " + this.page.locator("[data-walk=\"" + i + "\"]").first())
				.isTrue();
		}
	}

	/** Presses the tabulator until this has the focus. */
	void tabTo(String selector) {
		this.page.locator(selector).first().waitFor();
		for (int i = 0; i < 100; i++) {
			if ((Boolean) this.page.evaluate("s => document.activeElement.matches(s)", selector)) {
				return;
			}
			this.page.keyboard().press("Tab");
		}
		throw new AssertionError(selector + " is not reached on " + this.page.url());
	}

	void type(String text) {
		this.page.keyboard().type(text);
	}

	void key(String key) {
		this.page.keyboard().press(key);
	}

	private String url(String path) {
		return this.root + path;
	}

	@Override
	public void close() {
		this.context.close();
	}

}
