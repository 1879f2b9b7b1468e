package org.beianflow.account;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.privacy.BlindIndex;
import org.beianflow.privacy.FieldCipher;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applicants in the table {@code bf_applicant}. */
@Component
class StoredApplicants implements Applicants {

	/** Purpose of the blind index of login names. */
	private static final String LOGIN_NAME = "login-name";

	private static final Pattern LOGIN_NAME_FORM = Pattern.compile("[a-zA-Z][a-zA-Z0-9._-]{3,31}");

	private static final Pattern MOBILE_FORM = Pattern.compile("1[3-9]\\d{9}");

	private static final Pattern EMAIL_FORM = Pattern
		.compile("[^\\s@\"<>,;]{1,64}@[^\\s@.\"<>,;]+(\\.[^\\s@.\"<>,;]+)+");

	private static final int EMAIL_LENGTH = 254;

	private static final List<String> LOCALES = List.of("zh-CN", "en");

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	private final BlindIndex index;

	private final PasswordEncoder passwords;

	private final ApiTokens tokens;

	private final SignInThrottle throttle;

	private final AuditTrail audit;

	private final Clock clock;

	/** Compared against where no account fits, so that the answer takes as long. */
	private final String nobodysPassword;

	StoredApplicants(JdbcClient jdbc, FieldCipher cipher, BlindIndex index, PasswordEncoder passwords, ApiTokens tokens,
			SignInThrottle throttle, AuditTrail audit, Clock clock) {
		this.jdbc = jdbc;
		this.cipher = cipher;
		this.index = index;
		this.passwords = passwords;
		this.tokens = tokens;
		this.throttle = throttle;
		this.audit = audit;
		this.clock = clock;
		this.nobodysPassword = passwords.encode(UUID.randomUUID().toString());
	}

	@Override
	@Transactional
	public Applicant register(Registration registration, String address) {
		this.throttle.beforeRegistration(address);
		List<Violation> violations = check(registration);
		if (!violations.isEmpty()) {
			throw Refusal.invalid("account.registration.refused", violations);
		}
		Applicant applicant = new Applicant(UUID.randomUUID().toString(), registration.loginName(),
				digits(registration.phone()), registration.email().strip(), locale(registration.locale()),
				Applicant.State.ACTIVE, this.clock.instant());
		try {
			insert(applicant, this.passwords.encode(registration.password()));
		}
		catch (DuplicateKeyException ex) {
			throw Refusal.invalid("account.registration.refused",
					List.of(Violation.of("loginName", "ACCOUNT", "account.registration.takenMeanwhile")));
		}
		record(applicant.id(), "account.registered");
		return applicant;
	}

