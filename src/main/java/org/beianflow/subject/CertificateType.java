package org.beianflow.subject;

import java.util.Arrays;
import java.util.List;

/**
 * Certificates of organizers and persons, with MIIT's code (domain.md R25; further codes
 * as provider systems list them).
 */
public enum CertificateType {

	/** 营业执照. */
	BUSINESS_LICENCE("1", "营业执照", "Business licence", Form.CREDIT_CODE, "91", "92", "93"),
	/** 居民身份证. */
	IDENTITY_CARD("2", "居民身份证", "Resident identity card", Form.IDENTITY_CARD),
	/** 事业单位法人证书. */
	INSTITUTION_CERTIFICATE("4", "事业单位法人证书", "Public institution certificate", Form.CREDIT_CODE, "12"),
	/** 部队代号. */
	MILITARY_CODE("5", "部队代号", "Military unit code", Form.FREE),
	/** 社会团体法人登记证书. */
	SOCIAL_GROUP_CERTIFICATE("6", "社会团体法人登记证书", "Social group certificate", Form.CREDIT_CODE, "51"),
	/** 护照. */
	PASSPORT("7", "护照", "Passport", Form.PASSPORT),
	/** 军官证. */
	MILITARY_ID("8", "军官证", "Military officer ID", Form.FREE),
	/** 台湾居民来往大陆通行证. */
	TAIWAN_TRAVEL_PERMIT("11", "台湾居民来往大陆通行证", "Mainland travel permit for Taiwan residents", Form.TAIWAN_PERMIT),
	/** 统一社会信用代码证书（机关）. */
	GOVERNMENT_CREDIT_CODE("13", "统一社会信用代码证书（机关）", "Credit code certificate (government)", Form.CREDIT_CODE, "11"),
	/** 港澳居民来往内地通行证. */
	HONG_KONG_MACAU_TRAVEL_PERMIT("14", "港澳居民来往内地通行证", "Mainland travel permit for Hong Kong and Macau residents",
			Form.HONG_KONG_MACAU_PERMIT),
	/** 统一社会信用代码证书（事业单位）. */
	INSTITUTION_CREDIT_CODE("15", "统一社会信用代码证书（事业单位）", "Credit code certificate (public institution)", Form.CREDIT_CODE,
			"12", "19"),
	/** 民办非企业单位登记证书. */
	PRIVATE_NON_ENTERPRISE_CERTIFICATE("17", "民办非企业单位登记证书", "Private non-enterprise unit certificate", Form.CREDIT_CODE,
			"52"),
	/** 基金会法人登记证书. */
	FOUNDATION_CERTIFICATE("19", "基金会法人登记证书", "Foundation certificate", Form.CREDIT_CODE, "53"),
	/** 律师事务所执业许可证. */
	LAW_FIRM_LICENCE("21", "律师事务所执业许可证", "Law firm licence", Form.CREDIT_CODE, "31"),
	/** 外国在华文化中心登记证. */
	CULTURAL_CENTRE_CERTIFICATE("22", "外国在华文化中心登记证", "Foreign cultural centre certificate", Form.FREE),
	/** 军队单位对外有偿服务许可证. */
	MILITARY_SERVICE_PERMIT("23", "军队单位对外有偿服务许可证", "Military paid service permit", Form.FREE),
	/** 统一社会信用代码证书（群众团体）. */
	MASS_ORGANISATION_CREDIT_CODE("24", "统一社会信用代码证书（群众团体）", "Credit code certificate (mass organisation)",
			Form.CREDIT_CODE, "13", "81", "89"),
	/** 宗教活动场所登记证. */
	RELIGIOUS_SITE_CERTIFICATE("25", "宗教活动场所登记证", "Religious site certificate", Form.CREDIT_CODE, "71", "72", "79"),
	/** 外国企业常驻代表机构登记证. */
	FOREIGN_ENTERPRISE_OFFICE("27", "外国企业常驻代表机构登记证", "Foreign enterprise representative office certificate",
			Form.CREDIT_CODE, "91"),
	/** 司法鉴定许可证. */
	FORENSIC_LICENCE("28", "司法鉴定许可证", "Forensic institute licence", Form.CREDIT_CODE, "34"),
	/** 外国人永久居留身份证. */
	PERMANENT_RESIDENCE("30", "外国人永久居留身份证", "Foreign permanent resident ID", Form.PERMANENT_RESIDENCE),
	/** 境外机构证件. */
	OVERSEAS_CERTIFICATE("35", "境外机构证件", "Certificate of an overseas organisation", Form.FREE),
	/** 社会服务机构登记证书. */
	SOCIAL_SERVICE_CERTIFICATE("36", "社会服务机构登记证书", "Social service organisation certificate", Form.CREDIT_CODE, "52"),
	/** 民办学校办学许可证. */
	PRIVATE_SCHOOL_LICENCE("37", "民办学校办学许可证", "Private school licence", Form.FREE),
	/** 医疗机构执业许可证. */
	MEDICAL_LICENCE("38", "医疗机构执业许可证", "Medical institution licence", Form.FREE),
	/** 公证机构执业证. */
	NOTARY_LICENCE("39", "公证机构执业证", "Notary office licence", Form.CREDIT_CODE, "32"),
	/** 港澳居民居住证. */
	HONG_KONG_MACAU_RESIDENCE("41", "港澳居民居住证", "Residence permit for Hong Kong and Macau residents",
			Form.RESIDENCE_PERMIT, "81", "82"),
	/** 台湾居民居住证. */
	TAIWAN_RESIDENCE("42", "台湾居民居住证", "Residence permit for Taiwan residents", Form.RESIDENCE_PERMIT, "83"),
	/** 农村集体经济组织登记证. */
	COLLECTIVE_CERTIFICATE("43", "农村集体经济组织登记证", "Rural collective certificate", Form.CREDIT_CODE, "N1", "N2", "N3",
			"N9"),
	/** 仲裁委员会登记证. */
	ARBITRATION_CERTIFICATE("44", "仲裁委员会登记证", "Arbitration commission certificate", Form.CREDIT_CODE, "35");

