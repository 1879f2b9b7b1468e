package org.beianflow.verification;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.Deadlines;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.SendResult;
import org.beianflow.notice.SmsGateway;
import org.beianflow.privacy.BlindIndex;
import org.beianflow.privacy.Masking;
import org.beianflow.verification.SmsRecords.Person;
import org.beianflow.verification.SmsRecords.Verification;
import org.beianflow.verification.SmsStatus.CodeState;
import org.beianflow.verification.SmsStatus.PersonState;
import org.beianflow.verification.SmsStatus.State;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** SMS verification in the database; hashes instead of codes. */
@Service
class RecordedSmsVerifications implements SmsVerifications {

	private static final Actor SYSTEM = Actor.system("sms-verification");

	/** Persons in charge have no account: they act under the phone they were sent to. */
	private static final Actor PERSON = new Actor(Actor.Kind.PUBLIC, "person-in-charge");

	private static final String CODE = "sms-code";

	private static final String ID_TAIL = "id-tail";

	private static final int TAIL = 6;

	private static final int CODES = 1_000_000;

	private final SmsRecords records;

	private final SmsProcess process;

	private final SmsGateway gateway;

	private final TryThrottle throttle;

	private final SmsVerificationSettings settings;

	private final BlindIndex index;

	private final Deadlines deadlines;

	private final AuditTrail audit;

	private final MessageSource messages;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	/** What was sent stays on record even if the engine's transaction does not. */
	private final TransactionTemplate alone;

	RecordedSmsVerifications(SmsRecords records, SmsProcess process, SmsGateway gateway, TryThrottle throttle,
			SmsVerificationSettings settings, BlindIndex index, Deadlines deadlines, AuditTrail audit,
			MessageSource messages, Clock clock, PlatformTransactionManager transactions) {
		this.records = records;
		this.process = process;
		this.gateway = gateway;
		this.throttle = throttle;
		this.settings = settings;
		this.index = index;
		this.deadlines = deadlines;
		this.audit = audit;
		this.messages = messages;
		this.clock = clock;
		this.alone = new TransactionTemplate(transactions);
		this.alone.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
	}

	@Override
	@Transactional
	public int open(String filing, String province, List<PersonToVerify> persons) {
		Optional<Verification> last = this.records.latest(filing);
		if (last.isPresent() && last.get().state() == State.OPEN) {
			return this.records.persons(last.get().id()).size();
		}
		int round = last.map(Verification::round).orElse(0) + 1;
		long verification = this.records.insert(filing, round, province, this.clock.instant());
		for (int i = 0; i < persons.size(); i++) {
			PersonToVerify person = persons.get(i);
			long id = this.records.insert(verification,
					new SmsRecords.NewPerson(i, person.path(), Masking.name(person.name()),
							Masking.phone(person.mobile()), person.mobile(),
							this.index.of(BlindIndex.MOBILE, person.mobile())));
			this.records.setIdTail(id, hash(ID_TAIL, id, tail(person.idNumber())));
		}
		this.audit.record(filing, SYSTEM, "sms.opened",
				Map.of("round", String.valueOf(round), "persons", String.valueOf(persons.size())));
		return persons.size();
	}

	@Override
	@Transactional
	public boolean sendCode(String filing, int position) {
		Person person = this.records.latest(filing)
			.flatMap((verification) -> this.records.person(verification.id(), position))
			.orElseThrow(() -> new IllegalStateException(filing + " has no person " + position + " to verify"));
		Optional<String> mobile = person.waiting() ? this.records.mobile(person) : Optional.empty();
		if (mobile.isPresent()) {
			send(person, mobile.get());
		}
		return this.records.lock(person.id()).state() == PersonState.VERIFIED;
	}

