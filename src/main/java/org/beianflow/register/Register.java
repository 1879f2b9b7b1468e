package org.beianflow.register;

import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.number.FilingNumber;
import org.beianflow.number.FilingNumbers;
import org.beianflow.number.ServiceNumber;
import org.beianflow.privacy.Masking;
import org.beianflow.site.DomainName;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectNature;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The register of filed subjects, services and accesses (domain.md §8.3, §15). Records
 * are entered when a number is issued, change state afterwards and are never deleted.
 */
@Service
public class Register {

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	private final RegisterRecords records;

	private final FilingNumbers numbers;

	private final AuditTrail audit;

	private final Clock clock;

	Register(RegisterRecords records, FilingNumbers numbers, AuditTrail audit, Clock clock) {
		this.records = records;
		this.numbers = numbers;
		this.audit = audit;
		this.clock = clock;
	}

	/**
	 * Enters what a filing was issued numbers for. Takes part in the caller's
	 * transaction; entering the same filing again changes nothing. A subject that is in
	 * the register already takes the details of this filing.
	 * @throws Refusal if a domain stands in the register for another service (1005)
	 */
	@Transactional
	public void enter(RegisterEntry entry) {
		if (this.records.isEntered(entry.filing())) {
			return;
		}
		for (RegisterEntry.Service service : entry.services()) {
			for (DomainName domain : domains(service)) {
				if (this.records.isFiled(domain)) {
					throw new Refusal(Refusal.Kind.CONFLICT, "register.domain.taken", domain.unicode());
				}
			}
		}
		OffsetDateTime now = this.clock.instant().atOffset(ZoneOffset.UTC);
		LocalDate today = now.atZoneSameInstant(SHANGHAI).toLocalDate();
		this.records.insertEntry(entry.filing(), now);
		long subject = this.records.putSubject(entry, today, now);
		for (RegisterEntry.Service service : entry.services()) {
			long id = this.records.insertService(subject, entry.filing(), service, today, now);
			this.records.insertDomains(id, domains(service));
			service.accesses().forEach((access) -> this.records.insertAccess(id, access));
		}
	}

	private static List<DomainName> domains(RegisterEntry.Service service) {
		return service.website().domains().stream().map(DomainName::parse).distinct().toList();
	}

	/**
	 * Public look-up.
	 * @param numberOrDomain a filing number of a subject or service, cancelled ones
	 * included, or a domain or a name below one; any other text finds nothing
	 * @return the services found; empty if there are none
	 */
	@Transactional(readOnly = true)
	public List<PublicRecord> find(String numberOrDomain) {
		Optional<ServiceNumber> service = ServiceNumber.tryParse(numberOrDomain);
		if (service.isPresent()) {
			return this.records.byServiceNumber(service.get());
		}
		Optional<FilingNumber> subject = FilingNumber.tryParse(numberOrDomain);
		if (subject.isPresent()) {
			return this.records.bySubjectNumber(subject.get());
		}
		Optional<DomainName> domain = DomainName.tryParse(numberOrDomain);
		List<PublicRecord> found = domain.map(this.records::byDomain).orElse(List.of());
		return found.isEmpty() ? domain.flatMap(DomainName::registrable).map(this.records::byDomain).orElse(List.of())
				: found;
	}

	/** How a subject stands; empty if it is not in the register. */
	@Transactional(readOnly = true)
	public Optional<SubjectState> stateOf(FilingNumber number) {
		return this.records.subjectState(number);
	}

	/**
	 * The records of a subject, the newest first; cancelled ones are among them.
	 * @param subjectKey blind index of the certificate
	 */
	@Transactional(readOnly = true)
	public List<FiledSubject> ofSubject(String subjectKey) {
		return this.records.ofSubject(subjectKey);
	}

	/**
	 * Everything known of a subject. The reading is recorded.
	 * @param reader who reads
	 * @param reason why, never personal data
	 */
	@Transactional
	public Optional<FilingSubject> read(FilingNumber number, Actor reader, String reason) {
		Optional<FilingSubject> subject = this.records.subject(number);
		if (subject.isPresent()) {
			record(reader, "register.subject.read", Map.of("number", number.toString(), "reason", reason));
		}
		return subject;
	}

