package org.beianflow.filing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import org.beianflow.access.VerificationTarget;
import org.beianflow.account.Scope;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.material.MaterialKind;
import org.beianflow.site.DomainName;
import org.beianflow.subject.SubjectNature;
import org.beianflow.verification.PersonToVerify;

import org.springframework.util.function.SingletonSupplier;

/**
 * One applicant's road from draft to filing number 备案办件.
 * <p>
 * It begins as a draft, which anyone with an account may make and which blocks nobody.
 * Submitting it fixes the road it takes ({@link FlowProfile}) and reserves its subject:
 * no other filing of the same subject may run beside it (domain.md R11). From then on it
 * moves only along {@link FilingState#next()}; each move is a step of its history, which
 * is appended and never rewritten. Returned, it opens only the listed fields for editing;
 * submitted again, it enters the next round. It ends filed, with a number, or in one of
 * the other ends, and an ended filing never moves again.
 * <p>
 * The aggregate knows nothing of the engine: the engine owns where the filing waits, the
 * aggregate what is true. A wrong step is refused with a sentence that says where the
 * filing stands.
 */
public final class Filing {

	/** Why a filing came back to its applicant. */
	public enum ReturnCause {

		/** The provider returned it in 初审. */
		PROVIDER,
		/** The authority asked for a supplement; its clock is suspended meanwhile. */
		AUTHORITY_SUPPLEMENT,
		/** The authority returned it; it goes through 初审 again. */
		AUTHORITY,
		/** The authority's interface refused it and the provider passed that on. */
		SENDING,
		/** Not all persons in charge answered the SMS verification in time. */
		SMS_VERIFICATION,
		/** Access could not be verified in any window. */
		ACCESS,
		/** The final review returned it. */
		FINAL_REVIEW

	}

	/** How much a correction changed. */
	public enum Correction {

		/** Nothing at all. */
		NOTHING,
		/** Nothing but access data 接入信息. */
		ACCESS_DATA,
		/** Anything else. */
		CONTENT

	}

	/** Where a submitted filing goes on (ruling 20; domain.md 8.2-7). */
	public enum Continuation {

		/** Through the provider's review, as every new content does. */
		PROVIDER_REVIEW,
		/**
		 * Straight to the authority again: nothing changed after a lapsed verification.
		 */
		SENDING,
		/** Straight back to access verification: nothing but access data changed. */
		ACCESS

	}

	/**
	 * One step of the history.
	 *
	 * @param from state before, null for the first
	 * @param to state after
	 * @param at when (UTC)
	 * @param actor who
	 */
	public record Step(FilingState from, FilingState to, Instant at, Actor actor) {

	}

	private final FilingReference reference;

	private final FilingKind kind;

	private final String applicantId;

	private final Instant createdAt;

	private final long version;

	private FilingForm form;

	private FilingState state;

	private String province;

	private FlowProfile profile;

	private int round;

	private Instant stateSince;

	private Instant lastEditedAt;

	private Instant submittedAt;

	private ReturnCause returnCause;

	private boolean accessDataOnly;

	private Set<String> listedPaths = new TreeSet<>();

	/** Not kept: follows from the form and the day. */
	private Supplier<Set<String>> alsoOpen = Set::of;

	private Set<String> listedMaterials = new TreeSet<>();

	private final List<Step> newSteps = new ArrayList<>();

	private Filing(FilingReference reference, FilingKind kind, String applicantId, Instant createdAt, long version) {
		this.reference = reference;
		this.kind = kind;
		this.applicantId = applicantId;
		this.createdAt = createdAt;
		this.version = version;
	}

	/** A new draft. */
	static Filing draft(FilingReference reference, FilingKind kind, FilingForm form, Actor applicant, Instant at) {
		Filing filing = new Filing(reference, kind, applicant.id(), at, 0);
		filing.form = form;
		filing.province = provinceOf(form);
		filing.state = FilingState.DRAFT;
		filing.stateSince = at;
		filing.lastEditedAt = at;
		filing.newSteps.add(new Step(null, FilingState.DRAFT, at, applicant));
		return filing;
	}