	private void send(Person person, String mobile) {
		String code = String.format(Locale.ROOT, "%06d", this.random.nextInt(CODES));
		String messageId = UUID.randomUUID().toString().replace("-", "");
		Long claimed = this.alone.execute((status) -> {
			Person now = this.records.lock(person.id());
			return now.waiting() ? this.records.claim(now, hash(CODE, now.id(), code), messageId, this.clock.instant())
					: null;
		});
		if (claimed == null) {
			return;
		}
		SendResult result = this.gateway.send(messageId, mobile,
				this.messages.getMessage("verification.sms.code", new Object[] { code }, Locale.SIMPLIFIED_CHINESE));
		this.alone.executeWithoutResult(
				(status) -> this.records.sent(claimed, person, codeState(result), result, this.clock.instant()));
		if (result.state() == NoticeState.FAILED && !result.lasting()) {
			throw new IllegalStateException("a code for " + person.filing() + " was not taken by the SMS gateway");
		}
		this.audit.record(person.filing(), SYSTEM, "sms.code.sent",
				Map.of("person", person.path(), "state", result.state().name()));
	}

	private static CodeState codeState(SendResult result) {
		return switch (result.state()) {
			case SENT, SHOWN_ONLY -> CodeState.SENT;
			case FAILED -> CodeState.FAILED;
			default -> CodeState.UNDERWAY;
		};
	}

	@Override
	@Transactional
	public Answer answer(String mobile, String code, String idTail, String address) {
		String mobileIndex = this.index.of(BlindIndex.MOBILE, plain(mobile));
		this.throttle.take(mobileIndex, address);
		// Of several filings of one person, what is right for one is wrong for none.
		List<Person> nearly = new ArrayList<>();
		for (Person found : this.records.waiting(mobileIndex)) {
			Person person = this.records.lock(found.id());
			if (!person.waiting() || lapsed(person.filing())) {
				continue;
			}
			boolean codeRight = matches(person.code(), hash(CODE, person.id(), plain(code)));
			boolean tailRight = matches(person.idTail(), hash(ID_TAIL, person.id(), tail(plain(idTail))));
			if (codeRight && tailRight) {
				return verified(person);
			}
			if (codeRight || tailRight) {
				nearly.add(person);
			}
		}
		nearly.forEach(this::wrong);
		return new Answer(false, 0);
	}

	private boolean lapsed(String filing) {
		Optional<Deadline> limit = this.deadlines.running(filing, DeadlineKind.SMS_VERIFICATION);
		return limit.isEmpty() || limit.get().overdue(this.clock.instant());
	}

	private Answer verified(Person person) {
		this.records.verified(person, this.clock.instant());
		this.process.personVerified(person.filing(), person.position());
		this.audit.record(person.filing(), PERSON, "sms.person.verified", Map.of("person", person.path()));
		long missing = this.records.persons(person.verification())
			.stream()
			.filter((other) -> other.state() != PersonState.VERIFIED)
			.count();
		return new Answer(true, (int) missing);
	}

	private void wrong(Person person) {
		boolean last = person.wrongTries() >= this.settings.wrongTries();
		this.records.wrong(person, last);
		if (last) {
			this.process.triesUsedUp(person.filing());
		}
		this.audit.record(person.filing(), PERSON, last ? "sms.person.blocked" : "sms.try.wrong",
				Map.of("person", person.path(), "tries", String.valueOf(person.wrongTries() + 1)));
	}

	@Override
	@Transactional
	public void askAgain(String mobile, String idTail, String address) {
		String mobileIndex = this.index.of(BlindIndex.MOBILE, plain(mobile));
		this.throttle.take(mobileIndex, address);
		for (Person found : this.records.waiting(mobileIndex)) {
			Person person = this.records.lock(found.id());
			boolean known = matches(person.idTail(), hash(ID_TAIL, person.id(), tail(plain(idTail))));
			if (known && refusal(person).isEmpty()) {
				again(person, PERSON);
			}
		}
	}