	/**
	 * Moves a service to another state; the subject follows when its last service goes or
	 * the first one comes back.
	 * @param ground why, for example the reference of the filing or order
	 * @throws Refusal if the state may not follow the present one
	 */
	@Transactional
	public void move(ServiceNumber number, ServiceState next, Actor actor, String ground) {
		ServiceState present = this.records.lockService(number)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "register.service.unknown", number.toString()));
		if (!present.next().contains(next)) {
			throw new Refusal(Refusal.Kind.CONFLICT, "register.service.state", number.toString(), present.title(),
					present.englishTitle(), next.title(), next.englishTitle());
		}
		this.records.setServiceState(number, next, this.clock.instant().atOffset(ZoneOffset.UTC));
		record(actor, "register.service.moved",
				Map.of("number", number.toString(), "from", present.name(), "to", next.name(), "ground", ground));
	}

	/**
	 * Suspends access to a service by order of the authority (封禁), or lifts the order.
	 * @param ground number of the order
	 * @throws Refusal if there is no such service or it is cancelled
	 */
	@Transactional
	public void suspend(ServiceNumber number, boolean suspended, Actor actor, String ground) {
		ServiceState present = this.records.lockService(number)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "register.service.unknown", number.toString()));
		if (present == ServiceState.CANCELLED) {
			throw new Refusal(Refusal.Kind.CONFLICT, "register.cancelled", number.toString());
		}
		this.records.setSuspended(number, suspended, this.clock.instant().atOffset(ZoneOffset.UTC));
		record(actor, suspended ? "register.service.suspended" : "register.service.released",
				Map.of("number", number.toString(), "ground", ground));
	}

	/**
	 * Cancels a subject with all its services, for good: its number is never used again.
	 * @param ground reference of the filing or order
	 * @throws Refusal if there is no such subject or it is cancelled already
	 */
	@Transactional
	public void cancel(FilingNumber number, Actor actor, String ground) {
		// The province before the subject: so does whoever issues and enters.
		this.numbers.retire(number);
		SubjectState present = this.records.lockSubject(number)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "register.subject.unknown", number.toString()));
		if (present == SubjectState.CANCELLED) {
			throw new Refusal(Refusal.Kind.CONFLICT, "register.cancelled", number.toString());
		}
		this.records.cancel(number, this.clock.instant().atOffset(ZoneOffset.UTC));
		record(actor, "register.subject.cancelled", Map.of("number", number.toString(), "ground", ground));
	}

	/**
	 * Puts a subject on the blacklist, or takes it off (domain.md §8.3).
	 * @param ground number of the order
	 * @throws Refusal if there is no such subject
	 */
	@Transactional
	public void blacklist(FilingNumber number, boolean blacklisted, Actor actor, String ground) {
		this.records.lockSubject(number)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "register.subject.unknown", number.toString()));
		this.records.setBlacklisted(number, blacklisted, this.clock.instant().atOffset(ZoneOffset.UTC));
		record(actor, blacklisted ? "register.subject.blacklisted" : "register.subject.unlisted",
				Map.of("number", number.toString(), "ground", ground));
	}

	/**
	 * Whether a subject of this register is on the blacklist (1065). Nothing is known of
	 * other lists.
	 * @param subjectKey blind index of the certificate
	 */
	@Transactional(readOnly = true)
	public boolean isBlacklisted(String subjectKey) {
		return this.records.isBlacklisted(subjectKey);
	}

	private void record(Actor actor, String act, Map<String, String> facts) {
		this.audit.record("person:" + actor.id(), actor, act, facts);
	}

	/** The name anybody may see. */
	static String publicName(FilingSubject subject) {
		return (subject.nature() == SubjectNature.INDIVIDUAL) ? Masking.name(subject.name()) : subject.name();
	}

}
