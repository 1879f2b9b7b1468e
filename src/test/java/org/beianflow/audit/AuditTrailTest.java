package org.beianflow.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.beianflow.audit.AuditFinding.Kind;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AuditTrailTest {

	private static final String FILING = "F2026110000123";

	private static final Actor REVIEWER = Actor.staff("wang");

	@TempDir
	Path seals;

	private SmallDatabase database;

	private final MovedClock clock = MovedClock.at("2026-11-22T10:00");

	private AuditTrail trail;

	private SealJob job;

	SmallDatabase emptyTables() {
		return new SmallDatabase(1);
	}

	@BeforeEach
	void open() {
		this.database = emptyTables();
		SealDirectory directory = new SealDirectory(new AuditSettings(this.seals, null));
		this.trail = new DatabaseAuditTrail(this.database.jdbcTemplate(), this.database.transactions(), this.clock,
				directory);
		this.job = new SealJob(this.database.jdbcTemplate(), this.clock, directory, this.trail);
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void anEntryKeepsWhoWhatWhenAndTheFactsInOrder() {
		this.trail.record(FILING, REVIEWER, "review.returned", Map.of("round", "2", "items", "3"));
		AuditEntry entry = this.trail.of(FILING).get(0);
		assertThat(entry.number()).isEqualTo(1);
		assertThat(entry.at()).isEqualTo(Instant.parse("2026-11-22T02:00:00Z"));
		assertThat(entry.actor()).isEqualTo(REVIEWER);
		assertThat(entry.act()).isEqualTo("review.returned");
		assertThat(entry.facts()).containsExactly(Map.entry("items", "3"), Map.entry("round", "2"));
		assertThat(entry.previousHash()).isEqualTo("0".repeat(64));
		assertThat(this.trail.verify(FILING)).isEqualTo(new AuditVerification(FILING, 1, 0, List.of()));
	}

	@Test
	void chainsAreSeparateAndEachEntryNamesTheOneBefore() {
		write(FILING, 3);
		write("person:42", 2);
		List<AuditEntry> entries = this.trail.of(FILING);
		assertThat(entries).extracting(AuditEntry::number).containsExactly(1L, 2L, 3L);
		assertThat(entries.get(2).previousHash()).isEqualTo(entries.get(1).hash());
		assertThat(this.trail.of("person:42")).hasSize(2);
		assertThat(this.trail.verifyAll()).isEmpty();
	}

	@Test
	void aNameThatCouldBreakTheSealIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.trail.record("F1 2\nF2", REVIEWER, "act", Map.of()));
	}

	@Nested
	class InATransaction {

		@Test
		void entriesCommitWithTheState() {
			AuditTrailTest.this.database.transaction().executeWithoutResult((status) -> {
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "first", Map.of());
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "second", Map.of());
				assertThat(AuditTrailTest.this.trail.of(FILING)).isEmpty();
			});
			assertThat(acts()).containsExactly("first", "second");
			assertThat(AuditTrailTest.this.trail.verify(FILING).intact()).isTrue();
		}

		@Test
		void entriesVanishWithTheState() {
			AuditTrailTest.this.database.transaction().executeWithoutResult((status) -> {
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "undone", Map.of());
				status.setRollbackOnly();
			});
			assertThat(acts()).isEmpty();
			write(FILING, 1);
			assertThat(AuditTrailTest.this.trail.of(FILING).get(0).number()).isEqualTo(1);
		}

		@Test
		void anEntryThatCannotBeWrittenTakesTheStateWithIt() {
			write(FILING, 1);
			AuditTrailTest.this.database.jdbcTemplate().update("update bf_audit_head set entry_no = 0");
			assertThat(org.assertj.core.api.Assertions
				.catchThrowable(() -> AuditTrailTest.this.database.transaction().executeWithoutResult((status) -> {
					AuditTrailTest.this.database.jdbcTemplate()
						.update("insert into bf_audit_head values ('state', 0, 'x', false)");
					AuditTrailTest.this.trail.record(FILING, REVIEWER, "refused", Map.of());
				}))).isNotNull();
			assertThat(AuditTrailTest.this.database.jdbcTemplate()
				.queryForObject("select count(*) from bf_audit_head where chain = 'state'", Long.class)).isZero();
		}

		@Test
		void anInnerTransactionKeepsItsOwnEntries() {
			TransactionTemplate inner = new TransactionTemplate(AuditTrailTest.this.database.transactions());
			inner.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
			AuditTrailTest.this.database.transaction().executeWithoutResult((status) -> {
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "outer, undone", Map.of());
				inner.executeWithoutResult(
						(own) -> AuditTrailTest.this.trail.record(FILING, REVIEWER, "inner", Map.of()));
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "outer again, undone", Map.of());
				status.setRollbackOnly();
			});
			assertThat(acts()).containsExactly("inner");
		}

		@Test
		void whatASavepointUndoesIsNotRecorded() {
			TransactionTemplate nested = new TransactionTemplate(AuditTrailTest.this.database.transactions());
			nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
			AuditTrailTest.this.database.transaction().executeWithoutResult((status) -> {
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "kept", Map.of());
				nested.executeWithoutResult((part) -> {
					AuditTrailTest.this.trail.record(FILING, REVIEWER, "undone", Map.of());
					part.setRollbackOnly();
				});
				AuditTrailTest.this.trail.record(FILING, REVIEWER, "kept too", Map.of());
			});
			assertThat(acts()).containsExactly("kept", "kept too");
		}

		@Test
		void actsDuringTheCommitAreRecordedToo() {
			AuditTrailTest.this.database.transaction()
				.executeWithoutResult((status) -> TransactionSynchronizationManager
					.registerSynchronization(new TransactionSynchronization() {

						@Override
						public void beforeCommit(boolean readOnly) {
							AuditTrailTest.this.trail.record(FILING, REVIEWER, "late", Map.of());
						}

					}));
			assertThat(acts()).containsExactly("late");
		}

		@Test
		void aReadOnlyTransactionIsRefused() {
			TransactionTemplate readOnly = new TransactionTemplate(AuditTrailTest.this.database.transactions());
			readOnly.setReadOnly(true);
			assertThatIllegalStateException().isThrownBy(() -> readOnly.executeWithoutResult(
					(status) -> AuditTrailTest.this.trail.record(FILING, REVIEWER, "read", Map.of())));
		}

		@Test
		void manyAtOnceShareAChainAndNobodyWaitsForEver() throws Exception {
			ExecutorService threads = Executors.newFixedThreadPool(8);
			try {
				List<Future<?>> done = new ArrayList<>();
				for (int i = 0; i < 40; i++) {
					boolean even = i % 2 == 0;
					done.add(threads
						.submit(() -> AuditTrailTest.this.database.transaction().executeWithoutResult((status) -> {
							// In either order: the trail sorts its locks.
							AuditTrailTest.this.trail.record(even ? "a" : "b", REVIEWER, "act", Map.of());
							AuditTrailTest.this.trail.record(even ? "b" : "a", REVIEWER, "act", Map.of());
						})));
				}
				for (Future<?> each : done) {
					each.get();
				}
			}
			finally {
				threads.shutdown();
			}
			// The first of them raced for the heads of two new chains.
			assertThat(AuditTrailTest.this.trail.of("a")).hasSize(40);
			assertThat(AuditTrailTest.this.trail.of("b")).hasSize(40);
			assertThat(AuditTrailTest.this.trail.verifyAll()).isEmpty();
		}

		private List<String> acts() {
			return AuditTrailTest.this.trail.of(FILING).stream().map(AuditEntry::act).toList();
		}

	}

	/** What somebody with access to the database could do. */
	@Nested
	class Tampering {

		@BeforeEach
		void fiveEntries() {
			write(FILING, 5);
		}

		@Test
		void anEditedEntry() {
			sql("update bf_audit_entry set facts = '{}' where entry_no = 3");
			found(Kind.EDITED, 3, 3);
		}

		@Test
		void anEditedActorOrInstant() {
			sql("update bf_audit_entry set actor_id = 'li' where entry_no = 2");
			sql("update bf_audit_entry set happened_at = timestamp with time zone '2026-01-01 00:00:00Z' where entry_no = 4");
			assertThat(findings()).containsExactly(new AuditFinding(Kind.EDITED, 2, 2),
					new AuditFinding(Kind.EDITED, 4, 4));
		}

		@Test
		void anEntryReplacedTogetherWithItsHash() {
			replace(3);
			found(Kind.EDITED, 3, 3);
		}

		@Test
		void theLastEntryReplacedTogetherWithItsHash() {
			replace(5);
			found(Kind.HEAD_FORGED, 5, 5);
		}

		@Test
		void theLastEntryReplacedAfterItWasSealed() {
			AuditTrailTest.this.job.seal();
			replace(5);
			found(Kind.EDITED, 5, 5);
		}

		@Test
		void aDeletedEntry() {
			sql("delete from bf_audit_entry where entry_no in (2, 3)");
			found(Kind.DELETED, 2, 3);
		}

		@Test
		void aDeletedFirstEntry() {
			sql("delete from bf_audit_entry where entry_no = 1");
			found(Kind.DELETED, 1, 1);
		}

		@Test
		void aDeletedEntryWithTheRestMovedUp() {
			sql("delete from bf_audit_entry where entry_no = 3");
			sql("update bf_audit_entry set entry_no = 3 where entry_no = 4");
			sql("update bf_audit_entry set entry_no = 4 where entry_no = 5");
			found(Kind.DELETED, 3, 3);
			sql("update bf_audit_head set entry_no = 4");
			found(Kind.DELETED, 3, 3);
		}

		@Test
		void anInsertedEntryWithTheRestMovedDown() {
			sql("update bf_audit_entry set entry_no = 6 where entry_no = 5");
			sql("update bf_audit_entry set entry_no = 5 where entry_no = 4");
			sql("update bf_audit_entry set entry_no = 4 where entry_no = 3");
			insertAfter(2);
			found(Kind.INSERTED, 3, 3);
			sql("update bf_audit_head set entry_no = 6");
			found(Kind.INSERTED, 3, 3);
		}

		@Test
		void anEntryAppendedBehindTheHead() {
			insertAfter(5);
			found(Kind.INSERTED, 6, 6);
		}

		@Test
		void twoEntriesSwapped() {
			swap(2, 4);
			found(Kind.SWAPPED, 2, 4);
		}

		@Test
		void neighboursSwapped() {
			swap(4, 5);
			found(Kind.SWAPPED, 4, 5);
		}

		@Test
		void aCutTail() {
			sql("delete from bf_audit_entry where entry_no > 3");
			found(Kind.TAIL_CUT, 4, 5);
		}

		@Test
		void everythingCut() {
			sql("delete from bf_audit_entry");
			found(Kind.TAIL_CUT, 1, 5);
		}

		@Test
		void aCutTailWithItsHeadSetBackIsGivenAwayByTheSeal() {
			AuditTrailTest.this.job.seal();
			sql("delete from bf_audit_entry where entry_no > 3");
			sql("update bf_audit_head set entry_no = 3, entry_hash = (select e.entry_hash from bf_audit_entry e "
					+ "where e.chain = '" + FILING + "' and e.entry_no = 3) where chain = '" + FILING + "'");
			found(Kind.TAIL_CUT, 4, 5);
		}

		@Test
		void aWholeChainErasedIsGivenAwayByTheSeal() {
			AuditTrailTest.this.job.seal();
			sql("delete from bf_audit_entry where chain = '" + FILING + "'");
			sql("delete from bf_audit_head where chain = '" + FILING + "'");
			found(Kind.TAIL_CUT, 1, 5);
			assertThat(AuditTrailTest.this.trail.verifyAll()).extracting(AuditVerification::chain)
				.containsExactly(FILING);
		}

		@Test
		void aForgedHead() {
			sql("update bf_audit_head set entry_hash = '" + "f".repeat(64) + "'");
			found(Kind.HEAD_FORGED, 5, 5);
		}

		@Test
		void aDeletedHead() {
			sql("delete from bf_audit_head");
			found(Kind.HEAD_FORGED, 5, 5);
		}

		@Test
		void aTailRewrittenWithItsHeadIsGivenAwayByTheSeals() {
			sealAfterMore(0);
			sealAfterMore(2);
			sealAfterMore(2);
			// Seals stand at 5, 7 and 9; everything from 6 on is written anew.
			sql("delete from bf_audit_entry where chain = '" + FILING + "' and entry_no > 5");
			sql("update bf_audit_head set entry_no = 5, entry_hash = (select e.entry_hash from bf_audit_entry e "
					+ "where e.chain = '" + FILING + "' and e.entry_no = 5) where chain = '" + FILING + "'");
			for (int i = 6; i <= 9; i++) {
				AuditTrailTest.this.trail.record(FILING, Actor.staff("li"), "rewritten", Map.of());
			}
			found(Kind.REWRITTEN, 6, 7);
		}

		@Test
		void anEditedSeal() throws IOException {
			sealAfterMore(0);
			sealAfterMore(1);
			Path seal = AuditTrailTest.this.seals.resolve("seal-000000001.txt");
			Files.writeString(seal, Files.readString(seal).replace(FILING + " 5", FILING + " 3"));
			found(Kind.SEAL_BROKEN, 1, 1);
			assertThat(AuditTrailTest.this.trail.verifyAll()).containsExactly(
					new AuditVerification("seals", 0, 0, List.of(new AuditFinding(Kind.SEAL_BROKEN, 1, 1))));
		}

		@Test
		void aSealRewrittenWithItsHash() throws IOException {
			sealAfterMore(0);
			sealAfterMore(1);
			Path seal = AuditTrailTest.this.seals.resolve("seal-000000001.txt");
			String text = Files.readString(seal).replace(FILING + " 5", FILING + " 3");
			String content = text.substring(0, text.lastIndexOf("hash "));
			Files.writeString(seal, content + "hash " + EntryHash.of(content.getBytes()) + "\n");
			assertThat(findings()).contains(new AuditFinding(Kind.SEAL_BROKEN, 1, 1));
		}

		@Test
		void aDeletedSealAlsoTheLast() throws IOException {
			sealAfterMore(0);
			sealAfterMore(1);
			sealAfterMore(1);
			Files.delete(AuditTrailTest.this.seals.resolve("seal-000000003.txt"));
			found(Kind.SEAL_BROKEN, 3, 3);
			Files.delete(AuditTrailTest.this.seals.resolve("seal-000000001.txt"));
			assertThat(findings()).containsExactly(new AuditFinding(Kind.SEAL_BROKEN, 1, 1),
					new AuditFinding(Kind.SEAL_BROKEN, 3, 3));
		}

		private void sealAfterMore(int entries) {
			write(FILING, entries);
			AuditTrailTest.this.job.seal();
		}

		private void replace(long number) {
			AuditRow row = row(number);
			AuditRow forged = new AuditRow(FILING, 0, row.at(), row.actorKind(), "li", row.act(), row.facts(), null,
					null)
				.after(number - 1, row.previousHash());
			sql("update bf_audit_entry set actor_id = 'li', entry_hash = '" + forged.hash() + "' where entry_no = "
					+ number + " and chain = '" + FILING + "'");
		}

		private void insertAfter(long number) {
			AuditRow before = row(number);
			AuditRow forged = new AuditRow(FILING, 0, before.at(), "STAFF", "li", "forged", "{}", null, null)
				.after(number, before.hash());
			AuditTrailTest.this.database.jdbcTemplate()
				.update("insert into bf_audit_entry values (?, ?, ?, ?, ?, ?, ?, ?, ?)", FILING, forged.number(),
						forged.at().atOffset(java.time.ZoneOffset.UTC), forged.actorKind(), forged.actorId(),
						forged.act(), forged.facts(), forged.previousHash(), forged.hash());
		}

		private void swap(long one, long other) {
			sql("update bf_audit_entry set entry_no = -1 where entry_no = " + one);
			sql("update bf_audit_entry set entry_no = " + one + " where entry_no = " + other);
			sql("update bf_audit_entry set entry_no = " + other + " where entry_no = -1");
		}

		private AuditRow row(long number) {
			return AuditTrailTest.this.database.jdbcTemplate()
				.queryForObject("select * from bf_audit_entry where chain = ? and entry_no = ?", AuditRow::read, FILING,
						number);
		}

		private void sql(String statement) {
			AuditTrailTest.this.database.jdbcTemplate().update(statement);
		}

		private List<AuditFinding> findings() {
			return AuditTrailTest.this.trail.verify(FILING).findings();
		}

		private void found(Kind kind, long from, long to) {
			assertThat(findings()).containsExactly(new AuditFinding(kind, from, to));
		}

	}

	@Nested
	class Sealing {

		@Test
		void aSealTakesTheHeadsThatMovedAndOnlyThose() throws IOException {
			write(FILING, 2);
			write("person:42", 1);
			AuditTrailTest.this.job.seal();
			assertThat(AuditTrailTest.this.trail.verify(FILING).sealedUpTo()).isEqualTo(2);
			write(FILING, 1);
			AuditTrailTest.this.job.seal();
			assertThat(Files.readString(AuditTrailTest.this.seals.resolve("seal-000000002.txt")))
				.contains(FILING + " 3 ")
				.doesNotContain("person:42");
			assertThat(AuditTrailTest.this.trail.verify("person:42").sealedUpTo()).isEqualTo(1);
			assertThat(AuditTrailTest.this.trail.verifyAll()).isEmpty();
		}

		@Test
		void withNothingNewNoSealIsWritten() throws IOException {
			write(FILING, 1);
			AuditTrailTest.this.job.seal();
			AuditTrailTest.this.job.seal();
			AuditTrailTest.this.job.seal();
			try (var files = Files.list(AuditTrailTest.this.seals)) {
				assertThat(files.map((file) -> file.getFileName().toString())).containsExactlyInAnyOrder("lock",
						"seal-000000001.txt");
			}
		}

	}

	private void write(String chain, int entries) {
		for (int i = 0; i < entries; i++) {
			this.trail.record(chain, REVIEWER, "act" + i, Map.of("i", Integer.toString(i)));
		}
	}

}
