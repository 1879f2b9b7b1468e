package org.beianflow.notice;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

import static org.beianflow.notice.NoticeChannel.IN_APP;
import static org.beianflow.notice.NoticeChannel.MAIL;
import static org.beianflow.notice.NoticeChannel.SMS;
import static org.beianflow.notice.NoticeChannel.WEBHOOK;
import static org.beianflow.notice.NoticeFact.amount;
import static org.beianflow.notice.NoticeFact.amounts;
import static org.beianflow.notice.NoticeFact.code;
import static org.beianflow.notice.NoticeFact.count;
import static org.beianflow.notice.NoticeFact.day;
import static org.beianflow.notice.NoticeFact.flag;
import static org.beianflow.notice.NoticeFact.list;
import static org.beianflow.notice.NoticeFact.moment;
import static org.beianflow.notice.NoticeFact.text;
import static org.beianflow.notice.NoticeFact.word;

/**
 * What people are told, on which channels and with which facts (domain.md §11).
 * <p>
 * Each kind has templates {@code notice/<key>.<language>.mail.txt} and, with SMS,
 * {@code notice/<key>.<language>.sms.txt} in Chinese and English, which use no other
 * placeholders than its facts and those every notice has: {@code filing} (the case
 * number) and {@code link} (the page to act on). Facts never carry identity numbers,
 * phones, addresses or unmasked names of persons.
 */
public enum NoticeKind {

