package org.beianflow.notice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.beianflow.notice.MailGateway.Paper;
import org.beianflow.paper.Papers;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * The papers that go with notices. They are made from the facts when the mail leaves, so
 * the outbox holds no files.
 */
@Component
class NoticePapers {

	private final Papers papers;

	private final MessageSource messages;

	private final NoticeSettings settings;

	NoticePapers(Papers papers, MessageSource messages, NoticeSettings settings) {
		this.papers = papers;
		this.messages = messages;
		this.settings = settings;
	}

	/** The file names of what goes with mails of a kind. */
	List<String> names(NoticeKind kind, String filing, Locale locale) {
		String template = template(kind);
		if (template == null) {
			return List.of();
		}
		return List.of(this.messages.getMessage("notice.paper." + template, new Object[] { filing }, locale) + ".pdf");
	}

	/** The files that go with a mail. */
	List<Paper> make(NoticeFacts facts, String filing, Locale locale) {
		String template = template(facts.kind());
		if (template == null) {
			return List.of();
		}
		Map<String, Object> model = new HashMap<>(facts.values());
		model.put("filing", filing);
		if (facts.kind() == NoticeKind.PROVIDER_PASSED_FEE_DUE) {
			feeNotice(model);
		}
		ByteArrayOutputStream pdf = new ByteArrayOutputStream();
		try {
			this.papers.render(template, model, locale, pdf);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return List.of(new Paper(names(facts.kind(), filing, locale).get(0), pdf.toByteArray()));
	}

	@SuppressWarnings("unchecked")
	private void feeNotice(Map<String, Object> model) {
		List<Map<String, Object>> lines = new ArrayList<>();
		((Map<String, Long>) model.get("lines")).forEach((label, fen) -> lines.add(Map.of("label", label, "fen", fen)));
		model.put("lines", lines);
		model.put("number", model.get("noticeNumber"));
		model.put("totalFen", model.get("amount"));
		model.put("reference", model.get("referenceCode"));
		model.put("issuer", this.settings.issuer());
	}

	private static String template(NoticeKind kind) {
		return switch (kind) {
			case PROVIDER_PASSED_FEE_DUE -> "fee-notice";
			case REFUSED -> "refusal-letter";
			default -> null;
		};
	}

}
