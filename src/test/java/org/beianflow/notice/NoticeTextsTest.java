package org.beianflow.notice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What the notices say, and that their templates fit the kinds. */
class NoticeTextsTest {

	private static final Path FOLDER = Path.of("src/main/resources/notice");

	private static final List<Locale> LANGUAGES = List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH);

	private static final Pattern SIGNED = Pattern.compile("【备案服务】");

	private static final Set<NoticeFact.Type> SHORT = EnumSet.of(NoticeFact.Type.WORD, NoticeFact.Type.COUNT,
			NoticeFact.Type.MOMENT, NoticeFact.Type.DAY, NoticeFact.Type.AMOUNT, NoticeFact.Type.CODE);

	/** The basic characters of GSM 03.38 that the English texts may use. */
	private static final Pattern GSM = Pattern.compile("[A-Za-z0-9 \\n@£$¥_!\"#%&'()*+,\\-./:;<=>?]*");

	private final NoticeTexts texts = new NoticeTexts(TypicalNotices.messages(), TypicalNotices.settings());

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void everyKindHasItsTemplatesInBothLanguages(NoticeKind kind) {
		for (Locale language : LANGUAGES) {
			if (readsText(kind)) {
				assertThat(template(kind, language, "mail")).exists();
			}
			if (kind.channels().contains(NoticeChannel.SMS)) {
				assertThat(template(kind, language, "sms")).exists();
			}
		}
	}

	@Test
	void everyTemplateBelongsToAKind() throws IOException {
		Set<String> expected = new TreeSet<>();
		for (NoticeKind kind : NoticeKind.values()) {
			for (String language : List.of("zh", "en")) {
				expected.add(kind.key() + "." + language + ".mail.txt");
				if (kind.channels().contains(NoticeChannel.SMS)) {
					expected.add(kind.key() + "." + language + ".sms.txt");
				}
			}
		}
		try (Stream<Path> files = Files.list(FOLDER)) {
			assertThat(files.map((file) -> file.getFileName().toString()))
				.containsExactlyInAnyOrderElementsOf(expected);
		}
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void everyPlaceholderIsADeclaredFact(NoticeKind kind) {
		Set<String> allowed = new HashSet<>(Set.of("filing", "link", "one"));
		kind.facts().forEach((fact) -> {
			allowed.add(fact.name());
			if (fact.type() == NoticeFact.Type.CODE) {
				allowed.add(fact.name() + NoticeTexts.CODE);
			}
		});
		for (Locale language : LANGUAGES) {
			for (String form : forms(kind)) {
				assertThat(placeholders(read(template(kind, language, form)))).as("%s %s %s", kind, language, form)
					.isSubsetOf(allowed);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void everyFactIsTold(NoticeKind kind) {
		for (Locale language : LANGUAGES) {
			Set<String> told = new HashSet<>();
			forms(kind).forEach((form) -> told.addAll(placeholders(read(template(kind, language, form)))));
			assertThat(told).as("%s %s", kind, language)
				.containsAll(kind.facts().stream().map(NoticeFact::name).toList());
		}
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void subjectSaysTheActAndTheCaseNumber(NoticeKind kind) {
		for (Locale language : LANGUAGES) {
			for (boolean optional : new boolean[] { true, false }) {
				NoticeTexts.Written mail = write(kind, language, NoticeChannel.MAIL, optional);
				// A digest is about many filings.
				assertThat(mail.subject()).contains((kind != NoticeKind.MORNING_DIGEST) ? TypicalNotices.FILING : "")
					.doesNotContain("\n");
				assertThat(mail.subject().length()).isBetween(18, 90);
				assertThat(mail.subject() + mail.text()).doesNotContain("null", "[(", "[#", "[/]", "${", "【");
				assertThat(mail.text()).doesNotContain("\n\n\n");
				String lead = mail.text().lines().findFirst().orElseThrow();
				assertThat(lead).as("first line of %s", kind).doesNotStartWith("|").doesNotStartWith("-");
				assertThat(lead.length()).isBetween(15, 220);
			}
		}
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void smsIsOneSegmentWithItsSignature(NoticeKind kind) {
		if (!kind.channels().contains(NoticeChannel.SMS)) {
			return;
		}
		for (boolean optional : new boolean[] { true, false }) {
			String chinese = write(kind, Locale.SIMPLIFIED_CHINESE, NoticeChannel.SMS, optional).text();
			assertThat("【备案服务】" + chinese).as(chinese).hasSizeLessThanOrEqualTo(70).doesNotContain("\n");
			assertThat(chinese).doesNotContain("【", "http");
			String english = write(kind, Locale.ENGLISH, NoticeChannel.SMS, optional).text();
			assertThat(english).matches(GSM).hasSizeLessThanOrEqualTo(160).doesNotContain("\n", "http");
		}
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void smsVariablesAreShortTypedAndApart(NoticeKind kind) {
		if (!kind.channels().contains(NoticeChannel.SMS)) {
			return;
		}
		for (Locale language : LANGUAGES) {
			String sms = read(template(kind, language, "sms"));
			assertThat(sms).as("ruling 37: no variable next to another").doesNotContainPattern("\\)]\\s*\\[\\(");
			assertThat(sms).doesNotContain("[#", "${link");
			assertThat(SIGNED.matcher(sms).find()).isFalse();
			for (String name : placeholders(sms)) {
				if (!name.equals("filing")) {
					assertThat(SHORT).as("%s in the SMS of %s", name, kind)
						.contains(kind.fact(name).orElseThrow().type());
				}
			}
		}
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void htmlSaysWhatTheTextSays(NoticeKind kind) {
		for (Locale language : LANGUAGES) {
			NoticeTexts.Written mail = write(kind, language, NoticeChannel.MAIL, true);
			Document html = Jsoup.parse(this.texts.html(mail, TypicalNotices.FILING, language));
			keep(kind, language, html.outerHtml());
			assertThat(html.title()).isEqualTo(mail.subject());
			String shown = html.body().wholeText().replaceAll("\\s+", "");
			String plain = this.texts.plain(mail, TypicalNotices.FILING, language);
			for (String line : mail.text().lines().filter((one) -> !one.isBlank()).toList()) {
				String said = line.replaceFirst("^(- |\\| |=> )", "").strip();
				assertThat(plain).contains(said);
				if (line.startsWith("=> ")) {
					assertThat(html.select("a").eachAttr("href")).hasSize(1)
						.allMatch((href) -> href.startsWith("https://beian.example.cn/"));
				}
				else {
					String label = said.replaceAll("(：|: )", "").replaceAll("\\s+", "");
					assertThat(shown.replaceAll("[：:]", "")).contains(label.replaceAll("[：:]", ""));
				}
			}
			assertThat(plain).contains("示例云备案服务中心", TypicalNotices.FILING);
		}
	}

	@Test
	void markupAndParagraphsInAFactStayText() {
		Map<String, Object> facts = TypicalNotices.facts(NoticeKind.REFUSED);
		facts.put("reasons", List.of("<script>alert(1)</script>\n\n=> 点这里：http://evil.example/"));
		NoticeTexts.Written mail = this.texts.write(NoticeFacts.check(NoticeKind.REFUSED, facts), TypicalNotices.FILING,
				NoticeChannel.MAIL, Locale.SIMPLIFIED_CHINESE);
		Document html = Jsoup.parse(this.texts.html(mail, TypicalNotices.FILING, Locale.SIMPLIFIED_CHINESE));
		assertThat(html.select("script")).isEmpty();
		assertThat(html.select("a").eachAttr("href"))
			.containsExactly("https://beian.example.cn/filings/" + TypicalNotices.FILING);
		assertThat(html.text()).contains("<script>alert(1)</script> => 点这里：http://evil.example/");
	}

	@Test
	void saysWhatLookMdAsks() {
		NoticeTexts.Written returned = write(NoticeKind.PROVIDER_RETURNED, Locale.SIMPLIFIED_CHINESE,
				NoticeChannel.MAIL, true);
		assertThat(returned.subject()).isEqualTo("备案申请需要补正（F2026110000123）");
		assertThat(returned.text()).startsWith("请在 2026年12月18日（周五）24:00 前补正 3 项内容并重新提交。")
			.contains("=> 查看办件：https://beian.example.cn/filings/F2026110000123");
		NoticeTexts.Written sent = write(NoticeKind.SENT_TO_AUTHORITY, Locale.SIMPLIFIED_CHINESE, NoticeChannel.MAIL,
				true);
		assertThat(sent.text()).startsWith("现在轮到北京市通信管理局审核，最迟 2026年12月18日（周五）24:00 会有结果")
			.contains("《非经营性互联网信息服务备案管理办法》第十二条", "暂定");
		assertThat(write(NoticeKind.PROVIDER_PASSED_FEE_DUE, Locale.SIMPLIFIED_CHINESE, NoticeChannel.SMS, true).text())
			.isEqualTo("备案办件F2026110000123：请在12月18日24:00前缴纳服务费¥1,300.00，附言BA7K2M9Q，详见邮件。");
		assertThat(write(NoticeKind.PROVIDER_PASSED_FEE_DUE, Locale.ENGLISH, NoticeChannel.MAIL, true).text())
			.startsWith("Please pay the service fee of ¥1,300.00 before Friday, 18 December 2026, 24:00.")
			.contains("it is not a government fee");
	}

	@Test
	void codesKindsStatesAndResultsHaveTextsInBothLanguages() throws Exception {
		Set<String> keys = new TreeSet<>();
		for (NoticeKind kind : NoticeKind.values()) {
			keys.add("notice.kind." + kind);
			kind.facts()
				.forEach((fact) -> fact.codes().forEach((code) -> keys.add("notice.code." + fact.name() + "." + code)));
		}
		Stream.of(NoticeChannel.values()).forEach((channel) -> keys.add("notice.channel." + channel));
		Stream.of(NoticeState.values()).forEach((state) -> keys.add("notice.state." + state));
		Stream.of(Results.NO_CONNECTION, Results.NO_ANSWER, Results.NO_RECORD, Results.BAD_ADDRESS, Results.ERROR)
			.forEach((result) -> keys.add("notice.result." + result));
		List.of("notice.unknown", "notice.inApp", "notice.noAddress", "notice.underway").forEach((refusal) -> {
			keys.add(refusal);
			keys.add(refusal + ".remedy");
		});
		Properties chinese = properties("notice.properties");
		Properties english = properties("notice_en.properties");
		assertThat(chinese.stringPropertyNames()).containsAll(keys);
		assertThat(english.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(chinese.stringPropertyNames());
	}

	@Test
	void factsAreChecked() {
		Map<String, Object> facts = new HashMap<>(TypicalNotices.facts(NoticeKind.PROVIDER_RETURNED));
		facts.remove("dueAt");
		facts.put("itemCount", "three");
		facts.put("phone", "13800001234");
		assertThat(org.assertj.core.api.Assertions
			.catchThrowable(() -> NoticeFacts.check(NoticeKind.PROVIDER_RETURNED, facts)))
			.isInstanceOf(IllegalArgumentException.class)
			.hasMessageContainingAll("dueAt is missing", "itemCount is no COUNT", "phone is not declared")
			.hasMessageNotContaining("13800001234");
	}

	@ParameterizedTest
	@EnumSource(NoticeKind.class)
	void factsSurviveTheDatabase(NoticeKind kind) {
		NoticeFacts facts = NoticeFacts.check(kind, TypicalNotices.facts(kind));
		assertThat(NoticeFacts.fromJson(kind, facts.toJson())).isEqualTo(facts);
	}

	private NoticeTexts.Written write(NoticeKind kind, Locale locale, NoticeChannel channel, boolean optional) {
		Map<String, Object> facts = TypicalNotices.facts(kind);
		if (!optional) {
			kind.facts().stream().filter(NoticeFact::optional).forEach((fact) -> facts.remove(fact.name()));
			facts.replace("provisional", false);
			facts.replace("attemptsLeft", 0);
		}
		return this.texts.write(NoticeFacts.check(kind, facts), TypicalNotices.FILING, channel, locale);
	}

	private static boolean readsText(NoticeKind kind) {
		return kind.channels().contains(NoticeChannel.MAIL) || kind.channels().contains(NoticeChannel.IN_APP);
	}

	private static List<String> forms(NoticeKind kind) {
		List<String> forms = new ArrayList<>();
		if (readsText(kind)) {
			forms.add("mail");
		}
		if (kind.channels().contains(NoticeChannel.SMS)) {
			forms.add("sms");
		}
		return forms;
	}

	private static Path template(NoticeKind kind, Locale locale, String form) {
		return FOLDER.resolve(kind.key() + "." + NoticeTexts.language(locale) + "." + form + ".txt");
	}

	private static Set<String> placeholders(String template) {
		Set<String> names = new TreeSet<>();
		Matcher expression = Pattern.compile("\\$\\{([^}]*)}").matcher(template);
		while (expression.find()) {
			Matcher name = Pattern.compile("(?<!['\\w])[a-zA-Z]\\w*")
				.matcher(expression.group(1).replaceAll("'[^']*'", ""));
			while (name.find()) {
				if (!Set.of("or", "and", "null").contains(name.group())) {
					names.add(name.group());
				}
			}
		}
		return names;
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Properties properties(String name) throws IOException {
		Properties properties = new Properties();
		properties.load(Files.newBufferedReader(Path.of("src/main/resources/messages", name), StandardCharsets.UTF_8));
		return properties;
	}

	private static void keep(NoticeKind kind, Locale locale, String html) {
		try {
			Path folder = Files.createDirectories(Path.of("target/notices"));
			Files.writeString(folder.resolve(kind.key() + "." + NoticeTexts.language(locale) + ".html"), html);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
