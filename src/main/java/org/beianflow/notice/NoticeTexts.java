package org.beianflow.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.beianflow.paper.Formats;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Writes notices from their templates.
 * <p>
 * A mail is written as text, {@code notice/<kind>.<language>.mail.txt}: the subject in
 * the first line, then an empty line, then paragraphs. The first paragraph says what to
 * do by when. A paragraph whose lines begin with {@code -} is a list, one whose lines
 * begin with {@code |} a table of {@code label：value}, an indented one is copied as it
 * stands, and {@code =>} leads to a page. The HTML of all mails comes from the one layout
 * {@code templates/notice/layout.html}, so text and HTML never say different things.
 */
@Component
class NoticeTexts {

	/** Where persons in charge enter their code; the same for everybody. */
	private static final String VERIFY_PATH = "/verify";

	/** Ends the name of the placeholder with the bare value of a code. */
	static final String CODE = "Code";

	private final SpringTemplateEngine texts = engine("notice/", ".txt", TemplateMode.TEXT);

	private final SpringTemplateEngine layout = engine("templates/notice/", ".html", TemplateMode.HTML);

	private final MessageSource messages;

	private final NoticeSettings settings;

	NoticeTexts(MessageSource messages, NoticeSettings settings) {
		this.messages = messages;
		this.settings = settings;
		this.layout.setTemplateEngineMessageSource(messages);
	}

	/**
	 * What is written for a channel.
	 *
	 * @param subject one line
	 * @param text the text; of an SMS the same as the subject
	 */
	record Written(String subject, String text) {

		/** Without the text. */
		@Override
		public String toString() {
			return "Written";
		}

	}

	/** Writes a notice for a channel that people read. */
	Written write(NoticeFacts facts, String filing, NoticeChannel channel, Locale locale) {
		if (channel == NoticeChannel.SMS) {
			String sms = process(facts, filing, "sms", locale, true).strip();
			return new Written(sms, sms);
		}
		String mail = process(facts, filing, "mail", locale, false).replaceAll("[ \t]+\n", "\n")
			.replaceAll("\n{3,}", "\n\n")
			.strip();
		int line = mail.indexOf('\n');
		return new Written(mail.substring(0, line).strip(), mail.substring(line).strip());
	}

	private String process(NoticeFacts facts, String filing, String form, Locale locale, boolean brief) {
		String template = facts.kind().key() + "." + language(locale) + "." + form;
		return this.texts.process(template, new Context(locale, model(facts, filing, locale, brief)));
	}

	private Map<String, Object> model(NoticeFacts facts, String filing, Locale locale, boolean brief) {
		Map<String, Object> model = new HashMap<>();
		for (NoticeFact fact : facts.kind().facts()) {
			Object value = facts.values().get(fact.name());
			model.put(fact.name(), (value != null) ? shown(fact, value, locale, brief) : null);
			if (fact.type() == NoticeFact.Type.CODE) {
				model.put(fact.name() + CODE, value);
			}
		}
		model.put("filing", filing);
		model.put("link", link(facts.kind(), filing));
		return model;
	}

	@SuppressWarnings("unchecked")
	private Object shown(NoticeFact fact, Object value, Locale locale, boolean brief) {
		Formats formats = Formats.of(locale);
		return switch (fact.type()) {
			case TEXT -> oneLine((String) value);
			case LIST -> ((List<String>) value).stream().map(NoticeTexts::oneLine).toList();
			case WORD, FLAG -> value;
			case COUNT -> value.toString();
			case MOMENT -> brief ? formats.briefMoment((Instant) value) : formats.moment((Instant) value);
			case DAY -> brief ? formats.briefDay((LocalDate) value) : formats.day((LocalDate) value);
			case AMOUNT -> formats.amount((Long) value);
			case AMOUNTS -> {
				List<String> lines = new ArrayList<>();
				((Map<String, Long>) value)
					.forEach((label, fen) -> lines.add(label + separator(locale) + formats.amount(fen)));
				yield lines;
			}
			case CODE -> this.messages.getMessage("notice.code." + fact.name() + "." + value, null, locale);
		};
	}

