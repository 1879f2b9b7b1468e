package org.beianflow.material;

import java.util.List;

/**
 * What decides which materials a filing needs (domain.md §9).
 *
 * @param nature of the applicant
 * @param kind of the filing
 * @param province GB/T 2260 code of the filing province, for example {@code 440000}
 * @param principalIsLegalRepresentative whether the principal is the legal representative
 * (for an individual: the person)
 * @param crossProvince whether an individual files outside the province of the identity
 * card
 * @param subjectChanged whether a change touches what the certificate says
 * @param nameChanged whether a change touches the subject's name
 * @param personChanged whether a change touches a person in charge
 * @param services the services of the filing; none where the filing is about the subject
 * only
 */
public record ChecklistQuestion(Nature nature, Kind kind, String province, boolean principalIsLegalRepresentative,
		boolean crossProvince, boolean subjectChanged, boolean nameChanged, boolean personChanged,
		List<Service> services) {

	public ChecklistQuestion {
		services = List.copyOf(services);
	}

	/** Nature of the applicant (domain.md R25), as far as materials differ. */
	public enum Nature {

		/** 企业. */
		ENTERPRISE,
		/** 个人. */
		INDIVIDUAL,
		/** 政府机关. */
		GOVERNMENT,
		/** 事业单位. */
		PUBLIC_INSTITUTION,
		/** 国防机构（军队）. */
		MILITARY,
		/** 社会团体. */
		SOCIAL_GROUP,
		/** 民办非企业单位. */
		PRIVATE_NON_ENTERPRISE,
		/** 基金会. */
		FOUNDATION,
		/** 律师事务所. */
		LAW_FIRM,
		/** 境外机构. */
		OVERSEAS

	}

	/** Kind of filing (domain.md §7). */
	public enum Kind {

		/** 首次备案. */
		FIRST,
		/** 新增互联网信息服务. */
		ADD_SERVICE,
		/** 新增接入. */
		ADD_ACCESS,
		/** 变更主体. */
		CHANGE_SUBJECT,
		/** 变更服务. */
		CHANGE_SERVICE,
		/** 变更接入. */
		CHANGE_ACCESS,
		/** 变更备案. */
		CHANGE_ALL,
		/** 注销主体. */
		CANCEL_SUBJECT,
		/** 注销服务. */
		CANCEL_SERVICE,
		/** 取消接入. */
		CANCEL_ACCESS

	}

	/** What is filed. */
	public enum ServiceType {

		WEBSITE, APP, MINI_PROGRAM, QUICK_APP

	}

	/** How the service is connected. */
	public enum AccessType {

		/** 云服务器. */
		CLOUD_SERVER,
		/** 虚拟主机. */
		VIRTUAL_HOST,
		/** 服务器托管. */
		COLOCATION,
		/** 专线. */
		LEASED_LINE,
		/** CDN. */
		CDN

	}

	/**
	 * One service of the filing.
	 *
	 * @param slot names it in the slots of its materials, for example its index {@code 0}
	 * @param type what it is
	 * @param access how it is connected
	 * @param instanceKnown whether an instance or a service code proves the server, so
	 * that no contract is needed (domain.md I10)
	 * @param ownerIsPrincipal whether its owner is the principal
	 * @param preApproval whether it needs a pre-approval, or the province asks for a
	 * statement that it does not
	 * @param domainOfGovernment whether it uses a {@code gov.cn} or 政务 domain
	 * @param planNeeded whether the number or the name of services asks for an
	 * explanation (domain.md R24)
	 * @param addressChanged whether a change touches its addresses
	 * @param ipOnly whether it is reached by address alone, without a domain
	 */
	public record Service(String slot, ServiceType type, AccessType access, boolean instanceKnown,
			boolean ownerIsPrincipal, boolean preApproval, boolean domainOfGovernment, boolean planNeeded,
			boolean addressChanged, boolean ipOnly) {

		/** A service with a domain. */
		public Service(String slot, ServiceType type, AccessType access, boolean instanceKnown,
				boolean ownerIsPrincipal, boolean preApproval, boolean domainOfGovernment, boolean planNeeded,
				boolean addressChanged) {
			this(slot, type, access, instanceKnown, ownerIsPrincipal, preApproval, domainOfGovernment, planNeeded,
					addressChanged, false);
		}

	}

}