	/** How the numbers of a certificate are built. */
	enum Form {

		/** Unified social credit code, domain.md §6.5. */
		CREDIT_CODE,
		/** Resident identity card, domain.md §6.6. */
		IDENTITY_CARD,
		/** Residence permits of Hong Kong, Macau and Taiwan residents, domain.md §6.6. */
		RESIDENCE_PERMIT,
		/** Foreign permanent resident ID, old and new form, domain.md §6.6. */
		PERMANENT_RESIDENCE,
		/** {@code ^[HM]\d{8}(\d{2})?$}. */
		HONG_KONG_MACAU_PERMIT,
		/** {@code ^\d{8}$}. */
		TAIWAN_PERMIT,
		/** {@code ^[A-Z0-9]{5,20}$}. */
		PASSPORT,
		/** No public rule: letters, digits and separators. */
		FREE

	}

	private final String code;

	private final String title;

	private final String englishTitle;

	private final Form form;

	private final List<String> prefixes;

	CertificateType(String code, String title, String englishTitle, Form form, String... prefixes) {
		this.code = code;
		this.title = title;
		this.englishTitle = englishTitle;
		this.form = form;
		this.prefixes = List.of(prefixes);
	}

	/** MIIT's code, for example {@code 1} for business licences. */
	public String code() {
		return this.code;
	}

	/** The Chinese name. */
	public String title() {
		return this.title;
	}

	public String englishTitle() {
		return this.englishTitle;
	}

	/** Whether it identifies a person rather than an organisation. */
	public boolean isPersonal() {
		return this == MILITARY_ID || SubjectNature.INDIVIDUAL.certificateTypes().contains(this);
	}

	/** The certificates a person can be identified by. */
	public static List<CertificateType> personal() {
		return Arrays.stream(values()).filter(CertificateType::isPersonal).toList();
	}

	Form form() {
		return this.form;
	}

	/** First two characters of its numbers; empty where there is no such rule. */
	List<String> prefixes() {
		return this.prefixes;
	}

}