	/** Line ends in a value would make a new paragraph of what follows. */
	private static String oneLine(String text) {
		return text.replaceAll("\\s*\\R\\s*", " ");
	}

	private String link(NoticeKind kind, String filing) {
		String path = switch (kind.audience()) {
			case STAFF -> this.settings.staffPath();
			case PERSON -> VERIFY_PATH;
			case APPLICANT, VENDOR -> this.settings.applicantPath();
		};
		return this.settings.baseUrl() + path.replace("{filing}", filing);
	}

	/** The plain text of a mail, with its foot. */
	String plain(Written written, String filing, Locale locale) {
		StringBuilder plain = new StringBuilder();
		for (String line : written.text().split("\n")) {
			plain.append(line.startsWith("| ") || line.startsWith("=>") ? line.substring(2).strip() : line)
				.append('\n');
		}
		return plain + "\n-- \n" + foot(filing, locale) + "\n";
	}

	/** The HTML of a mail. */
	String html(Written written, String filing, Locale locale) {
		List<Map<String, Object>> blocks = new ArrayList<>();
		for (String paragraph : written.text().split("\n\n+")) {
			blocks.add(block(paragraph, blocks.isEmpty(), locale));
		}
		Map<String, Object> model = new HashMap<>();
		model.put("subject", written.subject());
		model.put("issuer", this.settings.issuer());
		model.put("foot", foot(filing, locale));
		model.put("blocks", blocks);
		return this.layout.process("layout", new Context(locale, model));
	}

	private static Map<String, Object> block(String paragraph, boolean first, Locale locale) {
		List<String> lines = paragraph.lines().toList();
		if (first) {
			return Map.of("form", "lead", "lines", lines);
		}
		if (lines.stream().allMatch((line) -> line.startsWith("- "))) {
			return Map.of("form", "list", "lines", lines.stream().map((line) -> line.substring(2)).toList());
		}
		if (lines.stream().allMatch((line) -> line.startsWith("| "))) {
			return Map.of("form", "table", "rows",
					lines.stream().map((line) -> row(line.substring(2), separator(locale))).toList());
		}
		if (lines.stream().allMatch((line) -> line.startsWith("    "))) {
			return Map.of("form", "copy", "lines", lines.stream().map(String::strip).toList());
		}
		if (lines.size() == 1 && paragraph.startsWith("=>")) {
			Map<String, Object> row = row(paragraph.substring(2).strip(), separator(locale));
			return Map.of("form", "link", "label", row.get("label"), "href", row.get("value"));
		}
		return Map.of("form", "text", "lines", lines);
	}

	private static Map<String, Object> row(String line, String separator) {
		int at = line.indexOf(separator);
		if (at < 0) {
			return Map.of("label", line, "value", "");
		}
		return Map.of("label", line.substring(0, at), "value", line.substring(at + separator.length()).strip());
	}

	private String foot(String filing, Locale locale) {
		return this.messages.getMessage("notice.foot", new Object[] { this.settings.issuer(), filing }, locale);
	}

	private static String separator(Locale locale) {
		return language(locale).equals("en") ? ": " : "：";
	}

	/** Notices are written in Chinese and English. */
	static String language(Locale locale) {
		return locale.getLanguage().equals("en") ? "en" : "zh";
	}

	private static SpringTemplateEngine engine(String prefix, String suffix, TemplateMode mode) {
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(NoticeTexts.class.getClassLoader());
		resolver.setPrefix(prefix);
		resolver.setSuffix(suffix);
		resolver.setTemplateMode(mode);
		resolver.setCharacterEncoding("UTF-8");
		SpringTemplateEngine engine = new SpringTemplateEngine();
		engine.setTemplateResolver(resolver);
		return engine;
	}

}
