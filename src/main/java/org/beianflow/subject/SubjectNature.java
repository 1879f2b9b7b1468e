package org.beianflow.subject;

import java.util.List;

/**
 * What kind of organizer files (主办单位性质), with MIIT's code and the certificates that prove
 * it (domain.md R25). Certificates that are no longer issued (组织机构代码证) are left out.
 */
public enum SubjectNature {

	/** 国防机构. */
	MILITARY("1", "国防机构", "Military unit", CertificateType.MILITARY_CODE, CertificateType.MILITARY_SERVICE_PERMIT),
	/** 政府机关. */
	GOVERNMENT("2", "政府机关", "Government body", CertificateType.GOVERNMENT_CREDIT_CODE),
	/** 事业单位. */
	PUBLIC_INSTITUTION("3", "事业单位", "Public institution", CertificateType.INSTITUTION_CERTIFICATE,
			CertificateType.INSTITUTION_CREDIT_CODE),
	/** 企业, sole proprietors 个体工商户 included. */
	ENTERPRISE("4", "企业", "Enterprise", CertificateType.BUSINESS_LICENCE, CertificateType.FOREIGN_ENTERPRISE_OFFICE),
	/** 个人. */
	INDIVIDUAL("5", "个人", "Individual", CertificateType.IDENTITY_CARD, CertificateType.PASSPORT,
			CertificateType.TAIWAN_TRAVEL_PERMIT, CertificateType.HONG_KONG_MACAU_TRAVEL_PERMIT,
			CertificateType.PERMANENT_RESIDENCE, CertificateType.HONG_KONG_MACAU_RESIDENCE,
			CertificateType.TAIWAN_RESIDENCE),
	/** 社会团体. */
	SOCIAL_GROUP("6", "社会团体", "Social group", CertificateType.SOCIAL_GROUP_CERTIFICATE),
	/** 民办非企业单位. */
	PRIVATE_NON_ENTERPRISE("9", "民办非企业单位", "Private non-enterprise unit",
			CertificateType.PRIVATE_NON_ENTERPRISE_CERTIFICATE, CertificateType.SOCIAL_SERVICE_CERTIFICATE,
			CertificateType.PRIVATE_SCHOOL_LICENCE),
	/** 基金会. */
	FOUNDATION("10", "基金会", "Foundation", CertificateType.FOUNDATION_CERTIFICATE),
	/** 律师执业机构. */
	LAW_FIRM("11", "律师执业机构", "Law firm", CertificateType.LAW_FIRM_LICENCE),
	/** 外国在华文化中心. */
	FOREIGN_CULTURAL_CENTRE("12", "外国在华文化中心", "Foreign cultural centre", CertificateType.CULTURAL_CENTRE_CERTIFICATE),
	/** 群众性团体组织. */
	MASS_ORGANISATION("13", "群众性团体组织", "Mass organisation", CertificateType.MASS_ORGANISATION_CREDIT_CODE),
	/** 司法鉴定机构. */
	FORENSIC_INSTITUTE("14", "司法鉴定机构", "Forensic institute", CertificateType.FORENSIC_LICENCE),
	/** 宗教团体. */
	RELIGIOUS_GROUP("15", "宗教团体", "Religious group", CertificateType.RELIGIOUS_SITE_CERTIFICATE),
	/** 境外机构. */
	OVERSEAS_ORGANISATION("16", "境外机构", "Overseas organisation", CertificateType.OVERSEAS_CERTIFICATE),
	/** 医疗机构. */
	MEDICAL_INSTITUTION("17", "医疗机构", "Medical institution", CertificateType.MEDICAL_LICENCE),
	/** 公证机构. */
	NOTARY_OFFICE("18", "公证机构", "Notary office", CertificateType.NOTARY_LICENCE),
	/** 集体经济组织. */
	COLLECTIVE("19", "集体经济组织", "Collective economic organisation", CertificateType.COLLECTIVE_CERTIFICATE),
	/** 仲裁机构. */
	ARBITRATION("20", "仲裁机构", "Arbitration commission", CertificateType.ARBITRATION_CERTIFICATE);

	private final String code;

	private final String title;

	private final String englishTitle;

	private final List<CertificateType> certificateTypes;

	SubjectNature(String code, String title, String englishTitle, CertificateType... certificateTypes) {
		this.code = code;
		this.title = title;
		this.englishTitle = englishTitle;
		this.certificateTypes = List.of(certificateTypes);
	}

	/** MIIT's code, for example {@code 4} for enterprises. */
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

	/** With what such an organizer proves who it is; the usual one first. */
	public List<CertificateType> certificateTypes() {
		return this.certificateTypes;
	}

	/** Whether a person files for himself or herself. */
	public boolean isIndividual() {
		return this == INDIVIDUAL;
	}

}
