package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.Refusal;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.filing.WorkBoard;
import org.beianflow.privacy.FieldCipher;

import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Open staff tasks in the database; drafts sealed, for they may quote personal data. */
@Repository
class JdbcStaffTasks implements StaffTasksStore {

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	JdbcStaffTasks(JdbcClient jdbc, FieldCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	@Override
	public void opened(OpenTask task) {
		this.jdbc.sql("""
				insert into bf_filing_task (task_id, reference, task_key, about, candidate_groups, province, assignee,
				  created_at, due_at)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?)
				""")
			.params(task.taskId(), task.reference(), task.taskKey(), task.about(), String.join(",", task.groups()),
					task.province(), task.assignee(), utc(task.createdAt()), utc(task.dueAt()))
			.update();
	}

	@Override
	public void assigned(String taskId, String assignee) {
		this.jdbc.sql("update bf_filing_task set assignee = ? where task_id = ?").params(assignee, taskId).update();
	}

	@Override
	public void dueChanged(Collection<String> taskIds, Instant dueAt) {
		if (!taskIds.isEmpty()) {
			this.jdbc.sql("update bf_filing_task set due_at = :due where task_id in (:ids)")
				.param("due", utc(dueAt))
				.param("ids", taskIds)
				.update();
		}
	}

	@Override
	public List<OpenTask> assignedTo(String staff) {
		return this.jdbc.sql("select * from bf_filing_task where assignee = ? order by due_at, task_id")
			.param(staff)
			.query(JdbcStaffTasks::task)
			.list();
	}

	@Override
	public List<String> assignees(Collection<String> provinces) {
		if (provinces.isEmpty()) {
			return List.of();
		}
		return this.jdbc
			.sql("select distinct assignee from bf_filing_task where assignee is not null "
					+ "and province in (:provinces) order by assignee")
			.param("provinces", provinces)
			.query(String.class)
			.list();
	}

	@Override
	public List<OpenTask> ofAll(Collection<String> references) {
		if (references.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("select * from bf_filing_task where reference in (:references)")
			.param("references", references)
			.query(JdbcStaffTasks::task)
			.list();
	}

	@Override
	public void closed(String taskId) {
		this.jdbc.sql("delete from bf_filing_task_draft where task_id = ?").param(taskId).update();
		this.jdbc.sql("delete from bf_filing_task where task_id = ?").param(taskId).update();
	}

	@Override
	public Optional<OpenTask> find(String taskId) {
		return find(List.of(taskId)).stream().findFirst();
	}

	@Override
	public List<OpenTask> find(Collection<String> taskIds) {
		if (taskIds.isEmpty()) {
			return List.of();
		}
		return this.jdbc.sql("select * from bf_filing_task where task_id in (:ids)")
			.param("ids", taskIds)
			.query(JdbcStaffTasks::task)
			.list();
	}

	@Override
	public List<OpenTask> of(String reference) {
		return this.jdbc.sql("select * from bf_filing_task where reference = ? order by created_at, task_id")
			.param(reference)
			.query(JdbcStaffTasks::task)
			.list();
	}

	@Override
	public List<OpenTask> ofKinds(Collection<String> taskKeys) {
		return this.jdbc.sql("select * from bf_filing_task where task_key in (:keys) order by due_at, task_id")
			.param("keys", taskKeys)
			.query(JdbcStaffTasks::task)
			.list();
	}

	@Override
	public List<OpenTask> page(Query query, Position after, int limit) {
		StringBuilder sql = new StringBuilder(
				"select * from bf_filing_task where province in (:provinces) and task_key in (:keys)");
		if (query.free()) {
			sql.append(" and assignee is null");
		}
		if (query.assignee() != null) {
			sql.append(" and assignee = :assignee");
		}
		if (query.dueAfter() != null) {
			sql.append(" and due_at > :dueAfter");
		}
		if (query.dueUntil() != null) {
			sql.append(" and due_at <= :dueUntil");
		}
		if (after != null) {
			sql.append((after.dueAt() != null)
					? " and (due_at > :at or (due_at = :at and task_id > :id) or due_at is null)"
					: " and due_at is null and task_id > :id");
		}
		return this.jdbc
			.sql(sql.append(" order by due_at nulls last, task_id fetch first " + limit + " rows only").toString())
			.param("provinces", query.provinces())
			.param("keys", query.taskKeys())
			.param("assignee", query.assignee())
			.param("dueAfter", utc(query.dueAfter()))
			.param("dueUntil", utc(query.dueUntil()))
			.param("at", (after != null) ? utc(after.dueAt()) : null)
			.param("id", (after != null) ? after.taskId() : null)
			.query(JdbcStaffTasks::task)
			.list();
	}

	@Override
	public List<WorkBoard.Load> loads(Collection<String> provinces, Collection<String> taskKeys, Instant now,
			Instant endOfDay) {
		return this.jdbc.sql("""
				select assignee, count(*) as n, coalesce(sum(case when due_at <= :now then 1 else 0 end), 0) as overdue,
				  coalesce(sum(case when due_at > :now and due_at <= :day then 1 else 0 end), 0) as today
				from bf_filing_task where province in (:provinces) and task_key in (:keys) group by assignee
				""")
			.param("now", utc(now))
			.param("day", utc(endOfDay))
			.param("provinces", provinces)
			.param("keys", taskKeys)
			.query((rs, row) -> new WorkBoard.Load(rs.getString("assignee"), rs.getLong("n"), rs.getLong("overdue"),
					rs.getLong("today")))
			.list();
	}

	@Override
	public Optional<Draft> draft(String taskId) {
		return this.jdbc.sql("select version, content from bf_filing_task_draft where task_id = ?")
			.param(taskId)
			.query((rs, row) -> new Draft(rs.getInt("version"),
					this.cipher.open(rs.getBytes("content"), context(taskId))))
			.optional();
	}

	@Override
	public int saveDraft(String taskId, int version, String content, Instant at) {
		byte[] sealed = this.cipher.seal(content, context(taskId));
		if (version == 0) {
			try {
				this.jdbc.sql("""
						insert into bf_filing_task_draft (task_id, version, content, saved_at) values (?, 1, ?, ?)
						""").params(taskId, sealed, utc(at)).update();
				return 1;
			}
			catch (DuplicateKeyException ex) {
				throw stale();
			}
		}
		int rows = this.jdbc.sql("""
				update bf_filing_task_draft set version = version + 1, content = ?, saved_at = ?
				where task_id = ? and version = ?
				""").params(sealed, utc(at), taskId, version).update();
		if (rows == 0) {
			throw stale();
		}
		return version + 1;
	}

	private static Refusal stale() {
		return new Refusal(Refusal.Kind.STALE, "filing.draft.stale");
	}

	private static OpenTask task(ResultSet rs, int row) throws SQLException {
		return new OpenTask(rs.getString("task_id"), rs.getString("reference"), rs.getString("task_key"),
				rs.getString("about"), Set.of(rs.getString("candidate_groups").split(",")), rs.getString("province"),
				rs.getString("assignee"), instant(rs, "created_at"), instant(rs, "due_at"));
	}

	private static String context(String taskId) {
		return "bf_filing_task_draft.content:" + taskId;
	}

	private static OffsetDateTime utc(Instant instant) {
		return (instant != null) ? instant.atOffset(ZoneOffset.UTC) : null;
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		OffsetDateTime value = rs.getObject(column, OffsetDateTime.class);
		return (value != null) ? value.toInstant() : null;
	}

}
