package org.beianflow.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import org.awaitility.Awaitility;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingReference;
import org.beianflow.testing.HeicPhoto;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The way of a newcomer from the start page to the submission: registration with a code,
 * the question which kind of filing, the wizard, the documents. Every page is looked at,
 * and mistakes are made on the way.
 */
final class PortalWay {

	static final String PASSWORD = "ein ruhiger Morgen am See";

	private static final Pattern REFERENCE = Pattern.compile("/filings/(F\\d+)/");

	private final PortalVisitor visitor;

	private final Page page;

	private final DemoPhones phones;

	private final ObjectMapper json;

	private final Set<String> asked = new TreeSet<>();

	private boolean heic;

	PortalWay(PortalVisitor visitor, DemoPhones phones, ObjectMapper json) {
		this.visitor = visitor;
		this.page = visitor.page();
		this.phones = phones;
		this.json = json;
	}

	/** Names of the fields that were asked. */
	Set<String> asked() {
		return this.asked;
	}

	void register(String loginName, String phone) {
		this.visitor.open("/");
		this.page.locator("main a.button").click();
		this.visitor.box("phone").fill("12345");
		this.visitor.act("send");
		assertThat(this.visitor.wrong()).containsText("11 位");
		this.visitor.box("phone").fill(phone);
		this.visitor.act("send");
		this.visitor.box("code").fill("12");
		this.visitor.box("loginName").fill(loginName);
		this.visitor.box("email").fill(loginName + "@example.cn");
		this.visitor.box("password").fill(PASSWORD);
		this.visitor.act("do");
		assertThat(this.page.locator("#error-code")).containsText("验证码不正确");
		this.visitor.lookHere();
		this.visitor.box("code").fill(code(phone));
		this.visitor.box("password").fill("short");
		this.visitor.act("do");
		assertThat(this.page.locator("#error-password")).containsText("10 位");
		this.visitor.box("code").fill(code(phone));
		this.visitor.box("password").fill(PASSWORD);
		this.visitor.act("do");
		assertThat(this.page.locator("#nature")).isVisible();
		this.visitor.look();
	}

	/** From the three questions to the receipt. */
	FilingReference submit(FilingForm form) {
		begin(form);
		Map<String, Object> answers = new LinkedHashMap<>();
		flatten("", this.json.valueToTree(form), answers);
		answers.put("subject.legalRepresentative.same", "true");
		while (this.page.locator("main form[data-autosave]").count() > 0) {
			String step = this.page.url();
			this.visitor.look();
			fill(answers);
			this.page.locator("main form[data-autosave] button.button[value=continue]").click();
			this.page.waitForURL((url) -> !url.equals(step));
			assertThat(this.visitor.wrong().count()).as(step + " " + this.page.locator("main").innerText()).isZero();
		}
		documents();
		this.page.locator("main > .acts a.button").click();
		assertThat(this.visitor.wrong().count()).as(this.page.locator("main").innerText()).isZero();
		this.visitor.look();
		this.page.locator("main form button.button").click();
		assertThat(this.visitor.wrong()).isVisible();
		agree();
		assertThat(this.visitor.heading()).hasText("备案已提交");
		this.visitor.look();
		Matcher reference = REFERENCE.matcher(this.page.url());
		assertThat(reference.find()).as(this.page.url()).isTrue();
		return new FilingReference(reference.group(1));
	}

	private void begin(FilingForm form) {
		String domain = form.services().get(0).website().domains().get(0);
		this.page.selectOption("#nature", form.subject().nature().name());
		this.visitor.box("domain").fill(domain);
		this.page.locator("main form button.button").click();
		assertThat(this.page.locator("#error-certificateNumber .error")).isVisible();
		this.visitor.lookHere();
		this.visitor.box("certificateNumber").fill(form.subject().certificateNumber());
		this.page.locator("main form button.button").click();
		assertThat(this.visitor.heading()).containsText("首次备案");
		this.page.locator("main form button.button").click();
		assertThat(this.visitor.wrong()).isVisible();
		this.visitor.lookHere();
		agree();
	}

	/** Ticks whatever is to be agreed to, and goes on. */
	private void agree() {
		for (Locator consent : this.page.locator("[name=consents]").all()) {
			consent.check();
		}
		this.page.locator("main form button.button").click();
	}

	/**
	 * Answers what is asked; answers that bring other questions may take another round.
	 */
	private void fill(Map<String, Object> answers) {
		Set<String> done = new TreeSet<>();
		boolean more = true;
		while (more) {
			more = false;
			for (String name : names()) {
				if (answers.containsKey(name) && !done.contains(name) && this.visitor.box(name).first().isVisible()) {
					answer(name, answers.get(name));
					done.add(name);
					more = true;
				}
			}
			Locator refresh = this.page.locator("main form button[value=refresh]");
			if (!this.visitor.scripts() && more && refresh.count() > 0) {
				refresh.first().click();
			}
		}
		this.asked.addAll(names());
	}