	/** A filing as it was stored; for the store. */
	public static Filing stored(Memento stored) {
		Filing filing = new Filing(new FilingReference(stored.reference()), stored.kind(), stored.applicantId(),
				stored.createdAt(), stored.version());
		filing.form = stored.form();
		filing.state = stored.state();
		filing.province = stored.province();
		filing.profile = stored.profile();
		filing.round = stored.round();
		filing.stateSince = stored.stateSince();
		filing.lastEditedAt = stored.lastEditedAt();
		filing.submittedAt = stored.submittedAt();
		filing.returnCause = stored.returnCause();
		filing.accessDataOnly = stored.accessDataOnly();
		filing.listedPaths = new TreeSet<>(stored.listedPaths());
		filing.listedMaterials = new TreeSet<>(stored.listedMaterials());
		return filing;
	}

	/** All that a store keeps of a filing besides its history. */
	public record Memento(String reference, FilingKind kind, String applicantId, Instant createdAt, long version,
			FilingForm form, FilingState state, String province, FlowProfile profile, int round, Instant stateSince,
			Instant lastEditedAt, Instant submittedAt, ReturnCause returnCause, boolean accessDataOnly,
			Set<String> listedPaths, Set<String> listedMaterials) {

	}

	/** What is to be stored; for the store. */
	public Memento memento() {
		return new Memento(this.reference.value(), this.kind, this.applicantId, this.createdAt, this.version, this.form,
				this.state, this.province, this.profile, this.round, this.stateSince, this.lastEditedAt,
				this.submittedAt, this.returnCause, this.accessDataOnly, this.listedPaths, this.listedMaterials);
	}

	// --- the applicant's acts ---

	/**
	 * Takes over an edited form.
	 * @param edited the whole form
	 * @param changes what the edit changes, field by field
	 * @throws Refusal if nothing may be edited now, or with one violation for each
	 * changed field that is not open
	 */
	/**
	 * Opens more of a returned filing than was listed: what would stand in the way of
	 * handing it in again, and what was changed since.
	 * @param paths paths of fields, and of materials as {@code materials[M8]}; asked for
	 * once, by whoever wants to edit first
	 */
	void alsoOpen(Supplier<Set<String>> paths) {
		this.alsoOpen = SingletonSupplier.of(paths);
	}

	void edit(FilingForm edited, List<FormDiff.Change> changes, Instant at) {
		EditScope scope = editScope();
		if (!scope.editable()) {
			throw refused("filing.edit.closed");
		}
		List<Violation> locked = new ArrayList<>(scope.violations(changes));
		if (this.round > 0 && !Objects.equals(provinceOf(edited), provinceOf(this.form))) {
			// The authority, its staff and the number all follow from it (§6.1).
			locked.add(Violation.of("subject.province", "LOCKED", "filing.province.fixed"));
		}
		if (!locked.isEmpty()) {
			throw Refusal.invalid("filing.edit.locked", locked);
		}
		this.form = edited;
		this.lastEditedAt = at;
		if (this.round == 0) {
			this.province = provinceOf(edited);
		}
	}

	/** First submission: fixes the road and starts round 1. */
	void submit(FlowProfile chosen, Actor applicant, Instant at) {
		requireState(FilingState.DRAFT);
		this.profile = chosen;
		this.round = 1;
		this.submittedAt = at;
		move(FilingState.PRELIM_PENDING, applicant, at);
	}

	/**
	 * Submits a returned filing again and starts the next round.
	 * @param correction how much changed: with nothing but access data a filing returned
	 * for access goes straight back to access verification, and with nothing at all one
	 * whose SMS verification lapsed is sent again
	 */
	void resubmit(Correction correction, Actor applicant, Instant at) {
		requireState(FilingState.PRELIM_RETURNED, FilingState.AUTHORITY_RETURNED);
		FilingState to = switch (this.returnCause) {
			case AUTHORITY_SUPPLEMENT -> FilingState.AUTHORITY_REVIEW;
			case ACCESS -> (correction != Correction.CONTENT) ? FilingState.ACCESS_PENDING : FilingState.RESUBMITTED;
			case SMS_VERIFICATION ->
				(correction == Correction.NOTHING) ? FilingState.FORWARD_PENDING : FilingState.RESUBMITTED;
			case PROVIDER, AUTHORITY, SENDING, FINAL_REVIEW -> FilingState.RESUBMITTED;
		};
		this.round++;
		this.submittedAt = at;
		this.accessDataOnly = to == FilingState.ACCESS_PENDING;
		this.listedPaths.clear();
		this.listedMaterials.clear();
		move(to, applicant, at);
	}

