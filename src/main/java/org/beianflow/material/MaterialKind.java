package org.beianflow.material;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The kinds of materials (domain.md §9, M1 to M23) and what the system adds itself.
 * <p>
 * Names stand in the message bundle under {@link #messageKey()}; below it, {@code .hint}
 * says how to take or obtain it.
 */
public enum MaterialKind {

	/** 主体证件: business licence, certificate of a legal person, identity card. */
	SUBJECT_CERTIFICATE("M1", Scope.SUBJECT),
	/** 主体负责人证件. */
	PRINCIPAL_ID("M2", Scope.SUBJECT),
	/** 互联网信息服务负责人证件. */
	OWNER_ID("M3", Scope.SERVICE),
	/** 备案申请表. */
	APPLICATION_FORM("M4", Scope.SUBJECT),
	/** 真实性核验单. */
	AUTHENTICITY_SHEET("M5", Scope.SUBJECT),
	/** 备案承诺书. */
	COMMITMENT("M6", Scope.SUBJECT),
	/** 服务器合同或购买凭证. */
	SERVER_CONTRACT("M7", Scope.SERVICE),
	/** IP 地址分配证明. */
	IP_ALLOCATION("M8", Scope.SERVICE),
	/** 网络安全保障措施说明. */
	SECURITY_MEASURES("M9", Scope.SERVICE),
	/** 域名证书与实名认证截图. */
	DOMAIN_CERTIFICATE("M10", Scope.SERVICE),
	/** 网站首页截图. */
	HOME_PAGE_SCREENSHOT("M11", Scope.SERVICE),
	/** 负责人授权书. */
	AUTHORISATION_LETTER("M12", Scope.SUBJECT),
	/** 前置审批文件或不涉及承诺书. */
	PRE_APPROVAL("M13", Scope.SERVICE),
	/** 居住证. */
	RESIDENCE_PERMIT("M14", Scope.SUBJECT),
	/** 网站建设方案书. */
	CONSTRUCTION_PLAN("M15", Scope.SERVICE),
	/** 变更证明. */
	CHANGE_PROOF("M16", Scope.SUBJECT),
	/** 注销说明. */
	CANCELLATION_STATEMENT("M17", Scope.SUBJECT),
	/** 网络拓扑图. */
	NETWORK_TOPOLOGY("M18", Scope.SERVICE),
	/** 备案信息核对表. */
	CHECK_SHEET("M19", Scope.SUBJECT),
	/** 公司章程. */
	CHARTER("M20", Scope.SUBJECT),
	/** APP 图标与功能说明. */
	APP_ICON("M21", Scope.SERVICE),
	/** 云实例、账号与技术联系人信息. */
	INSTANCE_INFORMATION("M22", Scope.SERVICE),
	/** 主管部门审核表. */
	SUPERVISORY_APPROVAL("M23", Scope.SUBJECT),
	/** 银行转账凭证: proof of a transfer; for finance, never part of the application. */
	TRANSFER_SLIP("SLIP", Scope.SUBJECT),
	/** What the system wrote: sealed rounds, forms, packages, letters. Never uploaded. */
	GENERATED("GEN", Scope.SUBJECT);

	/** What one such material belongs to. */
	public enum Scope {

		/** The subject: once per filing. */
		SUBJECT,
		/** One internet service: once per service. */
		SERVICE

	}

	private static final Set<MaterialKind> SHOWS_PERSON = EnumSet.of(PRINCIPAL_ID, OWNER_ID, RESIDENCE_PERMIT,
			APPLICATION_FORM, AUTHENTICITY_SHEET, AUTHORISATION_LETTER, CHECK_SHEET, GENERATED);

	private static final long MEGABYTE = 1024L * 1024;

	private static final Set<String> PICTURE = Set.of("image/jpeg", "image/png");

	private static final Set<String> PICTURE_OR_PDF = Set.of("image/jpeg", "image/png", "application/pdf");

	private static final Pattern OF_SUBJECT = Pattern.compile("|front|back");

	private static final Pattern OF_SERVICE = Pattern.compile("\\d{1,2}(\\.(front|back))?");

	private final String code;

	private final Scope scope;

	MaterialKind(String code, Scope scope) {
		this.code = code;
		this.scope = scope;
	}

	/** The number of the catalogue, for example {@code M7}. */
	public String code() {
		return this.code;
	}

	public Scope scope() {
		return this.scope;
	}

	/** Real media types that are accepted. */
	public Set<String> acceptedTypes() {
		return (this == HOME_PAGE_SCREENSHOT || this == APP_ICON) ? PICTURE : PICTURE_OR_PDF;
	}

	/**
	 * How many bytes a stored file of this type may have (domain.md §9). Pictures may
	 * come in up to the door's limit and are shrunk.
	 */
	public long limit(String mediaType) {
		return "application/pdf".equals(mediaType) ? 10 * MEGABYTE : 4 * MEGABYTE;
	}

	/**
	 * Whether people can upload this kind at this place: of the subject {@code ""} or a
	 * side ({@code front}, {@code back}), of a service its number from 0 and perhaps a
	 * side ({@code 0}, {@code 0.front}).
	 */
	public boolean takes(String slot) {
		return this != GENERATED && ((this.scope == Scope.SUBJECT) ? OF_SUBJECT : OF_SERVICE).matcher(slot).matches();
	}

	/**
	 * Whether it shows a person or a person's data, whoever files: identity documents,
	 * what is signed with an identity number, and the papers the system makes of a form.
	 * For those who may see identity documents only (domain.md §5).
	 */
	public boolean showsPerson() {
		return SHOWS_PERSON.contains(this);
	}

	/** Key of the name in the message bundle. */
	public String messageKey() {
		return "material.kind." + this.code;
	}

	/** The kind with this number of the catalogue, for example {@code M7}. */
	public static Optional<MaterialKind> ofCode(String code) {
		return Arrays.stream(values()).filter((kind) -> kind.code.equals(code)).findFirst();
	}

}
