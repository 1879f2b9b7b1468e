package org.beianflow.testing;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.access.AccessArrangement;
import org.beianflow.access.AccessType;
import org.beianflow.access.AddressAllocation;
import org.beianflow.access.TechnicalContact;
import org.beianflow.site.AddressMode;
import org.beianflow.site.SecurityMeasure;
import org.beianflow.site.ServiceType;
import org.beianflow.site.Website;
import org.beianflow.subject.BusinessStatus;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.IdentityCard;
import org.beianflow.subject.LegalRepresentative;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;
import org.beianflow.subject.UnifiedSocialCreditCode;

/**
 * Subjects, sites and accesses that may be submitted as they are, for every day from 2024
 * to 2035. All of them are made up; the numbers pass their checks.
 */
public final class SampleSubjects {

	/** The filing province of all samples that say nothing else. */
	public static final String BEIJING = "110000";

	private SampleSubjects() {
	}

	/** An enterprise in Beijing whose principal is the legal representative. */
	public static FilingSubject enterprise() {
		return enterprise(1);
	}

	/**
	 * One of many enterprises in Beijing.
	 * @param n from 0 to 99999; another number, another certificate, mobile and person
	 */
	public static FilingSubject enterprise(int n) {
		return unit(SubjectNature.ENTERPRISE, CertificateType.BUSINESS_LICENCE, "91", n, "北京示例云科技有限公司");
	}

	/** 事业单位. */
	public static FilingSubject publicInstitution() {
		return unit(SubjectNature.PUBLIC_INSTITUTION, CertificateType.INSTITUTION_CERTIFICATE, "12", 2, "北京市示例图书馆");
	}

	/** 政府机关; its site needs a domain under gov.cn. */
	public static FilingSubject government() {
		return unit(SubjectNature.GOVERNMENT, CertificateType.GOVERNMENT_CREDIT_CODE, "11", 3, "北京市示例区档案局");
	}

	/** 社会团体. */
	public static FilingSubject socialGroup() {
		return unit(SubjectNature.SOCIAL_GROUP, CertificateType.SOCIAL_GROUP_CERTIFICATE, "51", 4, "北京示例书法协会");
	}

	/** 民办非企业单位. */
	public static FilingSubject privateNonEnterprise() {
		return unit(SubjectNature.PRIVATE_NON_ENTERPRISE, CertificateType.PRIVATE_NON_ENTERPRISE_CERTIFICATE, "52", 5,
				"北京示例养老服务中心");
	}

	/** 基金会. */
	public static FilingSubject foundation() {
		return unit(SubjectNature.FOUNDATION, CertificateType.FOUNDATION_CERTIFICATE, "53", 6, "北京示例助学基金会");
	}

	/** 律师执业机构. */
	public static FilingSubject lawFirm() {
		return unit(SubjectNature.LAW_FIRM, CertificateType.LAW_FIRM_LICENCE, "31", 7, "北京示例律师事务所");
	}

	/** An individual from Beijing. */
	public static FilingSubject individual() {
		return individual(1);
	}

	/**
	 * One of many individuals from Beijing.
	 * @param n from 0 to 99999; another number, another identity card and mobile
	 */
	public static FilingSubject individual(int n) {
		PersonInCharge person = person("张示例", 500_000 + n);
		return new FilingSubject(SubjectNature.INDIVIDUAL, "张示例", CertificateType.IDENTITY_CARD, person.idNumber(),
				"北京市朝阳区示例路1号院2号楼301", LocalDate.of(2020, 5, 6), LocalDate.of(2040, 5, 6), null, BEIJING, "110100",
				"110105", "朝阳区示例路1号院2号楼301", null, null, null, null, person);
	}

	private static FilingSubject unit(SubjectNature nature, CertificateType type, String kind, int n, String name) {
		return new FilingSubject(nature, name, type, creditCode(kind, n), "北京市朝阳区示例路8号", LocalDate.of(2019, 3, 1), null,
				true, BEIJING, "110100", "110105", "朝阳区示例路8号院6号楼1203室", "软件开发；信息系统集成服务；技术咨询", BusinessStatus.OPERATING,
				null, null, person("李示例", n));
	}

