package org.beianflow.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineWords;
import org.beianflow.deadline.Deadlines;
import org.beianflow.fee.FeeNotice;
import org.beianflow.fee.Fees;
import org.beianflow.filing.Dossier;
import org.beianflow.filing.FieldCatalogue;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingRounds;
import org.beianflow.filing.Filings;
import org.beianflow.filing.FilingTexts;
import org.beianflow.filing.FormDiff;
import org.beianflow.notice.Notices;
import org.beianflow.review.OpenItem;
import org.beianflow.review.Reviews;
import org.beianflow.verification.SmsStatus;
import org.beianflow.verification.SmsVerifications;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** How the API shows a filing. */
@Component
class FilingViews {

	private final Filings filings;

	private final FilingRounds filingRounds;

	private final Deadlines filingDeadlines;

	private final Notices filingNotices;

	private final Reviews reviews;

	private final Fees fees;

	private final SmsVerifications smsVerifications;

	private final Dossier dossier;

	private final DeadlineWords deadlineWords;

	private final FilingTexts texts;

	private final MessageSource messages;

	private final ObjectMapper json;

	FilingViews(Filings filings, FilingRounds filingRounds, Deadlines filingDeadlines, Notices filingNotices,
			Reviews reviews, Fees fees, SmsVerifications smsVerifications, Dossier dossier, DeadlineWords deadlineWords,
			FilingTexts texts, MessageSource messages, ObjectMapper json) {
		this.filings = filings;
		this.filingRounds = filingRounds;
		this.filingDeadlines = filingDeadlines;
		this.filingNotices = filingNotices;
		this.reviews = reviews;
		this.fees = fees;
		this.smsVerifications = smsVerifications;
		this.dossier = dossier;
		this.deadlineWords = deadlineWords;
		this.texts = texts;
		this.messages = messages;
		this.json = json;
	}

	/**
	 * A filing.
	 *
	 * @param next one sentence: whose turn it is, by when, on what ground
	 * @param editable what may be edited now
	 * @param items what a return asks to mend
	 * @param smsVerification who answered the SMS verification; null before it began
	 */
	record FilingView(String reference, String kind, String kindName, String state, String stateName, String turn,
			String turnName, String next, String province, String profile, int round, long version, Instant stateSince,
			Instant createdAt, Instant submittedAt, String filingNumber, Editable editable, List<Item> items,
			List<DeadlineView> deadlines, Fee fee, SmsStatus smsVerification, FilingForm form) {

	}

	/** What may be edited now: everything, or these fields and materials. */
	record Editable(boolean everything, Set<String> fields, Set<String> materials) {

	}

	/** One thing to mend. */
	record Item(String path, String material, String label, String code, String error, String suggestion,
			String severity) {

	}

	/** A clock of the filing. */
	record DeadlineView(String kind, String name, String owner, Instant startedAt, Instant dueAt, String dueText,
			String remaining, String tone, boolean provisional, String legalBasis, boolean running) {

	}

	/** The fee, once a notice was issued. */
	record Fee(String number, String referenceCode, String state, long totalFen, long outstandingFen, String account,
			Instant dueAt) {

	}

	/** One step of the history. */
	record Step(String from, String to, String toName, Instant at, String by) {

	}

	/** One notice. */
	record NoticeLine(long id, String kind, String channel, String state, String subject, String text, Instant at,
			Instant settledAt) {

	}

	/** One round and what changed in it. */
	record RoundView(int number, Instant submittedAt, Instant sealedAt, String formSha256, List<Changed> changes) {

	}

	/** One changed field. */
	record Changed(String path, String label, String before, String after) {

	}

	FilingView view(Filing filing, Locale locale) {
		String reference = filing.reference().value();
		List<DeadlineView> deadlines = deadlines(filing, locale).stream().filter(DeadlineView::running).toList();
		String number = this.filings.summaries(List.of(reference)).get(0).filingNumber();
		return new FilingView(reference, filing.kind().name(), text("filing.kind." + filing.kind(), locale),
				filing.state().name(), text("filing.state." + filing.state(), locale), filing.state().turn().name(),
				text("filing.turn." + filing.state().turn(), locale), this.texts.next(filing, locale),
				filing.province(), (filing.profile() != null) ? filing.profile().name() : null, filing.round(),
				filing.version(), filing.stateSince(), filing.createdAt(), filing.submittedAt(), number,
				new Editable(filing.editScope().allowsEverything(), filing.editScope().paths(),
						filing.listedMaterials()),
				items(filing, locale), deadlines, this.fees.noticeOf(reference).map(FilingViews::fee).orElse(null),
				this.smsVerifications.status(reference).orElse(null), filing.form());
	}