	@Override
	@Transactional
	public void resend(String filing, int position, Actor actor) {
		Person found = this.records.latest(filing)
			.flatMap((verification) -> this.records.person(verification.id(), position))
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "verification.none"));
		Person person = this.records.lock(found.id());
		refusal(person).ifPresent((refusal) -> {
			throw refusal;
		});
		if (!again(person, actor)) {
			throw new Refusal(Refusal.Kind.CONFLICT, "verification.resend.underway");
		}
	}

	private Optional<Refusal> refusal(Person person) {
		if (!person.waiting() || lapsed(person.filing())) {
			return Optional.of(new Refusal(Refusal.Kind.CONFLICT, "verification.resend.closed"));
		}
		if (person.resends() >= this.settings.resends()) {
			return Optional
				.of(new Refusal(Refusal.Kind.CONFLICT, "verification.resend.usedUp", this.settings.resends()));
		}
		Instant now = this.clock.instant();
		Instant from = resendFrom(person);
		return (from == null || now.isBefore(from))
				? Optional.of(new Refusal(Refusal.Kind.TOO_MANY, "verification.resend.early", (from != null)
						? Duration.between(now, from).toSeconds() + 1 : this.settings.resendAfter().toSeconds()))
				: Optional.empty();
	}

	private Instant resendFrom(Person person) {
		return (person.codeSentAt() != null) ? person.codeSentAt().plus(this.settings.resendAfter()) : null;
	}

	private boolean again(Person person, Actor actor) {
		if (!this.process.codeWanted(person.filing(), person.position())) {
			return false;
		}
		this.records.resent(person);
		this.audit.record(person.filing(), actor, "sms.code.wanted", Map.of("person", person.path()));
		return true;
	}

	@Override
	@Transactional
	public boolean conclude(String filing) {
		Verification verification = this.records.latest(filing).orElseThrow();
		if (verification.state() != State.OPEN) {
			return verification.state() == State.VERIFIED;
		}
		this.records.lockVerification(verification.id());
		boolean all = this.records.persons(verification.id())
			.stream()
			.map((person) -> this.records.lock(person.id()))
			.allMatch((person) -> person.state() == PersonState.VERIFIED);
		this.records.end(verification.id(), all ? State.VERIFIED : State.FAILED, this.clock.instant());
		this.audit.record(filing, SYSTEM, "sms.ended", Map.of("outcome", (all ? State.VERIFIED : State.FAILED).name()));
		return all;
	}

	@Override
	@Transactional(readOnly = true)
	public Optional<SmsStatus> status(String filing) {
		return this.records.latest(filing)
			.map((verification) -> new SmsStatus(verification.state(), verification.openedAt(), verification.endedAt(),
					this.records.persons(verification.id()).stream().map(this::shown).toList()));
	}

	private SmsStatus.Person shown(Person person) {
		return new SmsStatus.Person(person.position(), person.path(), person.maskedName(), person.maskedMobile(),
				person.state(), person.codeState(), person.codeSentAt(),
				Math.max(0, this.settings.resends() - person.resends()), resendFrom(person), person.verifiedAt());
	}

	/** Bound to the person, so that equal codes of two persons have different hashes. */
	private String hash(String purpose, long person, String secret) {
		return this.index.of(purpose, person + ":" + secret);
	}

	private static boolean matches(String known, String entered) {
		return known != null && MessageDigest.isEqual(known.getBytes(StandardCharsets.US_ASCII),
				entered.getBytes(StandardCharsets.US_ASCII));
	}

	/** The last six characters, in capitals; all of them where there are fewer. */
	private static String tail(String idNumber) {
		String plain = plain(idNumber).toUpperCase(Locale.ROOT);
		return plain.substring(Math.max(0, plain.length() - TAIL));
	}

	/** As people type it: full-width forms and blanks do not matter. */
	private static String plain(String entered) {
		return (entered != null) ? Normalizer.normalize(entered, Normalizer.Form.NFKC).replaceAll("[\\s-]", "") : "";
	}

}
