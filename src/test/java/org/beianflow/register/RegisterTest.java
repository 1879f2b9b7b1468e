package org.beianflow.register;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import org.beianflow.audit.Actor;
import org.beianflow.check.Refusal;
import org.beianflow.number.FilingNumber;
import org.beianflow.number.ServiceNumber;
import org.beianflow.number.TestNumbers;
import org.beianflow.privacy.FieldCipher;
import org.beianflow.site.DomainName;
import org.beianflow.site.ServiceType;
import org.beianflow.site.Website;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.SubjectNature;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What is entered, found and moved in the register (domain.md §8.3, §15), here on H2. */
class RegisterTest {

	private static final FilingNumber NUMBER = FilingNumber.parse("京ICP备2026000001号");

	private static final Actor INSPECTOR = Actor.staff("inspector");

	private final MovedClock clock = MovedClock.at("2026-11-23T00:10");

	private final RecordedAudit audit = new RecordedAudit();

	private HikariDataSource dataSource;

	private TransactionTemplate transaction;

	private Register register;

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
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V9__number.sql"),
				new ClassPathResource("db/migration/V10__register.sql"))
			.execute(this.dataSource);
		this.transaction = new TransactionTemplate(new JdbcTransactionManager(this.dataSource));
		JdbcClient jdbc = JdbcClient.create(this.dataSource);
		this.register = new Register(new RegisterRecords(jdbc, new Reversing()),
				TestNumbers.over(jdbc, this.audit, this.clock), this.audit, this.clock);
	}

	@AfterEach
	void closePool() {
		this.dataSource.close();
	}

	@Test
	void whatIsEnteredIsFoundByNumberAndDomain() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn", "示例云.中国"));
		PublicRecord expected = new PublicRecord("北京示例云科技有限公司", SubjectNature.ENTERPRISE, NUMBER.toString(),
				NUMBER + "-1", ServiceType.WEBSITE, "示例云科技官网", List.of("shili-yun.cn", "示例云.中国"),
				List.of("unit-portal"), LocalDate.of(2026, 11, 23), false, ServiceState.ACTIVE);
		for (String text : List.of("京ICP备2026000001号", " 京icp备2026000001号-1 ", "shili-yun.cn", "WWW.Shili-Yun.cn.",
				"示例云.中国", DomainName.parse("示例云.中国").ascii())) {
			assertThat(this.register.find(text)).as(text).containsExactly(expected);
		}
		assertThat(this.register.stateOf(NUMBER)).contains(SubjectState.ACTIVE);
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "", "nonsense", "other.cn", "京ICP备2026000009号", "京ICP备2026000001号-2", "' or 1=1", "com.cn" })
	void anythingElseFindsNothing(String text) {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		assertThat(this.register.find(text)).isEmpty();
		assertThat(this.register.find(null)).isEmpty();
	}

	@Test
	void ofIndividualsOnlyTheFamilyNameIsPublic() {
		enter("F1", NUMBER, SampleSubjects.individual(), service(NUMBER, 1, "zhang.cn"));
		assertThat(this.register.find("zhang.cn")).singleElement()
			.satisfies((record) -> assertThat(record.unitName()).isEqualTo("张＊"));
	}

	@Test
	void noRowShowsAPersonInTheClear() {
		FilingSubject subject = SampleSubjects.individual();
		enter("F1", NUMBER, subject, service(NUMBER, 1, "zhang.cn"));
		JdbcClient jdbc = JdbcClient.create(this.dataSource);
		String rows = jdbc.sql("select * from bf_register_subject").query().listOfRows().toString()
				+ jdbc.sql("select * from bf_register_service").query().listOfRows();
		assertThat(rows).doesNotContain("张示例").doesNotContain(subject.certificateNumber()).doesNotContain("138");
		assertThat(this.register.read(NUMBER, INSPECTOR, "核查 F1")).contains(subject);
		assertThat(this.audit.acts()).containsExactly("register.subject.read");
		assertThat(this.register.read(FilingNumber.parse("京ICP备2026000002号"), INSPECTOR, "核查")).isEmpty();
	}

	@Test
	void enteringAgainChangesNothing() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		assertThat(this.register.find(NUMBER.toString())).hasSize(1);
	}

	@Test
	void anotherFilingAddsServicesToTheSubject() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "a-shili.cn"));
		enter("F2", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 2, "b-shili.cn"));
		assertThat(this.register.find(NUMBER.toString())).extracting(PublicRecord::serviceLicence)
			.containsExactly(NUMBER + "-1", NUMBER + "-2");
	}

	@Test
	void aDomainIsFiledOnceUntilItsServiceIsCancelled() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		FilingNumber other = FilingNumber.parse("京ICP备2026000002号");
		assertThatExceptionOfType(Refusal.class)
			.isThrownBy(() -> enter("F2", other, SampleSubjects.enterprise(2), service(other, 1, "SHILI-YUN.cn")))
			.withMessageContaining("register.domain.taken");
		assertThat(this.register.find(other.toString())).isEmpty();
		move(1, ServiceState.CANCELLED);
		assertThat(this.register.find("shili-yun.cn")).isEmpty();
		enter("F2", other, SampleSubjects.enterprise(2), service(other, 1, "SHILI-YUN.cn"));
		assertThat(this.register.find("shili-yun.cn")).extracting(PublicRecord::mainLicence)
			.containsExactly(other.toString());
		assertThat(this.register.find(NUMBER.toString())).extracting(PublicRecord::state)
			.containsExactly(ServiceState.CANCELLED);
	}

	@Test
	void servicesMoveOnlyAsTheGraphAllows() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		move(1, ServiceState.RECTIFYING);
		move(1, ServiceState.ACTIVE);
		move(1, ServiceState.SHELL_SITE);
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> move(1, ServiceState.RECTIFYING))
			.withMessageContaining("register.service.state");
		move(1, ServiceState.CANCELLED);
		assertThat(this.register.stateOf(NUMBER)).contains(SubjectState.SHELL);
		for (ServiceState state : ServiceState.values()) {
			assertThatExceptionOfType(Refusal.class).isThrownBy(() -> move(1, state));
		}
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> move(2, ServiceState.ACTIVE))
			.withMessageContaining("register.service.unknown");
		assertThat(this.audit.acts()).hasSize(4).containsOnly("register.service.moved");
	}

	@Test
	void anOrderSuspendsAndReleases() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		suspend(true);
		assertThat(this.register.find("shili-yun.cn")).extracting(PublicRecord::limitAccess).containsExactly(true);
		suspend(false);
		assertThat(this.register.find("shili-yun.cn")).extracting(PublicRecord::limitAccess).containsExactly(false);
	}

	@Test
	void aCancelledSubjectIsGoneForGood() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		cancel();
		assertThat(this.register.stateOf(NUMBER)).contains(SubjectState.CANCELLED);
		assertThat(this.register.find(NUMBER.toString())).extracting(PublicRecord::state)
			.containsExactly(ServiceState.CANCELLED);
		assertThatExceptionOfType(Refusal.class).isThrownBy(this::cancel).withMessageContaining("register.cancelled");
		assertThatExceptionOfType(Refusal.class).isThrownBy(() -> suspend(true))
			.withMessageContaining("register.cancelled");
	}

	@Test
	void theBlacklistKnowsASubjectByItsCertificate() {
		enter("F1", NUMBER, SampleSubjects.enterprise(), service(NUMBER, 1, "shili-yun.cn"));
		assertThat(this.register.isBlacklisted("key-of-2026000001")).isFalse();
		blacklist(true);
		assertThat(this.register.isBlacklisted("key-of-2026000001")).isTrue();
		assertThat(this.register.isBlacklisted("key-of-2026000002")).isFalse();
		blacklist(false);
		assertThat(this.register.isBlacklisted("key-of-2026000001")).isFalse();
	}

	private void blacklist(boolean blacklisted) {
		this.transaction
			.executeWithoutResult((status) -> this.register.blacklist(NUMBER, blacklisted, INSPECTOR, "令2号"));
	}

	private void enter(String filing, FilingNumber number, FilingSubject subject, RegisterEntry.Service... services) {
		this.transaction.executeWithoutResult((status) -> this.register
			.enter(new RegisterEntry(filing, "key-of-" + number.serial(), number, subject, List.of(services))));
	}

	private static RegisterEntry.Service service(FilingNumber number, int sequence, String... domains) {
		Website sample = SampleSubjects.website();
		Website website = new Website(sample.type(), sample.addressMode(), sample.name(), List.of(domains),
				sample.homeUrls(), sample.contentTypes(), sample.languages(), sample.preApprovals(),
				sample.noPreApprovalNeeded(), sample.description(), sample.owner(), sample.ownerSameAsPrincipal(),
				sample.securityMeasures(), sample.domainRegistrations());
		return new RegisterEntry.Service(new ServiceNumber(number, sequence, ServiceType.WEBSITE), website,
				List.of(new RegisterEntry.Access("sample-north", "CLOUD_SERVER", "110000",
						List.of("101.200.10.8", "2408:4000::1"), "i-sample0001")));
	}

	private void move(int sequence, ServiceState state) {
		this.transaction.executeWithoutResult((status) -> this.register
			.move(new ServiceNumber(NUMBER, sequence, ServiceType.WEBSITE), state, INSPECTOR, "F1"));
	}

	private void suspend(boolean suspended) {
		this.transaction.executeWithoutResult((status) -> this.register
			.suspend(new ServiceNumber(NUMBER, 1, ServiceType.WEBSITE), suspended, INSPECTOR, "令1号"));
	}

	private void cancel() {
		this.transaction.executeWithoutResult((status) -> this.register.cancel(NUMBER, INSPECTOR, "F9"));
	}

	/** Hides and shows again, and notices another context. */
	private static final class Reversing implements FieldCipher {

		@Override
		public byte[] seal(String plain, String context) {
			return new StringBuilder(context + "|" + plain).reverse().toString().getBytes(StandardCharsets.UTF_16);
		}

		@Override
		public String open(byte[] sealed, String context) {
			String plain = new StringBuilder(new String(sealed, StandardCharsets.UTF_16)).reverse().toString();
			assertThat(plain).startsWith(context + "|");
			return plain.substring(context.length() + 1);
		}

	}

}
