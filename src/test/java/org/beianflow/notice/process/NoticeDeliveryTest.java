package org.beianflow.notice.process;

import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import com.icegreen.greenmail.util.GreenMail;
import jakarta.mail.internet.MimeMessage;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.notice.NoticeChannel;
import org.beianflow.notice.NoticeKind;
import org.beianflow.notice.NoticeSettings;
import org.beianflow.notice.NoticeSettled;
import org.beianflow.notice.NoticeState;
import org.beianflow.notice.NoticeView;
import org.beianflow.notice.Notices;
import org.beianflow.notice.TypicalNotices;
import org.beianflow.paper.Papers;
import org.beianflow.privacy.FieldCipher;
import org.beianflow.privacy.TestKeys;
import org.beianflow.testing.MailServer;
import org.beianflow.testing.Models;
import org.beianflow.testing.MovedClock;
import org.beianflow.testing.RecordedAudit;
import org.beianflow.testing.SmallDatabase;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.context.MessageSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Notices from posting to the mailbox, with the engine, a database and a mail server. */
class NoticeDeliveryTest {

	private static GreenMail server;

	private static AnnotationConfigApplicationContext context;

	private MovedClock clock;

	private Notices notices;

	private ManagementService management;

	private final List<NoticeSettled> settled = Wiring.SETTLED;

	@BeforeAll
	static void start() {
		server = MailServer.start();
		context = new AnnotationConfigApplicationContext(Wiring.class);
	}

	@AfterAll
	static void stop() {
		context.close();
		server.stop();
		ClockUtil.reset();
	}

	@BeforeEach
	void look() throws Exception {
		server.purgeEmailFromAllMailboxes();
		this.settled.clear();
		Wiring.failNext = false;
		this.clock = context.getBean(MovedClock.class);
		this.clock.moveTo("2026-11-23T10:00");
		this.notices = context.getBean(Notices.class);
		this.management = context.getBean(ManagementService.class);
	}

	@AfterEach
	void clear() {
		RuntimeService runtime = context.getBean(RuntimeService.class);
		runtime.createProcessInstanceQuery()
			.list()
			.forEach((instance) -> runtime.deleteProcessInstance(instance.getId(), "test over"));
		JdbcClient jdbc = context.getBean(JdbcClient.class);
		jdbc.sql("delete from bf_notice_attempt").update();
		jdbc.sql("delete from bf_notice").update();
	}

	@Test
	void aFeeNoticeReachesTheMailboxWithItsPaper() throws Exception {
		post(NoticeKind.PROVIDER_PASSED_FEE_DUE, "first");
		List<ProcessInstance> deliveries = context.getBean(RuntimeService.class)
			.createProcessInstanceQuery()
			.processInstanceBusinessKey(TypicalNotices.FILING)
			.list();
		assertThat(deliveries).hasSize(2);
		assertThat(context.getBean(RuntimeService.class).getVariables(deliveries.get(0).getId()))
			.containsOnlyKeys("noticeId", "province");
		work();
		MimeMessage mail = server.getReceivedMessages()[0];
		assertThat(mail.getSubject()).isEqualTo("请缴纳服务费（F2026110000123）");
		assertThat(mail.getContentType()).startsWith("multipart/mixed");
		assertThat(states()).containsExactlyInAnyOrderEntriesOf(Map.of(NoticeChannel.MAIL, NoticeState.SENT,
				NoticeChannel.SMS, NoticeState.SHOWN_ONLY, NoticeChannel.IN_APP, NoticeState.SENT));
		assertThat(this.settled).extracting(NoticeSettled::channel)
			.containsExactlyInAnyOrder(NoticeChannel.MAIL, NoticeChannel.SMS);
		assertThat(context.getBean(RuntimeService.class).createProcessInstanceQuery().count()).isZero();
	}