	/** The same subject with somebody else as legal representative. */
	public static FilingSubject withOtherLegalRepresentative(FilingSubject subject) {
		LegalRepresentative legal = new LegalRepresentative("王示例", CertificateType.IDENTITY_CARD,
				identityCard(900_000));
		return new FilingSubject(subject.nature(), subject.name(), subject.certificateType(),
				subject.certificateNumber(), subject.certificateAddress(), subject.certificateValidFrom(),
				subject.certificateValidTo(), subject.longTerm(), subject.province(), subject.city(),
				subject.district(), subject.communicationAddress(), subject.businessScope(), subject.businessStatus(),
				legal, subject.remark(), subject.principal());
	}

	/**
	 * A grown-up with valid documents.
	 * @param n from 0 to 999999; another number, another identity card, mobile and e-mail
	 */
	public static PersonInCharge person(String name, int n) {
		return new PersonInCharge(name, CertificateType.IDENTITY_CARD, identityCard(n), LocalDate.of(2020, 5, 6),
				LocalDate.of(2040, 5, 6), null, String.format("138%08d", n), String.format("139%08d", n),
				"010-12345678", "person" + n + "@example.com");
	}

	/** A site of a unit, with one domain. */
	public static Website website() {
		return website("shili-yun.cn");
	}

	/** A site of a unit with this domain. */
	public static Website website(String domain) {
		return new Website(ServiceType.WEBSITE, AddressMode.DOMAIN, "示例云科技官网", List.of(domain),
				List.of("https://www." + domain + "/"), List.of("unit-portal"), List.of("zh-CN"), List.of(), true, null,
				null, true, List.of(SecurityMeasure.FIREWALL, SecurityMeasure.AUTHENTICATION,
						SecurityMeasure.LOG_RETENTION, SecurityMeasure.BACKUP),
				List.of());
	}

	/** A site of an individual with this domain. */
	public static Website personalWebsite(String domain) {
		return new Website(ServiceType.WEBSITE, AddressMode.DOMAIN, "张示例的随笔", List.of(domain),
				List.of("https://" + domain + "/"), List.of("blog"), List.of("zh-CN"), List.of(), true,
				"记录读书、摄影和旅行的个人随笔，不涉及经营活动和论坛功能。", null, true, List.of(SecurityMeasure.LOG_RETENTION), List.of());
	}

	/** A cloud server with a public address of a sample provider. */
	public static AccessArrangement access() {
		return access("sample-north", "101.200.10.8");
	}

	/**
	 * A cloud server in the block for documentation, as the demo has it; passes only
	 * where the setting for closed networks names {@code 203.0.113.0/24}.
	 */
	public static AccessArrangement closedNetworkAccess() {
		return access("demo-cloud", "203.0.113.10");
	}

	/** A cloud server with this address. */
	public static AccessArrangement access(String providerId, String ip) {
		return new AccessArrangement(providerId, AccessType.CLOUD_SERVER, BEIJING, List.of(ip), "i-sample0001",
				"account-0001", LocalDate.of(2037, 12, 31), null, new TechnicalContact("赵示例", "13700000001"),
				AddressAllocation.STATIC);
	}

	/**
	 * A right social credit code registered in Chaoyang, Beijing.
	 * @param kind the first two characters, for example {@code 91}
	 * @param n from 0 to 999999
	 */
	public static String creditCode(String kind, int n) {
		String organisation = String.format("MA%06d", n);
		String first = kind + "110105" + organisation
				+ UnifiedSocialCreditCode.organisationCheckCharacter(organisation);
		return first + UnifiedSocialCreditCode.checkCharacter(first);
	}

	/**
	 * A right identity card number of Chaoyang, Beijing, of somebody born in the 1980s.
	 * @param n from 0 to 999999
	 */
	public static String identityCard(int n) {
		LocalDate birth = LocalDate.of(1980, 1, 1).plusDays(n / 1000);
		String first = String.format("110105%tY%<tm%<td%03d", birth, n % 1000);
		return first + IdentityCard.checkCharacter(first);
	}

}