	@SuppressWarnings("unchecked")
	private List<String> names() {
		return (List<String>) this.page
			.evaluate("[...new Set([...document.querySelectorAll('main form[data-autosave] [name]')]"
					+ ".filter(e => e.type !== 'hidden' && e.tagName !== 'BUTTON').map(e => e.name))]");
	}

	private void answer(String name, Object value) {
		Locator field = this.visitor.box(name);
		List<?> values = (value instanceof List<?> many) ? many : List.of(value);
		String type = field.first().getAttribute("type");
		if ("radio".equals(type) || "checkbox".equals(type)) {
			for (Object one : values) {
				Locator choice = this.page.locator("main [name=\"" + name + "\"][value=\"" + one + "\"]");
				if (choice.count() > 0) {
					choice.check();
				}
			}
		}
		else if (field.evaluate("e => e.tagName").equals("SELECT")) {
			if (field.locator("option[value=\"" + value + "\"]").count() == 0 && !this.visitor.scripts()) {
				this.page.locator("main form button[value=refresh]").first().click();
			}
			field.selectOption(value.toString());
		}
		else {
			field.fill(String.join("\n", values.stream().map(Object::toString).toList()));
			field.blur();
		}
		if (this.visitor.scripts()) {
			this.page.waitForFunction("() => { const f = document.querySelector('form[data-autosave]');"
					+ " return ['', f.dataset.saved].includes(f.querySelector('.saved').textContent); }");
		}
	}

	private void documents() {
		assertThat(this.visitor.heading()).isVisible();
		this.visitor.look();
		Locator missing = this.page.locator(".checklist > li:has(.first)");
		refusedFiles(missing.first());
		for (int left = missing.count(); left > 0; left--) {
			Locator item = missing.first();
			item.locator("input[type=file]").first().setInputFiles(photo(left));
			if (!this.visitor.scripts()) {
				item.locator("form.upload button").click();
			}
			assertThat(missing).hasCount(left - 1);
		}
		this.visitor.look();
	}

	/** The first as a telephone takes it, where scripts can open it. */
	private FilePayload photo(int left) {
		if (this.visitor.scripts() && !this.heic) {
			this.heic = true;
			return heic();
		}
		return new FilePayload("photo.png", "image/png", FilingScript.picture("PHOTO " + left));
	}

	static FilePayload heic() {
		return new FilePayload("IMG_0001.HEIC", "", HeicPhoto.bytes());
	}

	/** What cannot be taken is told where it was chosen, and the way goes on. */
	private void refusedFiles(Locator item) {
		String here = this.page.url();
		if (this.visitor.scripts()) {
			byte[] half = Arrays.copyOf(HeicPhoto.bytes(), 1500);
			item.locator("input[type=file]").first().setInputFiles(new FilePayload("IMG_0002.HEIC", "", half));
			assertThat(item.locator(".saved.error")).containsText("打不开");
			return;
		}
		item.locator("form.upload button").click();
		assertThat(this.visitor.wrong()).containsText("没有选择文件");
		item.locator("input[type=file]").first().setInputFiles(new FilePayload("none.png", "image/png", new byte[0]));
		item.locator("form.upload button").click();
		assertThat(this.visitor.wrong()).containsText("空");
		assertThat(this.page.url()).isEqualTo(here);
		item.locator("input[type=file]").first().setInputFiles(new FilePayload("photo.heic", "", HeicPhoto.bytes()));
		item.locator("form.upload button").click();
		assertThat(item.locator(".error").first()).containsText("HEIC");
		assertThat(this.page.url()).isEqualTo(here);
		byte[] large = new byte[21 * 1024 * 1024];
		item.locator("input[type=file]").first().setInputFiles(new FilePayload("large.pdf", "application/pdf", large));
		item.locator("form.upload button").click();
		assertThat(this.visitor.heading()).containsText("文件太大");
		this.visitor.lookHere();
		this.page.navigate(here);
	}

	/** The last code that reached a telephone. */
	String code(String phone) {
		waitUntil(() -> this.phones.code(phone).isPresent());
		return this.phones.code(phone).orElseThrow();
	}

	static void waitUntil(Callable<Boolean> condition) {
		Awaitility.await().atMost(Duration.ofMinutes(2)).until(condition);
	}

	private static void flatten(String path, JsonNode node, Map<String, Object> answers) {
		if (node.isObject()) {
			node.properties()
				.forEach((field) -> flatten(path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
						field.getValue(), answers));
		}
		else if (node.isArray() && !node.isEmpty() && node.get(0).isObject()) {
			for (int i = 0; i < node.size(); i++) {
				flatten(path + "[" + i + "]", node.get(i), answers);
			}
		}
		else if (node.isArray()) {
			List<String> values = new ArrayList<>();
			node.forEach((one) -> values.add(one.asText()));
			answers.put(path, values);
		}
		else if (!node.isNull()) {
			answers.put(path, node.asText());
		}
	}

}
