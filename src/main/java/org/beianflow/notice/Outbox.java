package org.beianflow.notice;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.privacy.FieldCipher;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The outgoing notices in the database, addresses, texts and facts sealed. */
@Repository
class Outbox {

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	Outbox(JdbcClient jdbc, FieldCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	/**
	 * A notice as it lies in the outbox.
	 *
	 * @param key digest of what makes it unique
	 */
	record Row(long id, String key, String filing, String province, NoticeKind kind, String occurrence,
			String recipient, NoticeChannel channel, Locale locale, String address, String maskedAddress,
			NoticeTexts.Written content, NoticeFacts facts, NoticeState state, int attempts, int tries, boolean givenUp,
			String wantedBy, String delivery, Instant createdAt, Instant notBefore, Instant validUntil,
			Instant settledAt) {

		/** Only what is not personal. */
		@Override
		public String toString() {
			return this.id + " " + this.kind + " " + this.channel + " " + this.state;
		}

	}

	/** What makes a notice the same notice. */
	record Key(String filing, NoticeKind kind, String recipient, NoticeChannel channel, String occurrence) {

		String digest() {
			String all = String.join("\n", this.filing, this.kind.name(), this.recipient, this.channel.name(),
					this.occurrence);
			try {
				byte[] digest = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
				return HexFormat.of().formatHex(digest, 0, 16);
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	/** What a new notice starts with. */
	record Draft(Key key, String province, Locale locale, String address, String maskedAddress,
			NoticeTexts.Written content, NoticeFacts facts, NoticeState state, Instant createdAt, Instant validUntil) {
	}

	Optional<Long> idOf(Key key) {
		return this.jdbc.sql("""
				select id from bf_notice
				where filing = ? and kind = ? and recipient = ? and channel = ? and occurrence = ?
				""")
			.params(key.filing(), key.kind().name(), key.recipient(), key.channel().name(), key.occurrence())
			.query(Long.class)
			.optional();
	}

	long insert(Draft draft) {
		Key key = draft.key();
		String digest = key.digest();
		KeyHolder id = new GeneratedKeyHolder();
		this.jdbc.sql("""
				insert into bf_notice (notice_key, filing, province, kind, occurrence, recipient, channel, locale,
				  address, masked_address, content, facts, state, attempts, tries, given_up, created_at, valid_until,
				  settled_at)
				values (:key, :filing, :province, :kind, :occurrence, :recipient, :channel, :locale,
				  :address, :masked, :content, :facts, :state, 0, 0, false, :created, :valid, :settled)
				""")
			.param("key", digest)
			.param("filing", key.filing())
			.param("province", draft.province())
			.param("kind", key.kind().name())
			.param("occurrence", key.occurrence())
			.param("recipient", key.recipient())
			.param("channel", key.channel().name())
			.param("locale", draft.locale().toLanguageTag())
			.param("address", this.cipher.seal(draft.address(), context("address", digest)))
			.param("masked", draft.maskedAddress())
			.param("content",
					this.cipher.seal(draft.content().subject() + "\n" + draft.content().text(),
							context("content", digest)))
			.param("facts", this.cipher.seal(draft.facts().toJson(), context("facts", digest)))
			.param("state", draft.state().name())
			.param("created", utc(draft.createdAt()))
			.param("valid", utc(draft.validUntil()))
			.param("settled", draft.state().settled() ? utc(draft.createdAt()) : null)
			.update(id, "id");
		return id.getKeyAs(Long.class);
	}

	void carriedBy(long id, String delivery) {
		this.jdbc.sql("update bf_notice set delivery = ? where id = ?").params(delivery, id).update();
	}

	Optional<Row> find(long id) {
		return this.jdbc.sql("select * from bf_notice where id = ?").param(id).query(this::row).optional();
	}

	/** Reads a notice and keeps others from changing it until the transaction ends. */
	Optional<Row> lock(long id) {
		return this.jdbc.sql("select * from bf_notice where id = ? for update").param(id).query(this::row).optional();
	}

	/** Marks a notice as being sent and opens the attempt; the caller holds the lock. */
	void claim(Row row, Instant now) {
		this.jdbc.sql("update bf_notice set state = 'SENDING', attempts = ?, wanted_by = null where id = ?")
			.params(row.attempts() + 1, row.id())
			.update();
		this.jdbc.sql("""
				insert into bf_notice_attempt (notice, number, started_at, state, result, wanted_by)
				values (?, ?, ?, 'SENDING', '', ?)
				""").params(row.id(), row.attempts() + 1, utc(now), row.wantedBy()).update();
	}

	/** Closes an attempt. */
	void attempted(long id, int number, SendResult result, Instant now) {
		this.jdbc.sql("""
				update bf_notice_attempt set state = ?, result = ?, provider_id = ?, ended_at = ?
				where notice = ? and number = ?
				""")
			.params(result.state().name(), cut(result.result()), cut(result.providerId()), utc(now), id, number)
			.update();
	}

	/** Puts a notice into a state; the caller holds the lock. */
	void put(long id, NoticeState state, int tries, Instant notBefore, Instant settledAt) {
		this.jdbc.sql("update bf_notice set state = ?, tries = ?, not_before = ?, settled_at = ? where id = ?")
			.params(state.name(), tries, utc(notBefore), utc(settledAt), id)
			.update();
	}

	/** Opens a notice anew because a person wants it sent. */
	void again(long id, String wantedBy) {
		this.jdbc.sql("""
				update bf_notice set state = 'PENDING', tries = 0, given_up = false, wanted_by = ?, not_before = null,
				  valid_until = null, settled_at = null
				where id = ?
				""").params(wantedBy, id).update();
	}

	void giveUp(long id) {
		this.jdbc.sql("update bf_notice set given_up = true where id = ?").param(id).update();
	}

	/** Of what has come to rest; vendors and groups have no personal address. */
	void forgetAddresses(String filing) {
		this.jdbc.sql("""
				update bf_notice set address = null, masked_address = ''
				where filing = ? and settled_at is not null and channel in ('MAIL', 'SMS')
				""").params(filing).update();
	}

	List<Row> ofFiling(String filing) {
		return this.jdbc.sql("select * from bf_notice where filing = ? order by id")
			.param(filing)
			.query(this::row)
			.list();
	}

	List<Row> inbox(String recipient, int limit) {
		return this.jdbc.sql("""
				select * from bf_notice where recipient = ? and channel = 'IN_APP' order by id desc
				fetch first ? rows only
				""").params(recipient, limit).query(this::row).list();
	}

	List<Row> page(NoticeFilter filter, long before, int limit) {
		StringBuilder which = new StringBuilder();
		Map<String, Object> values = new HashMap<>();
		among(which, values, "state", filter.states());
		among(which, values, "kind", filter.kinds());
		among(which, values, "channel", filter.channels());
		among(which, values, "province", filter.provinces());
		if (filter.filing() != null) {
			which.append(" and filing = :filing");
			values.put("filing", filter.filing());
		}
		if (filter.from() != null) {
			which.append(" and created_at >= :from");
			values.put("from", utc(filter.from()));
		}
		if (filter.to() != null) {
			which.append(" and created_at < :to");
			values.put("to", utc(filter.to()));
		}
		return this.jdbc.sql("""
				select * from bf_notice where id < :before %s order by id desc fetch first :limit rows only
				""".formatted(which))
			.params(values)
			.param("before", before)
			.param("limit", limit)
			.query(this::row)
			.list();
	}

	private static void among(StringBuilder which, Map<String, Object> values, String column, Set<?> wanted) {
		if (!wanted.isEmpty()) {
			which.append(" and ").append(column).append(" in (:").append(column).append(')');
			values.put(column, wanted.stream().map(Object::toString).toList());
		}
	}

	/** The attempts of some notices, oldest first. */
	Map<Long, List<NoticeView.Attempt>> attempts(Collection<Long> ids) {
		Map<Long, List<NoticeView.Attempt>> attempts = new HashMap<>();
		if (!ids.isEmpty()) {
			this.jdbc.sql("select * from bf_notice_attempt where notice in (:ids) order by notice, number")
				.param("ids", ids)
				.query((rs) -> {
					attempts.computeIfAbsent(rs.getLong("notice"), (id) -> new ArrayList<>())
						.add(new NoticeView.Attempt(rs.getInt("number"), instant(rs, "started_at"),
								instant(rs, "ended_at"), NoticeState.valueOf(rs.getString("state")),
								rs.getString("result"), rs.getString("provider_id"), rs.getString("wanted_by")));
				});
		}
		return attempts;
	}

	private Row row(ResultSet rs, int number) throws SQLException {
		String key = rs.getString("notice_key");
		NoticeKind kind = NoticeKind.valueOf(rs.getString("kind"));
		String content = this.cipher.open(rs.getBytes("content"), context("content", key));
		int line = content.indexOf('\n');
		return new Row(rs.getLong("id"), key, rs.getString("filing"), rs.getString("province"), kind,
				rs.getString("occurrence"), rs.getString("recipient"), NoticeChannel.valueOf(rs.getString("channel")),
				Locale.forLanguageTag(rs.getString("locale")),
				this.cipher.open(rs.getBytes("address"), context("address", key)), rs.getString("masked_address"),
				new NoticeTexts.Written(content.substring(0, line), content.substring(line + 1)),
				NoticeFacts.fromJson(kind, this.cipher.open(rs.getBytes("facts"), context("facts", key))),
				NoticeState.valueOf(rs.getString("state")), rs.getInt("attempts"), rs.getInt("tries"),
				rs.getBoolean("given_up"), rs.getString("wanted_by"), rs.getString("delivery"),
				instant(rs, "created_at"), instant(rs, "not_before"), instant(rs, "valid_until"),
				instant(rs, "settled_at"));
	}

	private static String context(String column, String key) {
		return "bf_notice." + column + ":" + key;
	}

	private static String cut(String text) {
		return (text != null && text.length() > 200) ? text.substring(0, 200) : text;
	}

	private static OffsetDateTime utc(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
