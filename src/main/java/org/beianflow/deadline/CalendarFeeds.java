package org.beianflow.deadline;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Calendar feeds: a secret address under which a calendar program reads somebody's own
 * dates, as {@link DeadlineCalendar} writes them. Only a hash of the secret is kept;
 * making a new address ends the old one.
 */
@Component
@Transactional
public class CalendarFeeds {

	private static final int SECRET_BYTES = 24;

	private final SecureRandom random = new SecureRandom();

	private final JdbcClient jdbc;

	private final Clock clock;

	CalendarFeeds(JdbcClient jdbc, Clock clock) {
		this.jdbc = jdbc;
		this.clock = clock;
	}

	/**
	 * Whose feed it is.
	 *
	 * @param person {@code applicant:<id>} or {@code staff:<id>}
	 * @param locale the language of the dates
	 */
	public record Owner(String person, Locale locale) {
	}

	/**
	 * Makes an address, in place of the former one.
	 * @return the secret part, which cannot be shown again
	 */
	public String create(String person, Locale locale) {
		byte[] bytes = new byte[SECRET_BYTES];
		this.random.nextBytes(bytes);
		String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
		revoke(person);
		this.jdbc.sql("""
				insert into bf_calendar_feed (person, secret_hash, language, created_at)
				values (:person, :hash, :language, :at)""")
			.param("person", person)
			.param("hash", CalendarFile.fingerprint(secret))
			.param("language", locale.toLanguageTag())
			.param("at", this.clock.instant().atOffset(ZoneOffset.UTC))
			.update();
		return secret;
	}

	/** Ends the address; calendar programs find nothing there any more. */
	public void revoke(String person) {
		this.jdbc.sql("delete from bf_calendar_feed where person = :person").param("person", person).update();
	}

	/** Whether somebody has an address. */
	@Transactional(readOnly = true)
	public boolean exists(String person) {
		return this.jdbc.sql("select count(*) from bf_calendar_feed where person = :person")
			.param("person", person)
			.query(Integer.class)
			.single() > 0;
	}

	/** Whose address this is; empty for one that was revoked or never was. */
	@Transactional(readOnly = true)
	public Optional<Owner> owner(String secret) {
		return this.jdbc.sql("select person, language from bf_calendar_feed where secret_hash = :hash")
			.param("hash", CalendarFile.fingerprint(secret))
			.query((row, index) -> new Owner(row.getString("person"), Locale.forLanguageTag(row.getString("language"))))
			.optional();
	}

}
