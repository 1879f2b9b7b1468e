package org.beianflow.demo;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.beianflow.account.Applicants;
import org.beianflow.account.Registration;
import org.beianflow.account.Role;
import org.beianflow.account.SignInHints;
import org.beianflow.account.StaffDirectory;
import org.beianflow.check.Refusal;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/**
 * One person for each role, staff of three provinces, and two applicants. Their passwords
 * are public: they exist in the demo only.
 */
@Component
@Profile("demo")
class DemoPeople implements SmartInitializingSingleton, SignInHints {

	/** Login of the demo applicant who files for a company. */
	static final String COMPANY_APPLICANT = "demo-company";

	/** Login of the demo applicant who files as an individual. */
	static final String INDIVIDUAL_APPLICANT = "demo-person";

	static final String STAFF_PASSWORD = "Beian-Demo-2026";

	static final String APPLICANT_PASSWORD = "Shenqing-Demo-2026";

	private static final String BEIJING = "110000";

	private static final String SHANGHAI = "310000";

	private static final String ZHEJIANG = "330000";

	private static final Set<String> ALL = Set.of(BEIJING, SHANGHAI, ZHEJIANG);

	private static final List<Person> STAFF = List.of(
			new Person("worker.bj", "陈晓雯", Role.CASE_WORKER, Set.of(BEIJING), "初审专员（北京）", "case worker (Beijing)"),
			new Person("worker.sh", "陆嘉明", Role.CASE_WORKER, Set.of(SHANGHAI), "初审专员（上海）", "case worker (Shanghai)"),
			new Person("worker.zj", "潘思远", Role.CASE_WORKER, Set.of(ZHEJIANG), "初审专员（浙江）", "case worker (Zhejiang)"),
			new Person("supervisor", "何立群", Role.SUPERVISOR, ALL, "初审主管（北京、上海、浙江）",
					"supervisor of the case workers (all three provinces)"),
			new Person("finance", "苏敏", Role.FINANCE, ALL, "财务（北京、上海、浙江）", "finance (all three provinces)"),
			new Person("finance2", "丁洁", Role.FINANCE, ALL, "财务（北京、上海、浙江）", "finance (all three provinces)"),
			new Person("cloud", "高远航", Role.CLOUD_OPERATOR, ALL, "云服务商接口人（北京、上海、浙江）",
					"contact of the cloud provider (all three provinces)"),
			new Person("reviewer.bj", "赵启明", Role.AUTHORITY_REVIEWER, Set.of(BEIJING), "管局审核员（北京）",
					"reviewer at the authority (Beijing)"),
			new Person("reviewer.sh", "沈佳怡", Role.AUTHORITY_REVIEWER, Set.of(SHANGHAI), "管局审核员（上海）",
					"reviewer at the authority (Shanghai)"),
			new Person("reviewer.zj", "叶知秋", Role.AUTHORITY_REVIEWER, Set.of(ZHEJIANG), "管局审核员（浙江）",
					"reviewer at the authority (Zhejiang)"),
			new Person("chief.bj", "郑国强", Role.AUTHORITY_CHIEF, Set.of(BEIJING), "管局签发人（北京）",
					"chief at the authority (Beijing)"),
			new Person("chief.sh", "顾海波", Role.AUTHORITY_CHIEF, Set.of(SHANGHAI), "管局签发人（上海）",
					"chief at the authority (Shanghai)"),
			new Person("chief.zj", "楼建平", Role.AUTHORITY_CHIEF, Set.of(ZHEJIANG), "管局签发人（浙江）",
					"chief at the authority (Zhejiang)"),
			new Person("inspector", "秦小川", Role.INSPECTOR, ALL, "核查员（北京、上海、浙江）", "inspector (all three provinces)"),
			new Person("analyst", "梁一诺", Role.ANALYST, Set.of(), "流程分析师", "process analyst"),
			new Person("auditor", "罗慧", Role.AUDITOR, Set.of(), "审计员", "auditor"),
			new Person("operator", "方志伟", Role.OPERATOR, Set.of(), "运维人员", "operator"),
			new Person("admin", "管理员", Role.ADMIN, Set.of(), "系统管理员", "administrator"), new Person("admin2", "马思齐",
					Role.ADMIN, Set.of(), "系统管理员（第二人确认）", "administrator (second person who confirms)"));

	private final StaffDirectory staff;

	private final Applicants applicants;

	DemoPeople(StaffDirectory staff, Applicants applicants) {
		this.staff = staff;
		this.applicants = applicants;
	}

	@Override
	public void afterSingletonsInstantiated() {
		STAFF.forEach((person) -> this.staff.create(person.id(), person.name(), person.id() + "@staff.example.cn",
				STAFF_PASSWORD, Set.of(person.role()), person.provinces()));
		register(COMPANY_APPLICANT, "13800138001");
		register(INDIVIDUAL_APPLICANT, "13800138002");
	}

	/** At the second start they are there already. */
	private void register(String login, String phone) {
		try {
			this.applicants.register(new Registration(login, phone, login + "@example.cn", APPLICANT_PASSWORD, "zh-CN"),
					"demo");
		}
		catch (Refusal refusal) {
			if (refusal.kind() != Refusal.Kind.INVALID) {
				throw refusal;
			}
		}
	}

	@Override
	public List<Hint> staff() {
		return STAFF.stream()
			.map((person) -> new Hint(person.id(), STAFF_PASSWORD, english() ? person.whoEnglish() : person.who()))
			.toList();
	}

	@Override
	public List<Hint> applicants() {
		return List.of(new Hint(COMPANY_APPLICANT, APPLICANT_PASSWORD, english() ? "an enterprise" : "企业申请人"),
				new Hint(INDIVIDUAL_APPLICANT, APPLICANT_PASSWORD, english() ? "an individual" : "个人申请人"));
	}

	private static boolean english() {
		return Locale.ENGLISH.getLanguage().equals(LocaleContextHolder.getLocale().getLanguage());
	}

	private record Person(String id, String name, Role role, Set<String> provinces, String who, String whoEnglish) {

	}

}
