package org.beianflow.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.beianflow.account.Applicants;
import org.beianflow.account.CurrentActor;
import org.beianflow.engine.EngineJobs;
import org.beianflow.fee.TransferDeclaration;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.FilingFee;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.Filings;
import org.beianflow.filing.StaffTask;
import org.beianflow.fee.Fees;
import org.beianflow.review.Reviews;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Fills an empty demo with filings in all states, by running each of them under a past
 * clock as it would have run then: with its notices, reminders, tasks and audit trail.
 */
@Component
@Profile("demo")
@ConditionalOnProperty(name = "beianflow.demo.filings", matchIfMissing = true)
class DemoFilings {

	private static final Logger logger = LoggerFactory.getLogger(DemoFilings.class);

	private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

	/** A domain that leads to another server until somebody switches it. */
	static final String WITHOUT_SITE = "nosite-demo.cn";

	private static final String WORKER = "worker.bj";

	private static final String SUPERVISOR = "supervisor";

	private static final String REVIEWER = "reviewer.bj";

	private static final String CHIEF = "chief.bj";

	/** So many half hours after the site was mended, a probe has noticed it. */
	private static final int PROBES = 4;

	private final FilingScript script;

	private final FilingDesk desk;

	private final Filings filings;

	private final FilingFee fee;

	private final Fees fees;

	private final Reviews reviews;

	private final Applicants applicants;

	private final DemoClock clock;

	private final ClockMover mover;

	private final DemoNetwork network;

	private final EngineJobs jobs;

	private Instant present;

	DemoFilings(FilingScript script, FilingDesk desk, Filings filings, FilingFee fee, Fees fees, Reviews reviews,
			Applicants applicants, DemoClock clock, ClockMover mover, DemoNetwork network, EngineJobs jobs) {
		this.script = script;
		this.desk = desk;
		this.filings = filings;
		this.fee = fee;
		this.fees = fees;
		this.reviews = reviews;
		this.applicants = applicants;
		this.clock = clock;
		this.mover = mover;
		this.network = network;
		this.jobs = jobs;
	}

	@EventListener(ApplicationReadyEvent.class)
	@Order(100)
	void fill() {
		CurrentActor company = applicant(DemoPeople.COMPANY_APPLICANT);
		CurrentActor person = applicant(DemoPeople.INDIVIDUAL_APPLICANT);
		if (!this.filings.ofApplicant(company.id()).isEmpty()) {
			return;
		}
		Duration ahead = this.mover.offset();
		this.present = this.clock.instant();
		this.jobs.undisturbed(() -> {
			try {
				make(company, person);
			}
			finally {
				this.mover.remember(ahead);
			}
		});
		logger.info("Demo filings made: {} of the company, {} of the person",
				this.filings.ofApplicant(company.id()).size(), this.filings.ofApplicant(person.id()).size());
	}

	private CurrentActor applicant(String login) {
		return CurrentActor
			.applicant(this.applicants.authenticate(login, DemoPeople.APPLICANT_PASSWORD, "127.0.0.1").id());
	}

