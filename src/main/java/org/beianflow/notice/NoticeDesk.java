package org.beianflow.notice;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.notice.Outbox.Row;
import org.beianflow.privacy.Masking;
import org.beianflow.review.PersonalNumbers;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes notices down, sends them one by one, and tells what became of them. */
@Service
class NoticeDesk implements Notices, NoticeDispatch {

	private final Outbox outbox;

	private final NoticeTexts texts;

	private final NoticePapers papers;

	private final Senders senders;

	private final NoticeDelivery delivery;

	private final NoticeSettings settings;

	private final SendingRules rules;

	private final AuditTrail audit;

	private final ApplicationEventPublisher events;

	private final Clock clock;

	private static final int SHORTEST_REASON = 4;

	/** Claims and results are kept even if the engine's transaction is not. */
	private final TransactionTemplate alone;

	NoticeDesk(Outbox outbox, NoticeTexts texts, NoticePapers papers, Senders senders, NoticeDelivery delivery,
			NoticeSettings settings, AuditTrail audit, ApplicationEventPublisher events, Clock clock,
			PlatformTransactionManager transactions) {
		this.outbox = outbox;
		this.texts = texts;
		this.papers = papers;
		this.senders = senders;
		this.delivery = delivery;
		this.settings = settings;
		this.rules = new SendingRules(settings);
		this.audit = audit;
		this.events = events;
		this.clock = clock;
		this.alone = new TransactionTemplate(transactions);
		this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@Override
	@Transactional
	public List<Long> post(NoticeRequest request) {
		NoticeFacts facts = NoticeFacts.check(request.kind(), request.facts());
		List<Long> ids = new ArrayList<>();
		for (Recipient recipient : request.recipients()) {
			for (NoticeChannel channel : request.kind().channels()) {
				post(request, facts, recipient, channel).ifPresent(ids::add);
			}
		}
		return ids;
	}

	private Optional<Long> post(NoticeRequest request, NoticeFacts facts, Recipient recipient, NoticeChannel channel) {
		Outbox.Key key = new Outbox.Key(request.filing(), request.kind(), recipient.reference(), channel,
				request.occurrence());
		Optional<Long> posted = this.outbox.idOf(key);
		if (posted.isPresent()) {
			return posted;
		}
		String address = address(recipient, channel);
		boolean nowhere = address == null && channel != NoticeChannel.IN_APP;
		if (nowhere && request.kind().audience() == NoticeKind.Audience.STAFF) {
			return Optional.empty();
		}
		NoticeState state = (channel == NoticeChannel.IN_APP) ? NoticeState.SENT
				: nowhere ? NoticeState.SUPPRESSED : NoticeState.PENDING;
		NoticeTexts.Written content = (channel == NoticeChannel.WEBHOOK)
				? new NoticeTexts.Written(request.kind().key(), VendorMessage.json(key, facts))
				: this.texts.write(facts, request.filing(), channel, recipient.locale());
		long id = this.outbox.insert(new Outbox.Draft(key, request.province(), recipient.locale(), address,
				masked(channel, address), content, facts, state, this.clock.instant(), request.validUntil()));
		if (channel != NoticeChannel.IN_APP) {
			this.outbox.carriedBy(id, this.delivery.start(id, request.filing(), request.province()));
		}
		return Optional.of(id);
	}

	private String address(Recipient recipient, NoticeChannel channel) {
		String vendor = recipient.vendorName();
		String address = switch (channel) {
			case IN_APP -> null;
			case SMS -> recipient.mobile();
			case WEBHOOK -> vendor;
			case MAIL -> (vendor == null) ? recipient.mail()
					: Optional.ofNullable(this.settings.vendors().get(vendor))
						.map(NoticeSettings.Vendor::mail)
						.orElse(null);
		};
		return (address == null || address.isBlank()) ? null : address.strip();
	}

	private static String masked(NoticeChannel channel, String address) {
		if (address == null) {
			return "";
		}
		return switch (channel) {
			case MAIL -> Masking.email(address);
			case SMS -> Masking.phone(address);
			case WEBHOOK, IN_APP -> address;
		};
	}

	@Override
	public Next deliver(long notice) {
		Next next = advance(notice);
		if (next.step() != Step.RETRY) {
			Row row = existing(notice);
			this.events.publishEvent(new NoticeSettled(row.filing(), row.kind(), row.occurrence(), row.recipient(),
					row.channel(), row.state()));
		}
		return next;
	}

	private Next advance(long notice) {
		Row row = existing(notice);
		if (row.givenUp()) {
			return new Next(Step.SUPPRESSED, null);
		}
		return switch (row.state()) {
			case PENDING, FAILED -> sendIfDue(row);
			case SENDING -> abandoned(row);
			case SENT, SHOWN_ONLY, SUPPRESSED, UNKNOWN, DEAD -> settled(row.state(), row.kind());
		};
	}

	private Row existing(long notice) {
		return this.outbox.find(notice).orElseThrow(() -> new IllegalStateException("no notice " + notice));
	}

	private Next sendIfDue(Row row) {
		Instant now = this.clock.instant();
		if (row.validUntil() != null && !now.isBefore(row.validUntil())) {
			return put(row, NoticeState.SUPPRESSED);
		}
		if (row.notBefore() != null && now.isBefore(row.notBefore())) {
			return new Next(Step.RETRY, row.notBefore());
		}
		Optional<Instant> heldUntil = this.rules.heldUntil(row.kind(), row.channel(), now);
		if (heldUntil.isPresent()) {
			return hold(row, heldUntil.get());
		}
		// Made before the claim: if this fails, nothing was sent and nothing is in doubt.
		Senders.Sending sending = this.senders.prepare(row);
		Row claimed = claim(row);
		if (claimed == null) {
			return advance(row.id());
		}
		return record(claimed, sending.send());
	}

	private Next hold(Row row, Instant until) {
		this.alone.executeWithoutResult((status) -> {
			if (unchanged(row)) {
				this.outbox.put(row.id(), row.state(), row.tries(), until, null);
			}
		});
		return new Next(Step.RETRY, until);
	}

	private Next put(Row row, NoticeState state) {
		this.alone.executeWithoutResult((status) -> {
			if (unchanged(row)) {
				this.outbox.put(row.id(), state, row.tries(), null, this.clock.instant());
			}
		});
		return settled(state, row.kind());
	}

	private boolean unchanged(Row row) {
		Row now = this.outbox.lock(row.id()).orElseThrow();
		return now.state() == row.state() && now.attempts() == row.attempts();
	}

	/** Claims a notice for sending, or returns null if somebody else has changed it. */
	private Row claim(Row row) {
		return this.alone.execute((status) -> {
			if (!unchanged(row)) {
				return null;
			}
			this.outbox.claim(row, this.clock.instant());
			return this.outbox.find(row.id()).orElseThrow();
		});
	}

	private Next record(Row claimed, SendResult result) {
		Instant now = this.clock.instant();
		int tries = claimed.tries() + ((result.state() == NoticeState.FAILED) ? 1 : 0);
		Optional<Instant> retryAt = (result.state() == NoticeState.FAILED && !result.lasting())
				? this.rules.retryAt(claimed.kind(), tries, now) : Optional.empty();
		NoticeState reached = (result.state() != NoticeState.FAILED) ? result.state()
				: retryAt.isPresent() ? NoticeState.FAILED : NoticeState.DEAD;
		NoticeState state = this.alone.execute((status) -> {
			this.outbox.attempted(claimed.id(), claimed.attempts(), result, now);
			Row current = this.outbox.lock(claimed.id()).orElseThrow();
			boolean ours = current.attempts() == claimed.attempts();
			// Somebody took this attempt for lost meanwhile; that it did arrive is news.
			if (ours && (current.state() == NoticeState.SENDING || reached.given())) {
				this.outbox.put(claimed.id(), reached, tries, retryAt.orElse(null), reached.settled() ? now : null);
				return reached;
			}
			return current.state();
		});
		return (state == NoticeState.FAILED) ? new Next(Step.RETRY, retryAt.orElseThrow())
				: settled(state, claimed.kind());
	}

	/**
	 * The one who claimed it never came back: it may have left, so nobody sends it again
	 * unasked.
	 */
	private Next abandoned(Row row) {
		this.alone.executeWithoutResult((status) -> {
			if (unchanged(row)) {
				Instant now = this.clock.instant();
				this.outbox.attempted(row.id(), row.attempts(), SendResult.unknown(Results.NO_RECORD), now);
				this.outbox.put(row.id(), NoticeState.UNKNOWN, row.tries(), null, now);
			}
		});
		return settled(NoticeState.UNKNOWN, row.kind());
	}

	private Next settled(NoticeState state, NoticeKind kind) {
		if (state.given()) {
			return new Next(Step.DELIVERED, null);
		}
		if (state == NoticeState.SUPPRESSED || !kind.pursued()) {
			return new Next(Step.SUPPRESSED, null);
		}
		return new Next(Step.UNDELIVERED,
				this.clock.instant()
					.plus((kind.urgency() == NoticeKind.Urgency.URGENT) ? this.settings.undeliveredUrgentWithin()
							: this.settings.undeliveredWithin()));
	}

	@Override
	@Transactional
	public void decide(long notice, Decision decision, Actor actor) {
		Row row = this.outbox.lock(notice).orElseThrow(() -> new IllegalStateException("no notice " + notice));
		if (!row.state().undelivered()) {
			return;
		}
		switch (decision) {
			case RESEND -> again(row, actor);
			case GIVE_UP -> {
				this.outbox.giveUp(notice);
				this.audit.record(row.filing(), actor, "notice.givenUp", auditFacts(row));
			}
		}
	}

	@Override
	@Transactional
	public void resend(long notice, Actor actor) {
		Row row = this.outbox.lock(notice)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "notice.unknown", notice));
		if (row.channel() == NoticeChannel.IN_APP) {
			throw new Refusal(Refusal.Kind.CONFLICT, "notice.inApp");
		}
		if (row.address() == null) {
			throw new Refusal(Refusal.Kind.CONFLICT, "notice.noAddress");
		}
		if (!row.state().settled()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "notice.underway");
		}
		again(row, actor);
		if (!this.delivery.resume(row.delivery())) {
			this.outbox.carriedBy(notice, this.delivery.start(notice, row.filing(), row.province()));
		}
	}

	@Override
	@Transactional
	public void forgetAddresses(String filing) {
		this.outbox.forgetAddresses(filing);
	}

	@Override
	@Transactional
	public void giveUp(long notice, String reason, Actor actor) {
		if (reason == null || reason.strip().length() < SHORTEST_REASON) {
			throw Refusal.invalid("notice.giveUp.reason",
					List.of(Violation.of("reason", "REASON", "notice.giveUp.reason")));
		}
		// It stays in the audit trail, which nobody can change.
		if (PersonalNumbers.standIn(reason)) {
			throw Refusal.invalid("notice.giveUp.number",
					List.of(Violation.of("reason", "PERSONAL", "notice.giveUp.number")));
		}
		Row row = this.outbox.lock(notice)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "notice.unknown", notice));
		if (!row.state().undelivered() || row.givenUp()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "notice.giveUp.settled");
		}
		this.outbox.giveUp(notice);
		Map<String, String> facts = new HashMap<>(auditFacts(row));
		facts.put("reason", reason.strip());
		this.audit.record(row.filing(), actor, "notice.givenUp", facts);
		this.delivery.resume(row.delivery());
	}

	private void again(Row row, Actor actor) {
		this.outbox.again(row.id(), actor.id());
		this.audit.record(row.filing(), actor, "notice.resent", auditFacts(row));
	}

	private static Map<String, String> auditFacts(Row row) {
		return Map.of("notice", String.valueOf(row.id()), "kind", row.kind().name(), "channel", row.channel().name(),
				"occurrence", row.occurrence(), "was", row.state().name());
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	public Optional<NoticeView> find(long notice) {
		return this.outbox.find(notice).map((row) -> views(List.of(row)).get(0));
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	public List<NoticeView> list(String filing) {
		return views(this.outbox.ofFiling(filing));
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	public Optional<MailGateway.Paper> paper(String filing, NoticeKind kind) {
		return this.outbox.ofFiling(filing)
			.stream()
			.filter((row) -> row.kind() == kind)
			.reduce((first, second) -> second)
			.flatMap((row) -> this.papers.make(row.facts(), filing, row.locale()).stream().findFirst());
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	public List<NoticeView> inbox(String recipient, int limit) {
		return views(this.outbox.inbox(recipient, limit));
	}

	@Override
	@Transactional(propagation = Propagation.SUPPORTS, readOnly = true)
	public List<NoticeView> outbox(NoticeFilter filter, Long before, int limit) {
		return views(this.outbox.page(filter, (before != null) ? before : Long.MAX_VALUE, limit));
	}

	private List<NoticeView> views(List<Row> rows) {
		Map<Long, List<NoticeView.Attempt>> attempts = this.outbox.attempts(rows.stream().map(Row::id).toList());
		return rows.stream().map((row) -> view(row, attempts.getOrDefault(row.id(), List.of()))).toList();
	}

	private NoticeView view(Row row, List<NoticeView.Attempt> attempts) {
		return new NoticeView(row.id(), row.filing(), row.province(), row.kind(), row.occurrence(), row.recipient(),
				row.maskedAddress(), row.channel(), row.state(), row.content().subject(), row.content().text(),
				(row.channel() == NoticeChannel.MAIL) ? this.papers.names(row.kind(), row.filing(), row.locale())
						: List.of(),
				row.createdAt(), row.settledAt(), row.notBefore(), row.givenUp(), attempts);
	}

}