	@Test
	void nothingLeavesIfTheFilingsTransactionFails() {
		TransactionTemplate transaction = new TransactionTemplate(context.getBean(PlatformTransactionManager.class));
		assertThatThrownBy(() -> transaction.executeWithoutResult((status) -> {
			post(NoticeKind.PROVIDER_RETURNED, "round-1");
			throw new IllegalStateException("the step failed");
		})).hasMessage("the step failed");
		work();
		assertThat(this.notices.list(TypicalNotices.FILING)).isEmpty();
		assertThat(context.getBean(RuntimeService.class).createProcessInstanceQuery().count()).isZero();
		assertThat(server.getReceivedMessages()).isEmpty();
	}

	@Test
	void aFailureAfterSendingDoesNotSendTwice() {
		post(NoticeKind.WITHDRAWN, "end");
		// The filing's listener fails once: the engine's transaction is rolled back.
		Wiring.failNext = true;
		Job job = this.management.createJobQuery().singleResult();
		assertThatThrownBy(() -> this.management.executeJob(job.getId())).hasMessageContaining("listener");
		assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.SENT);
		work();
		assertThat(server.getReceivedMessages()).hasSize(1);
		assertThat(this.settled).hasSize(1);
		assertThat(context.getBean(RuntimeService.class).createProcessInstanceQuery().count()).isZero();
	}

	@Test
	void theServerComesBackInTime() {
		away(true);
		try {
			post(NoticeKind.WITHDRAWN, "end");
			work();
			assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.FAILED);
			assertThat(this.settled).isEmpty();
		}
		finally {
			away(false);
		}
		this.clock.moveTo("2026-11-23T10:01");
		work();
		assertThat(states()).containsEntry(NoticeChannel.MAIL, NoticeState.SENT);
		assertThat(server.getReceivedMessages()).hasSize(1);
		assertThat(view().attempts()).extracting(NoticeView.Attempt::state)
			.containsExactly(NoticeState.FAILED, NoticeState.SENT);
	}

	@Test
	void anOperatorResendsFromTheTask() {
		undelivered();
		TaskService tasks = context.getBean(TaskService.class);
		Task task = tasks.createTaskQuery().singleResult();
		context.getBean(IdentityService.class).setAuthenticatedUserId("operator-1");
		tasks.complete(task.getId(), Map.of("undeliveredOutcome", "RESEND"));
		context.getBean(IdentityService.class).clearAuthentication();
		assertThat(view().state()).isEqualTo(NoticeState.PENDING);
		work();
		assertThat(server.getReceivedMessages()).hasSize(1);
		assertThat(view().attempts().get(6).wantedBy()).isEqualTo("operator-1");
		assertThat(context.getBean(RecordedAudit.class).of(TypicalNotices.FILING)).anyMatch(
				(entry) -> entry.actor().equals(Actor.staff("operator-1")) && entry.act().equals("notice.resent"));
	}

	@Test
	void anOperatorResendsFromTheOutbox() {
		undelivered();
		this.notices.resend(view().id(), Actor.staff("operator-1"));
		assertThat(context.getBean(TaskService.class).createTaskQuery().count()).isZero();
		work();
		assertThat(server.getReceivedMessages()).hasSize(1);
		this.notices.resend(view().id(), Actor.staff("operator-1"));
		work();
		assertThat(server.getReceivedMessages()).hasSize(2);
		assertThat(context.getBean(RuntimeService.class).createProcessInstanceQuery().count()).isZero();
	}

	/** All tries fail; a task is open and the server is back. */
	private void undelivered() {
		away(true);
		try {
			post(NoticeKind.WITHDRAWN, "end");
			work();
			for (int i = 0; i < 5; i++) {
				this.clock.moveTo(this.management.createJobQuery().timers().singleResult().getDuedate().toInstant());
				work();
			}
		}
		finally {
			away(false);
		}
		assertThat(view().state()).isEqualTo(NoticeState.DEAD);
		assertThat(this.settled).extracting(NoticeSettled::state).containsExactly(NoticeState.DEAD);
	}

	private void post(NoticeKind kind, String occurrence) {
		this.notices
			.post(TypicalNotices.request(kind, occurrence, TypicalNotices.applicant(Locale.SIMPLIFIED_CHINESE)));
	}

	private void work() {
		List<Job> due = this.management.createJobQuery().executable().list();
		while (!due.isEmpty()) {
			due.forEach((job) -> this.management.executeJob(job.getId()));
			due = this.management.createJobQuery().executable().list();
		}
	}

	private static void away(boolean away) {
		context.getBean(JavaMailSenderImpl.class).setPort(away ? 1 : server.getSmtp().getPort());
	}

	private NoticeView view() {
		return this.notices.list(TypicalNotices.FILING)
			.stream()
			.filter((one) -> one.channel() == NoticeChannel.MAIL)
			.findFirst()
			.orElseThrow();
	}

	private Map<NoticeChannel, NoticeState> states() {
		Map<NoticeChannel, NoticeState> states = new EnumMap<>(NoticeChannel.class);
		this.notices.list(TypicalNotices.FILING).forEach((one) -> states.put(one.channel(), one.state()));
		return states;
	}

	/** The module with a real engine and database around it. */
	@Configuration(proxyBeanMethods = false)
	@EnableTransactionManagement
	@ComponentScan("org.beianflow.notice")
	static class Wiring {

		private static final List<NoticeSettled> SETTLED = new ArrayList<>();

		private static boolean failNext;

		@EventListener
		void on(NoticeSettled settled) {
			if (failNext) {
				failNext = false;
				throw new IllegalStateException("listener");
			}
			SETTLED.add(settled);
		}

		@Bean
		SmallDatabase database() {
			return new SmallDatabase(4);
		}

		@Bean(destroyMethod = "")
		DataSource dataSource(SmallDatabase database) {
			return database.dataSource();
		}

		@Bean
		PlatformTransactionManager transactions(SmallDatabase database) {
			return database.transactions();
		}

		@Bean
		JdbcClient jdbc(SmallDatabase database) {
			return database.jdbc();
		}

		@Bean
		SpringProcessEngineConfiguration engineConfiguration(SmallDatabase database) {
			SpringProcessEngineConfiguration configuration = new SpringProcessEngineConfiguration();
			configuration.setDataSource(database.dataSource());
			configuration.setTransactionManager(database.transactions());
			configuration.setDatabaseSchemaUpdate("true");
			configuration.setJobExecutorActivate(false);
			configuration.setDefaultNumberOfRetries(3);
			configuration.setDeploymentResources(
					new Resource[] { new FileSystemResource(Models.diagram("notice-delivery").toFile()) });
			return configuration;
		}

		@Bean
		ProcessEngineFactoryBean engine(SpringProcessEngineConfiguration configuration) {
			ProcessEngineFactoryBean factory = new ProcessEngineFactoryBean();
			factory.setProcessEngineConfiguration(configuration);
			return factory;
		}

		@Bean
		RuntimeService runtimeService(ProcessEngine engine) {
			return engine.getRuntimeService();
		}

		@Bean
		IdentityService identityService(ProcessEngine engine) {
			return engine.getIdentityService();
		}

		@Bean
		ManagementService managementService(ProcessEngine engine) {
			return engine.getManagementService();
		}

		@Bean
		TaskService taskService(ProcessEngine engine) {
			return engine.getTaskService();
		}

		@Bean
		JavaMailSenderImpl mailSender() {
			JavaMailSenderImpl sender = new JavaMailSenderImpl();
			sender.setHost("127.0.0.1");
			sender.setPort(server.getSmtp().getPort());
			return sender;
		}

		@Bean
		Clock clock() {
			return MovedClock.at("2026-11-23T10:00");
		}

		@Bean
		FieldCipher cipher() {
			return TestKeys.fieldCipher();
		}

		@Bean
		AuditTrail audit() {
			return new RecordedAudit();
		}

		@Bean
		MessageSource messageSource() {
			return TypicalNotices.messages();
		}

		@Bean
		Papers papers(MessageSource messages) {
			return new Papers(messages);
		}

		@Bean
		NoticeSettings settings() {
			return TypicalNotices.settings();
		}

	}

}