	private void make(CurrentActor company, CurrentActor person) {
		story(3, (day) -> draft(1, "北京晨光软件有限公司", "晨光软件官网", "chenguang-demo.cn", company));
		story(50, (day) -> draft(2, "北京远山咨询有限公司", "远山咨询官网", "yuanshan-demo.cn", company));
		story(0, (day) -> submitted(3, "北京青禾科技有限公司", "青禾科技官网", "qinghe-demo.cn", company));
		story(4, (day) -> {
			FilingReference reference = submitted(4, "北京云岭网络有限公司", "云岭网络官网", "yunling-demo.cn", company);
			waitsItsTurn(4);
			this.script.claim(reference, StaffTask.PROVIDER_REVIEW, WORKER);
		});
		story(8, (day) -> returned(5, "北京海棠文化有限公司", "海棠文化官网", "haitang-demo.cn", company));
		story(9, (day) -> {
			FilingReference reference = returned(6, "北京松风设计有限公司", "松风设计官网", "songfeng-demo.cn", company);
			pass(day, 7);
			correct(reference, company);
		});
		story(2, (day) -> passed(7, "北京蓝湾电子有限公司", "蓝湾电子官网", "lanwan-demo.cn", company));
		story(5, (day) -> declared(passed(8, "北京长河物流有限公司", "长河物流官网", "changhe-demo.cn", company), company));
		story(1, (day) -> ready(9, "林晓", "林晓的读书笔记", "linxiao-demo.cn", person));
		since(Duration.ofHours(8), (day) -> forwarded(19, "唐果", "唐果的烘焙笔记", "tangguo-demo.cn", person));
		story(25, (day) -> sent(10, "周宁", "周宁的摄影日记", "zhouning-demo.cn", person));
		story(40, (day) -> sent(11, "吴桐", "吴桐的园艺手记", "wutong-demo.cn", person));
		story(15, (day) -> supplement(day, sent(12, "郑岚", "郑岚的编程笔记", "zhenglan-demo.cn", person)));
		story(12, (day) -> {
			FilingReference reference = sent(13, "何川", "何川的旅行随笔", "hechuan-demo.cn", person);
			pass(day, 11);
			verify(reference, 13, "hechuan-demo.cn");
		});
		story(14, (day) -> {
			FilingReference reference = sent(14, "许知", "许知的音乐札记", WITHOUT_SITE, person);
			pass(day, 14);
			approve(reference);
		});
		story(16, (day) -> verified(day, 15, "孙悦", "孙悦的手工日志", "sunyue-demo.cn", person));
		story(30, (day) -> {
			FilingReference reference = verified(day, 16, "钱程", "钱程的木工笔记", "qiancheng-demo.cn", person);
			pass(day, 17);
			this.script.decide(reference, StaffTask.FINAL_REVIEW, CHIEF, FilingScript.outcome("ISSUED"));
		});
		story(20, (day) -> {
			FilingReference reference = sent(17, "冯一", "冯一的健身记录", "fengyi-demo.cn", person);
			pass(day, 10);
			decide(reference, StaffTask.AUTHORITY_REVIEW, REVIEWER, refusal(), 17);
			waitsItsTurn(17);
			this.script.decide(reference, StaffTask.AUTHORITY_REFUSAL_CHECK, CHIEF, FilingScript.outcome("CONFIRMED"));
		});
		story(6, (day) -> {
			FilingReference reference = submitted(18, "北京白鹭教育咨询有限公司", "白鹭咨询官网", "bailu-demo.cn", company);
			pass(day, 1);
			this.desk.withdraw(reference, company);
			this.script.runDue();
		});
	}

	/** Lives one filing's life from so many days ago until now. */
	private void story(int daysAgo, Consumer<Instant> life) {
		since(Duration.ofDays(daysAgo).plusHours(2), life);
	}

	private void since(Duration ago, Consumer<Instant> life) {
		Instant start = this.present.minus(ago);
		this.mover.visit(start);
		life.accept(start);
		passUntil(this.present);
	}

	/** Lets the time pass until so many days after the start, day by day. */
	private void pass(Instant start, int days) {
		passUntil(start.plus(Duration.ofDays(days)));
	}

	/** A wait of some hours, another one for each filing. */
	private void waitsItsTurn(int serial) {
		later(45 + 67 * serial % 300);
	}

	/** A person needs some time for it, another one for each filing. */
	private void works(int serial) {
		later(18 + 29 * serial % 60);
	}

	private void decide(FilingReference reference, StaffTask task, String staffId, DecisionForm decision, int serial) {
		this.script.claim(reference, task, staffId);
		works(serial);
		this.script.decide(reference, task, staffId, decision);
	}

	private void later(int minutes) {
		passUntil(this.clock.instant().plus(Duration.ofMinutes(minutes)));
	}

	private void passUntil(Instant end) {
		Instant limit = end.isAfter(this.present) ? this.present : end;
		for (Instant now = this.clock.instant(); now.isBefore(limit); now = now.plus(Duration.ofHours(12))) {
			this.mover.visit(now);
			this.script.runDue();
		}
		this.mover.visit(limit);
		this.script.runDue();
	}

	private LocalDate today() {
		return this.clock.instant().atZone(SHANGHAI).toLocalDate();
	}

	private FilingReference draft(int serial, String name, String site, String domain, CurrentActor applicant) {
		return this.script.draft(
				name.length() > 4 ? DemoForms.enterprise(DemoForms.Place.BEIJING, serial, name, site, domain, today())
						: DemoForms.individual(DemoForms.Place.BEIJING, serial, name, site, domain, today()),
				applicant);
	}

	private FilingReference submitted(int serial, String name, String site, String domain, CurrentActor applicant) {
		FilingReference reference = draft(serial, name, site, domain, applicant);
		later(20);
		this.script.upload(reference, applicant);
		later(5);
		this.script.submit(reference, applicant);
		return reference;
	}