	/** The application has arrived; when the provider's review is expected to end. */
	FILING_SUBMITTED(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), moment("receivedAt"), moment("expectedBy")),
	/** The provider returned the application for supplement (R20: all items at once). */
	PROVIDER_RETURNED(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), count("itemCount"), count("round"),
			moment("dueAt")),
	/** The authority returned the application. */
	AUTHORITY_RETURNED(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), count("itemCount"), count("round"),
			moment("dueAt")),
	/** The authority asks for supplements while its clock stands still (ruling 19). */
	AUTHORITY_SUPPLEMENT(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), count("itemCount"), moment("dueAt")),
	/** Passed the provider's review; the fee notice 备案审批通知书 is attached (S58). */
	PROVIDER_PASSED_FEE_DUE(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), word("noticeNumber"), day("issuedOn"),
			text("payer"), text("siteName"), amounts("lines"), amount("amount"), word("referenceCode"),
			text("accountHolder"), text("bank"), text("account"), moment("dueAt")),
	/** The time for payment has passed; until when it can be opened again, once (T5). */
	FEE_EXPIRED(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), amount("amount"), moment("reopenUntil")),
	/** The service fee has arrived. */
	PAYMENT_RECEIVED(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), amount("amount"), word("referenceCode"),
			moment("receivedAt")),
	/** A payment does not match what is owed: what was, what came, what is missing. */
	PAYMENT_MISMATCH(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), amount("expected"), amount("received"),
			amount("outstanding"), word("referenceCode"), moment("dueAt")),
	/**
	 * The same, to finance: nobody closes the books on a sum that is still owed or too
	 * much (domain.md §11).
	 */
	STAFF_PAYMENT_MISMATCH(Audience.STAFF, EnumSet.of(MAIL, IN_APP), amount("expected"), amount("received"),
			amount("outstanding"), word("referenceCode"), moment("dueAt")),
	/** A fee has arrived in full; to finance. */
	STAFF_PAYMENT_RECEIVED(Audience.STAFF, EnumSet.of(MAIL, IN_APP), amount("amount"), word("referenceCode"),
			moment("receivedAt")),
	/** Money has gone back; to finance. */
	STAFF_REFUND(Audience.STAFF, EnumSet.of(MAIL, IN_APP), amount("amount"), text("referenceCode"), Codes.refund()),
	/** Money goes back. */
	REFUND(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), amount("amount"), text("referenceCode"), Codes.refund()),
	/** A phone check found nobody; when the next call comes (T3). */
	CALL_MISSED(Audience.APPLICANT, EnumSet.of(SMS, IN_APP, MAIL), moment("nextCallAt")),
	/** The authority has received the filing; its statutory due date (T10). */
	SENT_TO_AUTHORITY(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), text("authority"), moment("receivedAt"),
			moment("dueAt"), text("legalBasis"), flag("provisional")),
	/** Persons in charge still have to answer the SMS verification (T8). */
	SMS_VERIFICATION_REMINDER(Audience.APPLICANT, Urgency.URGENT, EnumSet.of(MAIL, SMS, IN_APP), count("missingCount"),
			list("missing"), moment("dueAt")),
	/** The same, to such a person, who has no account. */
	SMS_PERSON_REMINDER(Audience.PERSON, Urgency.URGENT, EnumSet.of(MAIL, SMS), moment("dueAt")),
	/** Not everybody answered: the filing is back with its applicant. */
	SMS_VERIFICATION_FAILED(Audience.APPLICANT, Urgency.URGENT, EnumSet.of(MAIL, SMS, IN_APP), count("missingCount"),
			list("missing"), moment("sendAgainFrom"), moment("dueAt")),
	/** The applicant's own time limit comes near. */
	DEADLINE_REMINDER(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP),
			code("wait", "DRAFT", "SUPPLEMENT", "FEE", "ACCESS", "ACCESS_RETRY"), moment("dueAt")),
	/** A member of staff's time limit comes near. */
	STAFF_REMINDER(Audience.STAFF, EnumSet.of(MAIL, IN_APP), Codes.stage(), moment("dueAt")),
	/** A member of staff's time limit has passed; nothing is approved by silence. */
	STAFF_OVERDUE(Audience.STAFF, EnumSet.of(MAIL, IN_APP), Codes.stage(), moment("dueAt"), count("overdueDays")),
	/** The authority takes longer, once (T11), with its reasons. */
	EXTENSION(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), text("reason"), count("days"), moment("newDueAt"),
			text("legalBasis"), flag("provisional")),
	/**
	 * The authority approved; 24 hours for name resolution and access (T13). Mail and SMS
	 * both, whatever the hour.
	 */
	AUTHORITY_APPROVED(Audience.APPLICANT, Urgency.URGENT, EnumSet.of(MAIL, SMS, IN_APP), moment("accessDueAt"),
			list("domains"), list("addresses"), text("verificationPath").orNone()),
	/** The access window closes soon. */
	ACCESS_REMINDER(Audience.APPLICANT, Urgency.URGENT, EnumSet.of(MAIL, SMS, IN_APP), moment("dueAt"),
			Codes.failingCheck(), text("seen").orNone()),
	/** Access could not be verified; what was seen, and until when to start again. */
	ACCESS_FAILED(Audience.APPLICANT, Urgency.URGENT, EnumSet.of(MAIL, SMS, IN_APP), Codes.failingCheck(),
			text("seen").orNone(), count("attemptsLeft"), moment("retryBy")),
	/** The filing number, the footer to copy, and the duties that follow (R3, R16). */
	NUMBER_ISSUED(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), word("subjectNumber"), list("serviceNumbers"),
			text("footerHtml"), day("displayBy"), day("policeBy")),
	/** The result to the cloud vendor, without personal data (S62). */
	VENDOR_NUMBER_ISSUED(Audience.VENDOR, Urgency.URGENT, EnumSet.of(WEBHOOK, MAIL), list("domains"), list("addresses"),
			word("subjectNumber"), list("serviceNumbers"), moment("issuedAt")),
	/** Refused by the authority; the letter is attached. */
	REFUSED(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), text("authority"), text("applicant"), text("siteName"),
			day("refusedOn"), list("reasons"), text("legalBasis"), day("appealBy")),
	/** Not accepted by the provider. */
	NOT_ACCEPTED(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), list("reasons")),
	/** The applicant's time limit has passed and the filing ended. */
	EXPIRED(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), code("wait", "DRAFT", "SUPPLEMENT", "FEE"),
			moment("expiredAt")),
	/** The applicant ended the filing. */
	WITHDRAWN(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), code("how", "WITHDRAWN", "ABANDONED")),
	/** The number is not yet seen on the home page (T17). */
	DISPLAY_REMINDER(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), word("number"), moment("dueAt"),
			Codes.display(), text("footerHtml")),
	/** The filing with the public security organs is due (T18, R16). */
	POLICE_REMINDER(Audience.APPLICANT, EnumSet.of(MAIL, SMS, IN_APP), moment("dueAt")),
	/** Dates that were told before have moved, for example by the official calendar. */
	DATE_MOVED(Audience.APPLICANT, EnumSet.of(MAIL, IN_APP), text("cause"), count("count"), list("moves"),
			flag("provisional")),
	/** Dates of the work in hand have moved: one notice, however many. */
	STAFF_DATES_MOVED(Audience.STAFF, EnumSet.of(MAIL, IN_APP), text("cause"), count("count"), list("moves"),
			flag("provisional")),
	/**
	 * The work of the day, each working morning: what is overdue, ends today, or has
	 * nobody yet. About many filings, so it stands under the day and not under one of
	 * them.
	 */
	MORNING_DIGEST(Audience.STAFF, EnumSet.of(MAIL), day("day"), count("overdue"), count("today"), count("free"),
			list("overdueTasks"), list("todayTasks"), list("freeTasks"), count("more"));

	/** Who reads it; decides which page {@code link} leads to. */
	public enum Audience {

		/** The applicant and those who act for them. */
		APPLICANT,
		/** A person in charge, who has no account. */
		PERSON,
		/** Members of staff. */
		STAFF,
		/** The cloud vendor whose servers carry the site. */
		VENDOR

	}

	/** Whether it may wait until morning. */
	public enum Urgency {

		/** SMS wait for the end of the quiet hours. */
		NORMAL,
		/** Sent at any hour: a clock of hours runs (T8, T13). */
		URGENT

	}

	/** Closed sets that several kinds share. */
	private static final class Codes {

		static NoticeFact stage() {
			return code("stage", "PROVIDER_REVIEW", "NOT_ACCEPTED_CHECK", "TRANSFER", "FORWARD", "COMPLETENESS",
					"AUTHORITY_REVIEW", "DELIVERY", "APPROVAL_CALL", "MANUAL_ACCESS", "FINAL_REVIEW",
					"UNDELIVERED_NOTICE", "RECTIFICATION", "SUPPLEMENT", "FEE", "ACCESS");
		}

		/** What the last attempt of access verification found wanting first. */
		static NoticeFact failingCheck() {
			return code("failingCheck", "RESOLUTION", "PROVIDER_BLOCK", "REACHABLE", "TOKEN", "CERTIFICATE", "PAGE",
					"KEYWORDS")
				.orNone();
		}

		static NoticeFact refund() {
			return code("refund", "OVERPAID", "PAID_TWICE", "LATE", "EXPIRED", "WAIVED", "REFUSED", "WITHDRAWN");
		}

		/** What the last look at the home page saw instead of number and link. */
		static NoticeFact display() {
			return code("display", "NOT_LINKED", "MISSING", "UNREACHABLE").orNone();
		}

	}

	private final Audience audience;

	private final Urgency urgency;

	private final EnumSet<NoticeChannel> channels;

	private final List<NoticeFact> facts;

	NoticeKind(Audience audience, EnumSet<NoticeChannel> channels, NoticeFact... facts) {
		this(audience, Urgency.NORMAL, channels, facts);
	}

	NoticeKind(Audience audience, Urgency urgency, EnumSet<NoticeChannel> channels, NoticeFact... facts) {
		this.audience = audience;
		this.urgency = urgency;
		this.channels = channels;
		this.facts = List.of(facts);
	}

	/**
	 * The name of its templates: {@code PROVIDER_RETURNED} → {@code provider-returned}.
	 */
	public String key() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	public Audience audience() {
		return this.audience;
	}

	public Urgency urgency() {
		return this.urgency;
	}

	/**
	 * Whether a person looks after it where it did not arrive. A digest is only a look at
	 * lists that stand in the console anyway.
	 */
	boolean pursued() {
		return this != MORNING_DIGEST;
	}

	/**
	 * Whether tries follow each other quickly, so that a person can telephone within
	 * about an hour: a clock of hours runs, or it is the decision itself, which has to be
	 * delivered (T12). A vendor's system keeps no such clock, and may be away for long.
	 */
	boolean prompt() {
		return this == REFUSED || this.urgency == Urgency.URGENT && this.audience != Audience.VENDOR;
	}

	/** The ways it goes, always in the same order. */
	public Set<NoticeChannel> channels() {
		return Collections.unmodifiableSet(this.channels);
	}

	/** What a request for this kind must carry. */
	public List<NoticeFact> facts() {
		return this.facts;
	}

	/** The fact with this name. */
	public Optional<NoticeFact> fact(String name) {
		return this.facts.stream().filter((fact) -> fact.name().equals(name)).findAny();
	}

}
