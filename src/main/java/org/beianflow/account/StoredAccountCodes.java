package org.beianflow.account;

import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.privacy.BlindIndex;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes in the table {@code bf_account_code}. */
@Component
class StoredAccountCodes implements AccountCodes, DisposableBean {

	private static final Logger logger = LoggerFactory.getLogger(StoredAccountCodes.class);

	private static final Duration VALID = Duration.ofMinutes(10);

	private static final int WRONG_TRIES = 5;

	private static final int CODES = 1_000_000;

	private static final String CONTACT = "CONTACT";

	private static final String TARGET = "account-code-target";

	private static final String HASH = "account-code";

	private final JdbcClient jdbc;

	private final StoredApplicants applicants;

	private final SignInThrottle throttle;

	private final BlindIndex index;

	private final ObjectProvider<CodeSender> sender;

	private final TransactionTemplate transactions;

	private final Clock clock;

	private final SecureRandom random = new SecureRandom();

	/** Sending takes time; that it takes none here keeps who has an account secret. */
	private final ThreadPoolExecutor sending = new ThreadPoolExecutor(2, 2, 30, TimeUnit.SECONDS,
			new ArrayBlockingQueue<>(200), new ThreadPoolExecutor.CallerRunsPolicy());

	StoredAccountCodes(JdbcClient jdbc, StoredApplicants applicants, SignInThrottle throttle, BlindIndex index,
			ObjectProvider<CodeSender> sender, PlatformTransactionManager transactions, Clock clock) {
		this.jdbc = jdbc;
		this.applicants = applicants;
		this.throttle = throttle;
		this.index = index;
		this.sender = sender;
		this.transactions = new TransactionTemplate(transactions);
		this.clock = clock;
		this.sending.allowCoreThreadTimeOut(true);
	}

	@Override
	public void send(Purpose purpose, String phone, String address) {
		String to = StoredApplicants.phone(phone);
		this.throttle.beforeCode(to, address);
		if (purpose == Purpose.REGISTRATION || this.applicants.active(to).isPresent()) {
			send(purpose.name(), to, to);
		}
	}

	@Override
	public Applicant register(Registration registration, String code, String address) {
		String phone = StoredApplicants.phone(registration.phone());
		return use(Purpose.REGISTRATION.name(), phone, code, address,
				() -> this.applicants.register(registration, address));
	}

	@Override
	public Applicant signIn(String phone, String code, String address) {
		String to = StoredApplicants.phone(phone);
		return use(Purpose.SIGN_IN.name(), to, code, address,
				() -> this.applicants.active(to).map(this.applicants::signedInByCode).orElseThrow(() -> wrong()));
	}

	@Override
	public void resetPassword(String phone, String code, String newPassword, String address) {
		String to = StoredApplicants.phone(phone);
		use(Purpose.PASSWORD.name(), to, code, address, () -> {
			Applicant applicant = this.applicants.active(to).orElseThrow(() -> wrong());
			this.applicants.resetPassword(applicant, newPassword);
			return applicant;
		});
	}

	@Override
	public void sendForContact(String id, String contact, String address) {
		String to = StoredApplicants.contact(contact);
		this.throttle.beforeCode(to, address);
		send(CONTACT, id + ":" + to, to);
	}

	@Override
	public Applicant changeContact(String id, String contact, String code, String address) {
		String to = StoredApplicants.contact(contact);
		return use(CONTACT, id + ":" + to, code, address, () -> this.applicants.changeContact(id, to));
	}

	@Override
	public void destroy() {
		this.sending.shutdown();
	}

	private void send(String purpose, String whose, String to) {
		String code = String.format(Locale.ROOT, "%06d", this.random.nextInt(CODES));
		String target = this.index.of(TARGET, whose);
		Instant now = this.clock.instant();
		this.transactions.executeWithoutResult((status) -> {
			this.jdbc.sql("delete from bf_account_code where (purpose = ? and target = ?) or expires_at < ?")
				.params(purpose, target, stored(now))
				.update();
			this.jdbc.sql("""
					insert into bf_account_code (purpose, target, code, sent_at, expires_at, wrong_tries)
					values (?, ?, ?, ?, ?, 0)""")
				.params(purpose, target, hash(purpose, target, code), stored(now), stored(now.plus(VALID)))
				.update();
		});
		CodeSender way = this.sender.getObject();
		String id = UUID.randomUUID().toString().replace("-", "");
		this.sending.execute(() -> {
			try {
				way.send(id, to, code, VALID.toMinutes());
			}
			catch (RuntimeException ex) {
				logger.warn("code {} could not be sent: {}", id, ex.getClass().getSimpleName());
			}
		});
	}

	/**
	 * Uses a code up and does what it is for, both or neither; a wrong try is counted
	 * whatever happens then.
	 */
	private Applicant use(String purpose, String whose, String code, String address, Supplier<Applicant> act) {
		this.throttle.beforeTry("code:" + whose, address);
		String target = this.index.of(TARGET, whose);
		String hash = hash(purpose, target, plain(code));
		Optional<Applicant> done = Optional.ofNullable(this.transactions.execute((status) -> {
			int used = this.jdbc
				.sql("delete from bf_account_code where purpose = ? and target = ? and code = ? and expires_at > ?")
				.params(purpose, target, hash, stored(this.clock.instant()))
				.update();
			return (used == 1) ? act.get() : null;
		}));
		if (done.isEmpty()) {
			this.transactions.executeWithoutResult((status) -> {
				this.jdbc
					.sql("update bf_account_code set wrong_tries = wrong_tries + 1 where purpose = ? and target = ?")
					.params(purpose, target)
					.update();
				this.jdbc.sql("delete from bf_account_code where purpose = ? and target = ? and wrong_tries > ?")
					.params(purpose, target, WRONG_TRIES)
					.update();
			});
			throw wrong();
		}
		this.throttle.afterSuccess("code:" + whose, address);
		return done.get();
	}

	private static Refusal wrong() {
		return Refusal.invalid("account.code.refused",
				List.of(Violation.of("code", "CODE", "account.code.wrong", VALID.toMinutes())));
	}

	private String hash(String purpose, String target, String code) {
		return this.index.of(HASH, purpose + ":" + target + ":" + code);
	}

	/** As people type it: full-width forms and blanks do not matter. */
	private static String plain(String entered) {
		return (entered != null) ? Normalizer.normalize(entered, Normalizer.Form.NFKC).replaceAll("[\\s-]", "") : "";
	}

	private static OffsetDateTime stored(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