	private FilingReference returned(int serial, String name, String site, String domain, CurrentActor applicant) {
		FilingReference reference = submitted(serial, name, site, domain, applicant);
		waitsItsTurn(serial);
		decide(reference, StaffTask.PROVIDER_REVIEW, WORKER, FilingScript.returned("RETURNED", "请按清单一次改好后再次提交。",
				new DecisionForm.Item("services[0].website.name", "NAME", "网站名称与主体名称不符。", "请改为与主体或业务相符的名称。", "CORRECT"),
				new DecisionForm.Item("subject.principal.officePhone", "1010", "办公电话无人接听。", "请填写能接通的办公电话。", "CORRECT")),
				serial);
		return reference;
	}

	private void correct(FilingReference reference, CurrentActor applicant) {
		this.script.correctSiteName(reference, "松风设计工作室官网", applicant);
		this.script.submit(reference, applicant);
	}

	/** Passed by the provider; an enterprise now has a fee to pay. */
	private FilingReference passed(int serial, String name, String site, String domain, CurrentActor applicant) {
		FilingReference reference = submitted(serial, name, site, domain, applicant);
		waitsItsTurn(serial);
		this.script.claim(reference, StaffTask.PROVIDER_REVIEW, WORKER);
		works(serial);
		this.script.pass(reference, WORKER, List.copyOf(this.reviews.askedConfirmations(reference.value())));
		return reference;
	}

	private void declared(FilingReference reference, CurrentActor applicant) {
		later(150);
		this.fee.declareTransfer(reference,
				new TransferDeclaration(today(), this.fees.noticeOf(reference.value()).orElseThrow().totalFen(),
						this.script.slip(reference, applicant), "DEMO20260001"),
				applicant);
		this.script.runDue();
	}

	/** Individuals pay nothing: passed means ready to be sent. */
	private FilingReference ready(int serial, String name, String site, String domain, CurrentActor applicant) {
		return passed(serial, name, site, domain, applicant);
	}

	/** Sent, and the persons in charge have answered: the authority reviews. */
	private FilingReference sent(int serial, String name, String site, String domain, CurrentActor applicant) {
		FilingReference reference = forwarded(serial, name, site, domain, applicant);
		later(35);
		this.script.answerCodes(reference, applicant);
		return reference;
	}

	private FilingReference forwarded(int serial, String name, String site, String domain, CurrentActor applicant) {
		FilingReference reference = ready(serial, name, site, domain, applicant);
		waitsItsTurn(serial + 1);
		this.script.decide(reference, StaffTask.SENDING, SUPERVISOR,
				FilingScript.outcome("SENT", Map.of("receiptNumber", "BJGJ-" + reference)));
		return reference;
	}

	private void supplement(Instant start, FilingReference reference) {
		pass(start, 6);
		this.script.decide(reference, StaffTask.AUTHORITY_REVIEW, REVIEWER,
				FilingScript.returned("SUPPLEMENT", "请补正后继续审核。", new DecisionForm.Item(
						"services[0].website.description", "1034", "网站说明过于笼统。", "请写明栏目和内容来源。", "SUPPLEMENT")));
	}

	private void approve(FilingReference reference) {
		this.script.decide(reference, StaffTask.AUTHORITY_REVIEW, REVIEWER, FilingScript.outcome("APPROVED"));
	}

	/** Approved; the domain leads to the server some hours later, which is noticed. */
	private void verify(FilingReference reference, int serial, String domain) {
		this.network.set(domain, DemoSite.Behaviour.WRONG_ADDRESS);
		approve(reference);
		waitsItsTurn(serial);
		this.network.set(domain, DemoSite.Behaviour.OK);
		for (int i = 0; i < PROBES; i++) {
			later(30);
		}
	}

	/** Approved, and the site answers: access verification passes by itself. */
	private FilingReference verified(Instant start, int serial, String name, String site, String domain,
			CurrentActor applicant) {
		FilingReference reference = sent(serial, name, site, domain, applicant);
		pass(start, 14);
		verify(reference, serial, domain);
		return reference;
	}

	private static DecisionForm refusal() {
		return new DecisionForm(
				0, "REFUSED", List.of(new DecisionForm.Item("services[0].website.contentTypes", "1034",
						"网站内容涉及须经前置审批的服务，未提供批准文件。", "取得批准后可重新申请。", "BLOCK")),
				null, null, "《非经营性互联网信息服务备案管理办法》第十二条", "尚未取得批准，现阶段不具备备案条件。", null);
	}

}