	void withdraw(Actor applicant, Instant at) {
		if (!this.state.mayBeWithdrawn()) {
			throw refused("filing.withdraw.late");
		}
		move(FilingState.WITHDRAWN, applicant, at);
	}

	void abandon(Actor applicant, Instant at) {
		if (!this.state.mayBeAbandoned()) {
			throw refused("filing.abandon.closed");
		}
		move(FilingState.ABANDONED, applicant, at);
	}

	/**
	 * Forgets what was filled in, once the time it may be kept has passed. Never of a
	 * filing that has its number: that is kept with its record.
	 */
	void eraseContent() {
		if (!this.state.ended() || this.state == FilingState.FILED) {
			throw new IllegalStateException(this.reference + " has not ended without a number");
		}
		this.form = new FilingForm(null, List.of(), null);
	}

	/** Whether it holds nothing that was filled in, or not any more. */
	public boolean blank() {
		return this.form.subject() == null && this.form.services().isEmpty();
	}

	// --- what became of it on its road ---

	/** Moves along the road, without any condition besides the graph. */
	void advance(FilingState to, Actor actor, Instant at) {
		move(to, actor, at);
	}

	/**
	 * Notes why the filing comes back and what is to be mended; it is back with its
	 * applicant once it enters the state this returns.
	 */
	FilingState planReturn(ReturnCause cause, Set<String> paths, Set<String> materials) {
		this.returnCause = cause;
		this.listedPaths = new TreeSet<>(paths);
		this.listedMaterials = new TreeSet<>(materials);
		return (cause == ReturnCause.AUTHORITY || cause == ReturnCause.AUTHORITY_SUPPLEMENT)
				? FilingState.AUTHORITY_RETURNED : FilingState.PRELIM_RETURNED;
	}

	private void move(FilingState to, Actor actor, Instant at) {
		if (!this.state.next().contains(to)) {
			throw refused("filing.step.wrong");
		}
		this.newSteps.add(new Step(this.state, to, at, actor));
		this.state = to;
		this.stateSince = at;
	}

	private void requireState(FilingState... allowed) {
		for (FilingState one : allowed) {
			if (this.state == one) {
				return;
			}
		}
		throw refused("filing.step.wrong");
	}

	/** Refuses a step and says where the filing stands. */
	private Refusal refused(String messageKey) {
		return new Refusal(Refusal.Kind.CONFLICT, messageKey, this.reference.value(), new StateName(this.state));
	}

	/** Names a state in a message; resolved to the reader's language by the bundles. */
	public record StateName(FilingState state) implements org.springframework.context.MessageSourceResolvable {

		@Override
		public String[] getCodes() {
			return new String[] { "filing.state." + this.state };
		}

	}

	// --- what it says of itself ---

	/** What may be edited now. */
	public EditScope editScope() {
		return switch (this.state) {
			case DRAFT -> EditScope.everything();
			case PRELIM_RETURNED, AUTHORITY_RETURNED ->
				nothingListed() ? EditScope.everything() : EditScope.listed(this.listedPaths).with(this.alsoOpen.get());
			case ACCESS_PENDING, ACCESS_FAILED -> EditScope.accessData();
			default -> EditScope.nothing();
		};
	}

	/** Whether a new version of this material may be uploaded now. */
	public boolean mayUpload(String material) {
		return switch (this.state) {
			case DRAFT -> true;
			case PRELIM_RETURNED, AUTHORITY_RETURNED -> this.listedMaterials.contains(material) || nothingListed()
					|| this.alsoOpen.get().contains("materials[" + material + "]") || provesOpenPerson(material);
			case PAYMENT_PENDING -> material.startsWith(MaterialKind.TRANSFER_SLIP.code());
			// Evidence for a person where the probe cannot reach the site.
			case ACCESS_PENDING, ACCESS_FAILED -> material.startsWith(MaterialKind.HOME_PAGE_SCREENSHOT.code());
			default -> false;
		};
	}

	/** A return that names no place, because it is about the procedure. */
	private boolean nothingListed() {
		return this.listedPaths.isEmpty() && this.listedMaterials.isEmpty();
	}

