package org.beianflow.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The tables of the review module. */
@Repository
class ReviewRecords {

	private static final TypeReference<List<LegalGround>> GROUNDS = new TypeReference<>() {
	};

	private static final TypeReference<Map<String, Verdict>> VERDICTS = new TypeReference<>() {
	};

	private static final TypeReference<ReviewDraft> DRAFT = new TypeReference<>() {
	};

	private static final String DECISION_COLUMNS = "select id, filing, round, stage, task_id, outcome, grounds, verdicts, visible_message, decided_by, decided_at from bf_review_decision ";

	// Stored JSON is read back by us alone: independent of how the API writes its own.
	private final ObjectMapper json = new ObjectMapper();

	private final JdbcClient jdbc;

	ReviewRecords(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	Optional<SavedDraft> draft(String taskId) {
		return this.jdbc.sql(
				"select task_id, filing, stage, version, content, saved_by, saved_at from bf_review_draft where task_id = :task")
			.param("task", taskId)
			.query((rs, row) -> new SavedDraft(rs.getString("filing"), rs.getString("task_id"),
					ReviewStage.valueOf(rs.getString("stage")), rs.getInt("version"),
					read(rs.getString("content"), DRAFT), rs.getString("saved_by"), instant(rs, "saved_at")))
			.optional();
	}

	/** Makes a second decision of the same task wait for the first. */
	void lockDraft(String taskId) {
		this.jdbc.sql("select task_id from bf_review_draft where task_id = :task for update")
			.param("task", taskId)
			.query(String.class)
			.optional();
	}

	void insertDraft(SavedDraft draft) {
		this.jdbc.sql(
				"insert into bf_review_draft (task_id, filing, stage, version, content, saved_by, saved_at) values (:task, :filing, :stage, :version, :content, :by, :at)")
			.param("task", draft.taskId())
			.param("filing", draft.filing())
			.param("stage", draft.stage().name())
			.param("version", draft.version())
			.param("content", write(draft.draft()))
			.param("by", draft.savedBy())
			.param("at", time(draft.savedAt()))
			.update();
	}

	/** False where the stored version is not the one before. */
	boolean updateDraft(SavedDraft draft) {
		return this.jdbc.sql(
				"update bf_review_draft set version = :version, content = :content, saved_by = :by, saved_at = :at where task_id = :task and version = :before")
			.param("version", draft.version())
			.param("content", write(draft.draft()))
			.param("by", draft.savedBy())
			.param("at", time(draft.savedAt()))
			.param("task", draft.taskId())
			.param("before", draft.version() - 1)
			.update() == 1;
	}

	void deleteDraft(String taskId) {
		this.jdbc.sql("delete from bf_review_draft where task_id = :task").param("task", taskId).update();
	}

	Optional<ReviewDecision> decisionOf(String taskId) {
		return this.jdbc.sql(DECISION_COLUMNS + "where task_id = :task")
			.param("task", taskId)
			.query(this::decision)
			.optional()
			.map(this::withItems);
	}

	List<ReviewDecision> decisions(String filing) {
		return this.jdbc.sql(DECISION_COLUMNS + "where filing = :filing order by id")
			.param("filing", filing)
			.query(this::decision)
			.list()
			.stream()
			.map(this::withItems)
			.toList();
	}

	int returns(String filing) {
		return this.jdbc.sql("select count(*) from bf_review_decision where filing = :filing and outcome in (:returns)")
			.param("filing", filing)
			.param("returns", returningOutcomes())
			.query(Integer.class)
			.single();
	}

	long insertDecision(ReviewDecision decision) {
		KeyHolder key = new GeneratedKeyHolder();
		this.jdbc.sql(
				"insert into bf_review_decision (filing, round, stage, task_id, outcome, grounds, verdicts, visible_message, decided_by, decided_at) values (:filing, :round, :stage, :task, :outcome, :grounds, :verdicts, :message, :by, :at)")
			.param("filing", decision.filing())
			.param("round", decision.round())
			.param("stage", decision.stage().name())
			.param("task", decision.taskId())
			.param("outcome", decision.outcome().name())
			.param("grounds", write(decision.grounds()))
			.param("verdicts", write(decision.verdicts()))
			.param("message", decision.visibleMessage())
			.param("by", decision.decidedBy())
			.param("at", time(decision.decidedAt()))
			.update(key, "id");
		return key.getKeyAs(Long.class);
	}

	void insertItem(long decision, int position, ReturnItem item, Long reappearsFrom) {
		this.jdbc.sql(
				"insert into bf_return_item (decision_id, position, scope, path, material_kind, slot, code, error, suggestion, severity, reappears_from) values (:decision, :position, :scope, :path, :kind, :slot, :code, :error, :suggestion, :severity, :from)")
			.param("decision", decision)
			.param("position", position)
			.param("scope", item.scope().name())
			.param("path", item.path())
			.param("kind", item.materialKind())
			.param("slot", item.slot())
			.param("code", item.code())
			.param("error", item.error())
			.param("suggestion", item.suggestion())
			.param("severity", item.severity().name())
			.param("from", reappearsFrom)
			.update();
	}

	void closeItem(long item, long decision, boolean resolved) {
		this.jdbc.sql(
				"insert into bf_return_item_closing (item_id, decision_id, resolved) values (:item, :decision, :resolved)")
			.param("item", item)
			.param("decision", decision)
			.param("resolved", resolved)
			.update();
	}

	List<OpenItem> openItems(String filing) {
		return this.jdbc.sql(
				"select i.*, d.round, d.stage from bf_return_item i join bf_review_decision d on d.id = i.decision_id left join bf_return_item_closing c on c.item_id = i.id where d.filing = :filing and d.outcome in (:returns) and c.item_id is null order by d.id, i.position")
			.param("filing", filing)
			.param("returns", returningOutcomes())
			.query((rs, row) -> new OpenItem(rs.getLong("id"), rs.getInt("round"),
					ReviewStage.valueOf(rs.getString("stage")), item(rs)))
			.list();
	}

	void replaceConfirmations(String filing, Collection<String> codes) {
		this.jdbc.sql("delete from bf_review_confirmation where filing = :filing").param("filing", filing).update();
		for (String code : new HashSet<>(codes)) {
			this.jdbc.sql("insert into bf_review_confirmation (filing, code) values (:filing, :code)")
				.param("filing", filing)
				.param("code", code)
				.update();
		}
	}

	Set<String> confirmations(String filing) {
		return this.jdbc.sql("select code from bf_review_confirmation where filing = :filing")
			.param("filing", filing)
			.query(String.class)
			.set();
	}

	void insertNote(String filing, InternalNote note) {
		this.jdbc.sql(
				"insert into bf_internal_note (filing, stage, author, note, written_at) values (:filing, :stage, :author, :note, :at)")
			.param("filing", filing)
			.param("stage", note.stage().name())
			.param("author", note.author())
			.param("note", note.text())
			.param("at", time(note.writtenAt()))
			.update();
	}

	List<InternalNote> notes(String filing) {
		return this.jdbc
			.sql("select stage, author, note, written_at from bf_internal_note where filing = :filing order by id")
			.param("filing", filing)
			.query((rs, row) -> new InternalNote(ReviewStage.valueOf(rs.getString("stage")), rs.getString("author"),
					rs.getString("note"), instant(rs, "written_at")))
			.list();
	}

	void insertCall(String filing, CallAttempt call) {
		this.jdbc.sql(
				"insert into bf_review_call (filing, attempt, outcome, counts, note, caller, called_at) values (:filing, :attempt, :outcome, :counts, :note, :caller, :at)")
			.param("filing", filing)
			.param("attempt", call.attempt())
			.param("outcome", call.outcome().name())
			.param("counts", call.counts())
			.param("note", call.note())
			.param("caller", call.caller())
			.param("at", time(call.calledAt()))
			.update();
	}

	List<CallAttempt> calls(String filing) {
		return this.jdbc.sql(
				"select attempt, outcome, counts, note, caller, called_at from bf_review_call where filing = :filing order by attempt")
			.param("filing", filing)
			.query((rs, row) -> new CallAttempt(rs.getInt("attempt"),
					CallAttempt.Outcome.valueOf(rs.getString("outcome")), rs.getBoolean("counts"), rs.getString("note"),
					rs.getString("caller"), instant(rs, "called_at")))
			.list();
	}

	/** When the applicant was last returned for not answering the phone. */
	Optional<Instant> lastContactReturn(String filing) {
		return this.jdbc.sql(
				"select d.decided_at from bf_review_decision d join bf_return_item i on i.decision_id = d.id where d.filing = :filing and i.code = :code and d.outcome in (:returns) order by d.id desc fetch first 1 rows only")
			.param("filing", filing)
			.param("code", DecisionRules.CONTACT)
			.param("returns", returningOutcomes())
			.query((rs, row) -> instant(rs, "decided_at"))
			.optional();
	}

	Set<String> reviewers(String filing, ReviewStage stage) {
		return this.jdbc
			.sql("select distinct decided_by from bf_review_decision where filing = :filing and stage = :stage")
			.param("filing", filing)
			.param("stage", stage.name())
			.query(String.class)
			.set();
	}

	/** The stages a person decided at. */
	Optional<SeparationOfDuties.Exclusion> exclusion(String filing, String userId) {
		return this.jdbc.sql("select reason from bf_review_exclusion where filing = :filing and user_id = :user")
			.param("filing", filing)
			.param("user", userId)
			.query((rs, row) -> SeparationOfDuties.Exclusion.valueOf(rs.getString("reason")))
			.optional();
	}

	void insertExclusion(String filing, String userId, SeparationOfDuties.Exclusion reason, Instant at) {
		this.jdbc.sql(
				"insert into bf_review_exclusion (filing, user_id, reason, excluded_at) values (:filing, :user, :reason, :at)")
			.param("filing", filing)
			.param("user", userId)
			.param("reason", reason.name())
			.param("at", time(at))
			.update();
	}

	List<CodeCount> statistics(Instant from, Instant to) {
		return this.jdbc.sql(
				"select i.code, d.stage, count(*) as items from bf_return_item i join bf_review_decision d on d.id = i.decision_id where d.decided_at >= :from and d.decided_at < :to group by i.code, d.stage order by items desc, i.code, d.stage")
			.param("from", time(from))
			.param("to", time(to))
			.query((rs, row) -> new CodeCount(rs.getString("code"), ReviewStage.valueOf(rs.getString("stage")),
					rs.getLong("items")))
			.list();
	}

	private ReviewDecision decision(ResultSet rs, int row) throws SQLException {
		return new ReviewDecision(rs.getLong("id"), rs.getString("filing"), rs.getInt("round"),
				ReviewStage.valueOf(rs.getString("stage")), rs.getString("task_id"),
				ReviewOutcome.valueOf(rs.getString("outcome")), List.of(), read(rs.getString("grounds"), GROUNDS),
				read(rs.getString("verdicts"), VERDICTS), rs.getString("visible_message"), rs.getString("decided_by"),
				instant(rs, "decided_at"));
	}

	private ReviewDecision withItems(ReviewDecision bare) {
		List<ReturnItem> items = this.jdbc
			.sql("select * from bf_return_item where decision_id = :decision order by position")
			.param("decision", bare.id())
			.query((rs, row) -> item(rs))
			.list();
		return bare.with(bare.id(), items);
	}

	private static ReturnItem item(ResultSet rs) throws SQLException {
		return new ReturnItem(ReturnScope.valueOf(rs.getString("scope")), rs.getString("path"),
				rs.getString("material_kind"), rs.getString("slot"), rs.getString("code"), rs.getString("error"),
				rs.getString("suggestion"), Severity.valueOf(rs.getString("severity")));
	}

	private static List<String> returningOutcomes() {
		return Arrays.stream(ReviewOutcome.values()).filter(ReviewOutcome::isReturn).map(ReviewOutcome::name).toList();
	}

	private static OffsetDateTime time(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

	private static Instant instant(ResultSet rs, String column) throws SQLException {
		return rs.getObject(column, OffsetDateTime.class).toInstant();
	}

	private String write(Object value) {
		try {
			return this.json.writeValueAsString(value);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalArgumentException(ex);
		}
	}

	private <T> T read(String content, TypeReference<T> type) {
		try {
			return this.json.readValue(content, type);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
