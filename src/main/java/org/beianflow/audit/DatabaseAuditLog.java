package org.beianflow.audit;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit trail across its chains, page by page. */
@Component
class DatabaseAuditLog implements AuditLog {

	private static final int CHUNK = 500;

	private static final String ORDER = " order by happened_at desc, chain desc, entry_no desc limit :limit";

	private final JdbcClient jdbc;

	DatabaseAuditLog(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public List<AuditEntry> find(AuditFilter filter, Place after, int limit) {
		StringBuilder sql = new StringBuilder("select * from bf_audit_entry where 1 = 1");
		if (filter.chain() != null) {
			sql.append(" and chain = :chain");
		}
		if (filter.actor() != null) {
			sql.append(" and actor_id = :actor");
		}
		if (filter.act() != null) {
			sql.append(" and act = :act");
		}
		if (filter.from() != null) {
			sql.append(" and happened_at >= :from");
		}
		if (filter.to() != null) {
			sql.append(" and happened_at < :to");
		}
		if (after != null) {
			sql.append(" and happened_at <= :at and (happened_at < :at or chain < :afterChain"
					+ " or (chain = :afterChain and entry_no < :afterNumber))");
		}
		JdbcClient.StatementSpec query = this.jdbc.sql(sql + ORDER).param("limit", limit);
		query = (filter.chain() != null) ? query.param("chain", filter.chain()) : query;
		query = (filter.actor() != null) ? query.param("actor", filter.actor()) : query;
		query = (filter.act() != null) ? query.param("act", filter.act()) : query;
		query = (filter.from() != null) ? query.param("from", filter.from().atOffset(ZoneOffset.UTC)) : query;
		query = (filter.to() != null) ? query.param("to", filter.to().atOffset(ZoneOffset.UTC)) : query;
		if (after != null) {
			query = query.param("at", after.at().atOffset(ZoneOffset.UTC))
				.param("afterChain", after.chain())
				.param("afterNumber", after.number());
		}
		return query.query(AuditRow::read).list().stream().map(AuditRow::entry).toList();
	}

	@Override
	public long each(AuditFilter filter, Consumer<AuditEntry> reader) {
		long count = 0;
		Place after = null;
		List<AuditEntry> chunk;
		do {
			chunk = find(filter, after, CHUNK);
			chunk.forEach(reader);
			count += chunk.size();
			after = chunk.isEmpty() ? after : Place.of(chunk.get(chunk.size() - 1));
		}
		while (chunk.size() == CHUNK);
		return count;
	}

	@Override
	public long chains() {
		return this.jdbc.sql("select count(*) from bf_audit_head").query(Long.class).single();
	}

	@Override
	public Optional<AuditEntry> head(String chain) {
		return this.jdbc.sql("select * from bf_audit_entry where chain = :chain order by entry_no desc limit 1")
			.param("chain", chain)
			.query(AuditRow::read)
			.optional()
			.map(AuditRow::entry);
	}

	@Override
	public List<String> acts() {
		// One step of the index per act instead of reading the whole of it.
		return this.jdbc
			.sql("""
					with recursive acts (act) as (
						select min(act) from bf_audit_entry
						union all
						select (select min(e.act) from bf_audit_entry e where e.act > a.act) from acts a where a.act is not null
					)
					select act from acts where act is not null order by act""")
			.query(String.class)
			.list();
	}

}