	/** Who may name another person may show that person's documents. */
	private boolean provesOpenPerson(String material) {
		String code = material.replaceFirst("/.*", "");
		boolean ofSubject = editScope().paths()
			.stream()
			.anyMatch((path) -> path.matches("subject\\.(principal|legalRepresentative)\\b.*"));
		boolean ofService = editScope().paths().stream().anyMatch((path) -> path.matches(".*\\.website\\.owner\\b.*"));
		return MaterialKind.PRINCIPAL_ID.code().equals(code) && ofSubject
				|| MaterialKind.OWNER_ID.code().equals(code) && ofService
				|| MaterialKind.AUTHORISATION_LETTER.code().equals(code) && (ofSubject || ofService);
	}

	/**
	 * Whether a material of this kind shows a person here: an individual's certificate is
	 * an identity document, a unit's is not.
	 */
	public boolean showsPerson(MaterialKind kind) {
		return kind.showsPerson() || (kind == MaterialKind.SUBJECT_CERTIFICATE && this.form != null
				&& this.form.subject() != null && this.form.subject().nature() == SubjectNature.INDIVIDUAL);
	}

	/** The filed domains, or addresses where a site has none. */
	public List<String> domains() {
		return this.form.services()
			.stream()
			.flatMap((service) -> service.website().domains().stream())
			.distinct()
			.toList();
	}

	/** The filed server addresses. */
	public List<String> addresses() {
		return this.form.services().stream().flatMap((service) -> service.access().ips().stream()).distinct().toList();
	}

	/**
	 * What access verification has to find: every domain leads to the addresses of its
	 * service.
	 */
	List<VerificationTarget> verificationTargets() {
		return IntStream.range(0, this.form.services().size())
			.mapToObj(this::verificationTargets)
			.flatMap(List::stream)
			.toList();
	}

	/** Those of one service, from 0. */
	List<VerificationTarget> verificationTargets(int index) {
		FilingForm.ServiceEntry service = this.form.services().get(index);
		return VerificationTarget.of(service.website(), service.access());
	}

	private static String provinceOf(FilingForm form) {
		return (form.subject() != null) ? form.subject().province() : null;
	}

	public FilingReference reference() {
		return this.reference;
	}

	public FilingKind kind() {
		return this.kind;
	}

	/** The account that made the draft and owns the filing. */
	public String applicantId() {
		return this.applicantId;
	}

	public Instant createdAt() {
		return this.createdAt;
	}

	/** Counts the stored changes; the ETag of the API. */
	public long version() {
		return this.version;
	}

	public FilingForm form() {
		return this.form;
	}

	public FilingState state() {
		return this.state;
	}

	/**
	 * The province of the filing, six digits; fixed with the first submission; null in a
	 * draft that has none yet.
	 */
	public String province() {
		return this.province;
	}

	/** The road it takes; null before the first submission. */
	public FlowProfile profile() {
		return this.profile;
	}

	/** How often it was submitted. */
	public int round() {
		return this.round;
	}

	public Instant stateSince() {
		return this.stateSince;
	}

	public Instant lastEditedAt() {
		return this.lastEditedAt;
	}

	/** Last submission; null in a draft. */
	public Instant submittedAt() {
		return this.submittedAt;
	}

	/** Why it came back last; null if it never did. */
	public ReturnCause returnCause() {
		return this.returnCause;
	}

	/** Where it goes on from its last submission. */
	Continuation continuation() {
		if (this.accessDataOnly) {
			return Continuation.ACCESS;
		}
		return (this.state == FilingState.FORWARD_PENDING) ? Continuation.SENDING : Continuation.PROVIDER_REVIEW;
	}

	/**
	 * Who has to answer the SMS verification: for a first filing the principal and the
	 * owner of each service, each person once (domain.md §8.4).
	 */
	List<PersonToVerify> personsToVerify() {
		Map<String, PersonToVerify> persons = new LinkedHashMap<>();
		this.form.personsInCharge().forEach((path, person) -> {
			if (person.idNumber() != null && person.mobile() != null) {
				persons.putIfAbsent(person.idNumber() + " " + person.mobile(),
						new PersonToVerify(path, person.name(), person.idNumber(), person.mobile()));
			}
		});
		return List.copyOf(persons.values());
	}

	/** Whose it is and in which province; what somebody may do with it hangs on both. */
	public Scope scope() {
		return Scope.of(this.applicantId, this.province);
	}

	public Set<String> listedPaths() {
		return Set.copyOf(this.listedPaths);
	}

	public Set<String> listedMaterials() {
		return Set.copyOf(this.listedMaterials);
	}

	/** The steps since it was loaded; the store appends them to the history. */
	public List<Step> newSteps() {
		return List.copyOf(this.newSteps);
	}

}