	@Override
	public Applicant authenticate(String login, String password, String address) {
		this.throttle.beforeTry(login, address);
		Optional<Credentials> found = (login != null) ? byLogin(login.strip()) : Optional.empty();
		String hash = found.map(Credentials::passwordHash).orElse(this.nobodysPassword);
		boolean right = password != null && PasswordRules.fits(password) && this.passwords.matches(password, hash);
		Applicant applicant = found.map(Credentials::applicant).orElse(null);
		if (!right || applicant == null || applicant.state() != Applicant.State.ACTIVE) {
			throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "account.signIn.wrong");
		}
		this.throttle.afterSuccess(login, address);
		return applicant;
	}

	@Override
	@Transactional
	public void changePassword(String id, String currentPassword, String newPassword) {
		Credentials present = byId(id);
		// Guessing the present password in a stolen session counts as guessing.
		this.throttle.beforeTry(id, id);
		if (currentPassword == null || !PasswordRules.fits(currentPassword)
				|| !this.passwords.matches(currentPassword, present.passwordHash())) {
			throw new Refusal(Refusal.Kind.UNAUTHENTICATED, "account.password.currentWrong");
		}
		this.throttle.afterSuccess(id, id);
		Applicant applicant = present.applicant();
		List<Violation> violations = new ArrayList<>(PasswordRules.check("newPassword", newPassword,
				applicant.loginName(), applicant.phone(), applicant.email()));
		if (currentPassword.equals(newPassword)) {
			violations.add(Violation.of("newPassword", "PASSWORD", "account.password.same"));
		}
		if (!violations.isEmpty()) {
			throw Refusal.invalid("account.password.refused", violations);
		}
		store(id, newPassword);
		record(id, "account.passwordChanged");
	}

	@Override
	public Applicant find(String id) {
		return byId(id).applicant();
	}

	@Override
	@Transactional
	public void changeLocale(String id, String locale) {
		if (!LOCALES.contains(locale)) {
			throw Refusal.invalid("account.contact.refused",
					List.of(Violation.of("locale", "ACCOUNT", "account.locale.unknown")));
		}
		this.jdbc.sql("update bf_applicant set locale = ? where id = ?").params(locale, id).update();
		record(id, "account.localeChanged");
	}

	/** The account with this phone, if it may sign in. */
	Optional<Applicant> active(String phone) {
		return by("phone_index", this.index.of(BlindIndex.MOBILE, phone)).map(Credentials::applicant)
			.filter((applicant) -> applicant.state() == Applicant.State.ACTIVE);
	}

	Applicant signedInByCode(Applicant applicant) {
		record(applicant.id(), "account.signedInByCode");
		return applicant;
	}

	/** Sets a password for somebody who has shown to own the phone. */
	@Transactional
	void resetPassword(Applicant applicant, String newPassword) {
		List<Violation> violations = PasswordRules.check("newPassword", newPassword, applicant.loginName(),
				applicant.phone(), applicant.email());
		if (!violations.isEmpty()) {
			throw Refusal.invalid("account.password.refused", violations);
		}
		store(applicant.id(), newPassword);
		record(applicant.id(), "account.passwordReset");
	}

	/** Sets a phone or an address that has shown to be the owner's. */
	@Transactional
	Applicant changeContact(String id, String contact) {
		boolean mail = contact.contains("@");
		String column = mail ? "email" : "phone";
		String value = this.index.of(mail ? BlindIndex.EMAIL : BlindIndex.MOBILE, contact);
		try {
			this.jdbc.sql("update bf_applicant set " + column + " = ?, " + column + "_index = ? where id = ?")
				.params(this.cipher.seal(contact, context(id, column)), value, id)
				.update();
		}
		catch (DuplicateKeyException ex) {
			throw Refusal.invalid("account.contact.refused",
					List.of(Violation.of("contact", "ACCOUNT", mail ? "account.email.taken" : "account.phone.taken")));
		}
		record(id, mail ? "account.emailChanged" : "account.phoneChanged");
		return find(id);
	}

	/** Whether a session that was right at this time still is. */
	boolean stillSignedIn(String id, Instant since) {
		return this.jdbc
			.sql("select count(*) from bf_applicant where id = ? and state = 'ACTIVE' and password_changed_at <= ?")
			.params(id, since.atOffset(ZoneOffset.UTC))
			.query(Integer.class)
			.single() > 0;
	}

	/**
	 * A mobile number as it is stored.
	 * @throws Refusal INVALID if it is none
	 */
	static String phone(String entered) {
		String phone = digits(entered);
		if (phone == null || !MOBILE_FORM.matcher(phone).matches()) {
			throw Refusal.invalid("account.contact.refused",
					List.of(Violation.of("phone", "ACCOUNT", "account.phone.form")));
		}
		return phone;
	}

	/**
	 * A mobile number or an address as it is stored.
	 * @throws Refusal INVALID if it is neither
	 */
	static String contact(String entered) {
		String contact = (entered != null) ? entered.strip() : "";
		boolean mail = contact.contains("@");
		String plain = mail ? contact : digits(contact);
		if (!(mail ? EMAIL_FORM : MOBILE_FORM).matcher(plain).matches() || plain.length() > EMAIL_LENGTH) {
			throw Refusal.invalid("account.contact.refused",
					List.of(Violation.of("contact", "ACCOUNT", mail ? "account.email.form" : "account.phone.form")));
		}
		return plain;
	}

	private void store(String id, String newPassword) {
		this.jdbc.sql("update bf_applicant set password_hash = ?, password_changed_at = ? where id = ?")
			.params(this.passwords.encode(newPassword), now(), id)
			.update();
		this.tokens.revokeAll(id);
	}

	private List<Violation> check(Registration registration) {
		List<Violation> violations = new ArrayList<>();
		String name = registration.loginName();
		if (name == null || !LOGIN_NAME_FORM.matcher(name).matches()) {
			violations.add(Violation.of("loginName", "ACCOUNT", "account.loginName.form"));
		}
		else if (taken("login_name_index", loginNameIndex(name))) {
			violations.add(Violation.of("loginName", "ACCOUNT", "account.loginName.taken"));
		}
		String phone = digits(registration.phone());
		if (phone == null || !MOBILE_FORM.matcher(phone).matches()) {
			violations.add(Violation.of("phone", "ACCOUNT", "account.phone.form"));
		}
		else if (taken("phone_index", this.index.of(BlindIndex.MOBILE, phone))) {
			violations.add(Violation.of("phone", "ACCOUNT", "account.phone.taken"));
		}
		String email = registration.email();
		if (email == null || email.length() > EMAIL_LENGTH || !EMAIL_FORM.matcher(email.strip()).matches()) {
			violations.add(Violation.of("email", "ACCOUNT", "account.email.form"));
		}
		else if (taken("email_index", this.index.of(BlindIndex.EMAIL, email.strip()))) {
			violations.add(Violation.of("email", "ACCOUNT", "account.email.taken"));
		}
		if (registration.locale() != null && !LOCALES.contains(registration.locale())) {
			violations.add(Violation.of("locale", "ACCOUNT", "account.locale.unknown"));
		}
		violations.addAll(PasswordRules.check("password", registration.password(), name, phone, email));
		return violations;
	}

	private boolean taken(String column, String value) {
		return this.jdbc.sql("select count(*) from bf_applicant where " + column + " = ?")
			.param(value)
			.query(Integer.class)
			.single() > 0;
	}

	private void insert(Applicant applicant, String passwordHash) {
		this.jdbc.sql("""
				insert into bf_applicant (id, login_name, login_name_index, phone, phone_index, email, email_index,
					password_hash, locale, state, registered_at, password_changed_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
			.params(applicant.id(), this.cipher.seal(applicant.loginName(), context(applicant.id(), "login")),
					loginNameIndex(applicant.loginName()),
					this.cipher.seal(applicant.phone(), context(applicant.id(), "phone")),
					this.index.of(BlindIndex.MOBILE, applicant.phone()),
					this.cipher.seal(applicant.email(), context(applicant.id(), "email")),
					this.index.of(BlindIndex.EMAIL, applicant.email()), passwordHash, applicant.locale(),
					applicant.state().name(), applicant.registeredAt().atOffset(ZoneOffset.UTC),
					applicant.registeredAt().atOffset(ZoneOffset.UTC))
			.update();
	}

	private Optional<Credentials> byLogin(String login) {
		if (login.contains("@")) {
			return by("email_index", this.index.of(BlindIndex.EMAIL, login));
		}
		String phone = digits(login);
		return MOBILE_FORM.matcher(phone).matches() ? by("phone_index", this.index.of(BlindIndex.MOBILE, phone))
				: by("login_name_index", loginNameIndex(login));
	}

	private Credentials byId(String id) {
		return by("id", id).orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "account.unknown"));
	}

	private Optional<Credentials> by(String column, String value) {
		return this.jdbc.sql("""
				select id, login_name, phone, email, password_hash, locale, state, registered_at
				from bf_applicant where\s""" + column + " = ?").param(value).query(this::read).optional();
	}

	private Credentials read(ResultSet row, int number) throws SQLException {
		String id = row.getString("id");
		return new Credentials(
				new Applicant(id, this.cipher.open(row.getBytes("login_name"), context(id, "login")),
						this.cipher.open(row.getBytes("phone"), context(id, "phone")),
						this.cipher.open(row.getBytes("email"), context(id, "email")), row.getString("locale"),
						Applicant.State.valueOf(row.getString("state")),
						row.getObject("registered_at", OffsetDateTime.class).toInstant()),
				row.getString("password_hash"));
	}

	private String loginNameIndex(String name) {
		return this.index.of(LOGIN_NAME, name.toLowerCase(Locale.ROOT));
	}

	private void record(String id, String act) {
		this.audit.record("person:" + id, Actor.applicant(id), act, Map.of());
	}

	private OffsetDateTime now() {
		return this.clock.instant().atOffset(ZoneOffset.UTC);
	}

	private static String context(String id, String field) {
		return "applicant:" + id + ":" + field;
	}

	private static String digits(String phone) {
		if (phone == null) {
			return null;
		}
		String plain = phone.replaceAll("[\\s-]", "");
		return plain.startsWith("+86") ? plain.substring(3) : plain;
	}

	private static String locale(String asked) {
		return (asked != null) ? asked : "zh-CN";
	}

	private record Credentials(Applicant applicant, String passwordHash) {

	}

}