	private List<Item> items(Filing filing, Locale locale) {
		if (!filing.editScope().editable() || filing.round() == 0) {
			return List.of();
		}
		List<Item> items = new ArrayList<>();
		for (OpenItem open : this.reviews.openItems(filing.reference().value())) {
			String material = (open.item().materialKind() == null) ? null
					: (open.item().slot() == null || open.item().slot().isEmpty()) ? open.item().materialKind()
							: open.item().materialKind() + ":" + open.item().slot();
			String label = (open.item().path() != null) ? this.dossier.label(open.item().path(), locale)
					: (open.item().materialKind() != null) ? text("material.kind." + open.item().materialKind(), locale)
							: null;
			items.add(new Item(open.item().path(), material, label, open.item().code(), open.item().error(),
					open.item().suggestion(), open.item().severity().name()));
		}
		return items;
	}

	private static Fee fee(FeeNotice notice) {
		return new Fee(notice.number(), notice.reference(), notice.state().name(), notice.totalFen(),
				notice.outstandingFen(),
				notice.account().holder() + " " + notice.account().bank() + " " + notice.account().number(),
				notice.dueAt());
	}

	List<DeadlineView> deadlines(Filing filing, Locale locale) {
		return this.filingDeadlines.of(filing.reference().value())
			.stream()
			.map((deadline) -> deadline(deadline, locale))
			.toList();
	}

	private DeadlineView deadline(Deadline deadline, Locale locale) {
		DeadlineWords.Standing standing = this.deadlineWords.standing(deadline, locale);
		return new DeadlineView(deadline.kind().name(), this.deadlineWords.name(deadline.kind(), locale),
				deadline.kind().turn().name(), deadline.startedAt(), deadline.dueAt(),
				this.deadlineWords.due(deadline, locale), standing.text(), standing.tone(), deadline.provisional(),
				this.deadlineWords.basis(deadline.kind(), locale), deadline.open());
	}

	List<Step> timeline(Filing filing, Locale locale) {
		return this.filings.history(filing.reference())
			.stream()
			.map((step) -> new Step((step.from() != null) ? step.from().name() : null, step.to().name(),
					text("filing.state." + step.to(), locale), step.at(), step.actor().kind().name()))
			.toList();
	}

	List<NoticeLine> notices(Filing filing, Locale locale) {
		return this.filingNotices.list(filing.reference().value())
			.stream()
			.filter((notice) -> notice.recipient().startsWith("applicant:"))
			.map((notice) -> new NoticeLine(notice.id(), notice.kind().name(), notice.channel().name(),
					notice.state().name(), notice.subject(), notice.text(), notice.createdAt(), notice.settledAt()))
			.toList();
	}

	/** The rounds with their differences; with personal data masked unless asked for. */
	List<RoundView> rounds(Filing filing, boolean masked, Locale locale) {
		List<RoundView> views = new ArrayList<>();
		String before = null;
		for (FilingRounds.Round round : this.filingRounds.of(filing.reference())) {
			String form = this.filingRounds.form(filing.reference(), round.number()).orElseThrow();
			List<Changed> changes = (before == null) ? List.of() : changes(before, form, masked, locale);
			views
				.add(new RoundView(round.number(), round.submittedAt(), round.sealedAt(), round.formSha256(), changes));
			before = form;
		}
		return views;
	}

	private List<Changed> changes(String before, String after, boolean masked, Locale locale) {
		try {
			return FormDiff.between(this.json.readTree(before), this.json.readTree(after)).stream().map((change) -> {
				FieldCatalogue.Field field = FieldCatalogue.at(change.path()).orElse(null);
				boolean mask = masked && field != null;
				return new Changed(change.path(), this.dossier.label(change.path(), locale),
						mask ? FieldCatalogue.mask(field, change.before()) : change.before(),
						mask ? FieldCatalogue.mask(field, change.after()) : change.after());
			}).toList();
		}
		catch (com.fasterxml.jackson.core.JsonProcessingException ex) {
			throw new IllegalStateException("a stored form cannot be read");
		}
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, key, locale);
	}

}
