package org.beianflow.number;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import com.zaxxer.hikari.HikariDataSource;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.site.ServiceType;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/** Numbers are issued once and never again (domain.md §15), here on H2. */
class FilingNumbersTest {

	private static final int ISSUERS = 32;

	private static final String BEIJING = "110000";

	private static final Actor CHIEF = Actor.staff("chief");

	private final MovedClock clock = MovedClock.at("2026-11-22T10:00");

	private final RecordedAudit audit = new RecordedAudit();

	private HikariDataSource dataSource;

	private TransactionTemplate transaction;

	private FilingNumbers numbers;

	String url() throws IOException {
		return "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
	}

	String user() {
		return "sa";
	}

	@BeforeEach
	void emptyTables() throws IOException {
		this.dataSource = new HikariDataSource();
		this.dataSource.setJdbcUrl(url());
		this.dataSource.setUsername(user());
		this.dataSource.setMaximumPoolSize(ISSUERS);
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V9__number.sql")).execute(this.dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		this.numbers = new FilingNumbers(JdbcClient.create(this.dataSource), this.audit, this.clock);
	}

	@AfterEach
	void closePool() {
		this.dataSource.close();
	}

	@Test
	void aNumberIsTheYearAndSixDigits() {
		IssuedNumbers issued = issue("F1", BEIJING, "a", ServiceType.WEBSITE, ServiceType.APP);
		assertThat(issued.subject()).hasToString("京ICP备2026000001号");
		assertThat(issued.services()).map(ServiceNumber::toString)
			.containsExactly("京ICP备2026000001号-1", "京ICP备2026000001号-2A");
		assertThat(this.numbers.sourceOf(issued.subject())).contains(NumberSource.ISSUED_HERE);
		assertThat(issue("F2", BEIJING, "b").subject()).hasToString("京ICP备2026000002号");
		assertThat(issue("F3", "510000", "a").subject()).hasToString("蜀ICP备2026000001号");
	}

	@Test
	void theYearIsThatOfShanghai() {
		this.clock.moveTo("2026-12-31T23:59");
		assertThat(issue("F1", BEIJING, "a").subject()).hasToString("京ICP备2026000001号");
		this.clock.moveTo("2027-01-01T00:00");
		assertThat(issue("F2", BEIJING, "b").subject()).hasToString("京ICP备2027000001号");
	}

	@Test
	void aRetryReturnsTheSameNumbers() {
		IssuedNumbers first = issue("F1", BEIJING, "a", ServiceType.WEBSITE);
		issue("F2", BEIJING, "b", ServiceType.WEBSITE);
		this.clock.moveTo("2027-02-01T10:00");
		assertThat(issue("F1", BEIJING, "a", ServiceType.WEBSITE)).isEqualTo(first);
		assertThat(this.numbers.find("F1")).contains(first);
		assertThat(this.numbers.find("F9")).isEmpty();
	}

	@Test
	void aSubjectKeepsItsNumberAndItsServicesCountOn() {
		FilingNumber number = issue("F1", BEIJING, "a", ServiceType.WEBSITE, ServiceType.WEBSITE).subject();
		IssuedNumbers more = issue("F2", BEIJING, "a", ServiceType.MINI_PROGRAM);
		assertThat(more.subject()).isEqualTo(number);
		assertThat(more.services()).map(ServiceNumber::toString).containsExactly(number + "-3X");
		assertThat(this.numbers.numberOf(BEIJING, "a")).contains(number);
		assertThat(this.numbers.numberOf("120000", "a")).isEmpty();
	}

	@Test
	void whatIsRolledBackWasNeverIssued() {
		assertThatIllegalStateException().isThrownBy(() -> this.transaction.executeWithoutResult((status) -> {
			this.numbers.issueFor("F1", BEIJING, "a", List.of(ServiceType.WEBSITE));
			throw new IllegalStateException("after issuing");
		}));
		assertThat(this.numbers.find("F1")).isEmpty();
		assertThat(issue("F1", BEIJING, "a").subject()).hasToString("京ICP备2026000001号");
	}

	@Test
	void aRetiredNumberIsNotUsedAgain() {
		FilingNumber number = issue("F1", BEIJING, "a").subject();
		this.transaction.executeWithoutResult((status) -> this.numbers.retire(number));
		assertThat(this.numbers.numberOf(BEIJING, "a")).isEmpty();
		assertThat(issue("F2", BEIJING, "a").subject()).hasToString("京ICP备2026000002号");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> take(number, "b", 0))
			.withMessageContaining("number.import.of-another");
	}

	@Test
	void importedNumbersAreKeptAndSteppedOver() {
		take(FilingNumber.parse("京ICP备2026000001号"), "x", 3);
		take(FilingNumber.parse("京ICP备2026000002号"), "y", 0);
		take(FilingNumber.parse("京ICP备05000002号"), "z", 0);
		assertThat(issue("F1", BEIJING, "a").subject()).hasToString("京ICP备2026000003号");
		IssuedNumbers issued = issue("F2", BEIJING, "x", ServiceType.WEBSITE);
		assertThat(issued.services()).map(ServiceNumber::toString).containsExactly("京ICP备2026000001号-4");
		assertThat(this.numbers.sourceOf(issued.subject())).contains(NumberSource.IMPORTED);
		take(issued.subject(), "x", 2);
		assertThat(issue("F3", BEIJING, "x", ServiceType.WEBSITE).services()).map(ServiceNumber::sequence)
			.containsExactly(5);
		take(issued.subject(), "x", 9);
		assertThat(issue("F4", BEIJING, "x", ServiceType.WEBSITE).services()).map(ServiceNumber::sequence)
			.containsExactly(10);
		assertThat(this.audit.acts()).containsOnly("number.imported");
	}

	@Test
	void aNumberHasOneSubjectAndASubjectOneNumber() {
		FilingNumber number = issue("F1", BEIJING, "a").subject();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> take(number, "b", 0))
			.withMessageContaining("number.import.of-another");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> take(FilingNumber.parse("京ICP备12345678号"), "a", 0))
			.withMessageContaining("number.import.has-another");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> take(number, "a", -1))
			.withMessageContaining("number.import.form");
		assertThatIllegalArgumentException().isThrownBy(() -> issue("F2", "110105", "b"));
		assertThatIllegalArgumentException().isThrownBy(() -> issue("F2", "810000", "b"));
	}

	@Test
	void serialsAndSequencesEnd() {
		take(FilingNumber.parse("京ICP备2026000001号"), "a", 99_999);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> issue("F1", BEIJING, "a", ServiceType.WEBSITE))
			.withMessageContaining("number.sequences-used-up");
		JdbcClient.create(this.dataSource)
			.sql("insert into bf_number_counter (province, issued_in, last_serial) values ('110000', 2026, 999999)")
			.update();
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> issue("F2", BEIJING, "b"))
			.withMessageContaining("number.serials-used-up");
	}

	@Test
	void manyIssuersAtOnceGetDistinctNumbers() throws Exception {
		take(FilingNumber.parse("京ICP备2026000020号"), "import", 0);
		List<IssuedNumbers> issued = atOnce(
				(n) -> () -> issue("F" + n, BEIJING, "subject" + n, ServiceType.WEBSITE, ServiceType.APP));
		Set<String> distinct = new HashSet<>();
		issued.forEach((numbers) -> {
			distinct.add(numbers.subject().toString());
			numbers.services().forEach((service) -> distinct.add(service.toString()));
		});
		assertThat(distinct).hasSize(3 * ISSUERS).doesNotContain("京ICP备2026000020号");
		List<IssuedNumbers> again = atOnce(
				(n) -> () -> issue("F" + n, BEIJING, "subject" + n, ServiceType.WEBSITE, ServiceType.APP));
		assertThat(again).isEqualTo(issued);
	}

	@Test
	void manyRetriesOfOneFilingAtOnceGetOneNumber() throws Exception {
		assertThat(new HashSet<>(atOnce((n) -> () -> issue("F1", BEIJING, "a", ServiceType.WEBSITE)))).hasSize(1);
	}

	@Test
	void manyFilingsOfOneSubjectAtOnceCountItsServices() throws Exception {
		List<IssuedNumbers> issued = atOnce((n) -> () -> issue("F" + n, BEIJING, "a", ServiceType.WEBSITE));
		assertThat(issued).extracting(IssuedNumbers::subject).containsOnly(FilingNumber.parse("京ICP备2026000001号"));
		assertThat(issued).flatExtracting(IssuedNumbers::services)
			.extracting(ServiceNumber::sequence)
			.doesNotHaveDuplicates()
			.allSatisfy((sequence) -> assertThat(sequence).isBetween(1, ISSUERS));
	}

	@Test
	void provincesDoNotWaitForEachOther() throws Exception {
		CountDownLatch beijingHolds = new CountDownLatch(1);
		CountDownLatch tianjinDone = new CountDownLatch(1);
		ExecutorService executor = Executors.newFixedThreadPool(1);
		try {
			Future<Boolean> beijing = executor.submit(() -> this.transaction.execute((status) -> {
				this.numbers.issueFor("F1", BEIJING, "a", List.of());
				beijingHolds.countDown();
				return await(tianjinDone);
			}));
			assertThat(await(beijingHolds)).isTrue();
			issue("F2", "120000", "b");
			tianjinDone.countDown();
			assertThat(beijing.get()).isTrue();
		}
		finally {
			executor.shutdownNow();
		}
	}

	private static boolean await(CountDownLatch latch) {
		try {
			return latch.await(120, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private <T> List<T> atOnce(Function<Integer, Callable<T>> task) throws Exception {
		ExecutorService executor = Executors.newFixedThreadPool(ISSUERS);
		CountDownLatch start = new CountDownLatch(1);
		try {
			List<Future<T>> futures = new ArrayList<>();
			for (int n = 0; n < ISSUERS; n++) {
				Callable<T> one = task.apply(n);
				futures.add(executor.submit(() -> {
					await(start);
					return one.call();
				}));
			}
			start.countDown();
			List<T> results = new ArrayList<>();
			for (Future<T> future : futures) {
				results.add(future.get(180, TimeUnit.SECONDS));
			}
			return results;
		}
		finally {
			executor.shutdownNow();
		}
	}

	private IssuedNumbers issue(String filing, String province, String subject, ServiceType... services) {
		return this.transaction
			.execute((status) -> this.numbers.issueFor(filing, province, subject, List.of(services)));
	}

	private void take(FilingNumber number, String subject, int highestSequence) {
		this.transaction.executeWithoutResult(
				(status) -> this.numbers.importNumber(number, subject, highestSequence, "管局查询", CHIEF));
	}

}
