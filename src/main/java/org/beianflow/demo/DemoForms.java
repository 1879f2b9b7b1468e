package org.beianflow.demo;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.access.AccessArrangement;
import org.beianflow.access.AccessType;
import org.beianflow.access.AddressAllocation;
import org.beianflow.access.TechnicalContact;
import org.beianflow.filing.FilingForm;
import org.beianflow.site.AddressMode;
import org.beianflow.site.DomainRegistration;
import org.beianflow.site.SecurityMeasure;
import org.beianflow.site.ServiceType;
import org.beianflow.site.Website;
import org.beianflow.subject.BusinessStatus;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.LegalRepresentative;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;

/** Filled forms of made-up organizers. */
final class DemoForms {

	private static final FilingForm.Consents CONSENTS = new FilingForm.Consents(true, true, true, true);

	private DemoForms() {
	}

	/**
	 * An enterprise with one website.
	 * @param province six digits of the province; its capital's first district is taken
	 * @param serial makes numbers, phones and addresses distinct
	 */
	static FilingForm enterprise(Place place, int serial, String name, String siteName, String domain,
			LocalDate today) {
		String person = DemoNumbers.identityNumber(place.district(), "19850312", serial % 1000);
		PersonInCharge principal = principal(place, serial, "陈明", person, domain, today);
		FilingSubject subject = new FilingSubject(SubjectNature.ENTERPRISE, name, CertificateType.BUSINESS_LICENCE,
				DemoNumbers.creditCode(place.district(), serial), place.address() + serial + "号", today.minusYears(3),
				null, true, place.province(), place.city(), place.district(), place.street() + serial + "号3层301室",
				"计算机软件开发；技术咨询；日用百货零售", BusinessStatus.OPERATING,
				new LegalRepresentative("陈明", CertificateType.IDENTITY_CARD, person), null, principal);
		return new FilingForm(subject, List.of(service(siteName, domain, name, serial, true, today)), CONSENTS);
	}

	/** An individual with one website. */
	static FilingForm individual(Place place, int serial, String name, String siteName, String domain,
			LocalDate today) {
		String person = DemoNumbers.identityNumber(place.district(), "19920705", serial % 1000);
		PersonInCharge principal = principal(place, serial, name, person, domain, today);
		FilingSubject subject = new FilingSubject(SubjectNature.INDIVIDUAL, name, CertificateType.IDENTITY_CARD, person,
				place.address() + serial + "号", today.minusYears(5), today.plusYears(15), false, place.province(),
				place.city(), place.district(), place.street() + serial + "号2单元402室", null, null, null, null,
				principal);
		return new FilingForm(subject, List.of(service(siteName, domain, name, serial, false, today)), CONSENTS);
	}

	private static PersonInCharge principal(Place place, int serial, String name, String identityNumber, String domain,
			LocalDate today) {
		return new PersonInCharge(name, CertificateType.IDENTITY_CARD, identityNumber, today.minusYears(5),
				today.plusYears(15), false, String.format("1380013%04d", serial % 10000),
				String.format("1390013%04d", serial % 10000), place.areaCode() + "-" + (66_000_000 + serial),
				"webmaster@" + domain);
	}

	private static FilingForm.ServiceEntry service(String siteName, String domain, String registrant, int serial,
			boolean enterprise, LocalDate today) {
		Website website = new Website(ServiceType.WEBSITE, AddressMode.DOMAIN, siteName, List.of(domain),
				List.of("https://" + domain + "/"), List.of(enterprise ? "unit-portal" : "blog"), List.of("zh-CN"),
				List.of(), true,
				enterprise ? "公司产品与服务的介绍，提供联系方式和在线咨询，不提供新闻、论坛和交易服务。" : "个人学习笔记与生活随笔的记录，内容由本人撰写，不提供评论和交易功能。", null, true,
				List.of(SecurityMeasure.FIREWALL, SecurityMeasure.AUTHENTICATION, SecurityMeasure.BACKUP,
						SecurityMeasure.LOG_RETENTION),
				List.of(new DomainRegistration(domain, "阿里云计算有限公司", registrant, today.plusDays(500))));
		AccessArrangement access = new AccessArrangement("demo-cloud", AccessType.CLOUD_SERVER, "110000",
				List.of("127.0.0.1"), "i-demo" + serial, "account-" + serial, today.plusDays(400), null,
				new TechnicalContact("技术支持", "4006660000"), AddressAllocation.STATIC);
		return new FilingForm.ServiceEntry(website, access);
	}

	/** Where somebody lives or is registered. */
	enum Place {

		/** 北京市朝阳区. */
		BEIJING("110000", "110100", "110105", "北京市朝阳区建国路", "010"),
		/** 上海市浦东新区. */
		SHANGHAI("310000", "310100", "310115", "上海市浦东新区世纪大道", "021"),
		/** 广东省深圳市南山区. */
		SHENZHEN("440000", "440300", "440305", "广东省深圳市南山区科技路", "0755");

		private final String province;

		private final String city;

		private final String district;

		private final String address;

		private final String areaCode;

		Place(String province, String city, String district, String address, String areaCode) {
			this.province = province;
			this.city = city;
			this.district = district;
			this.address = address;
			this.areaCode = areaCode;
		}

		String province() {
			return this.province;
		}

		String city() {
			return this.city;
		}

		String district() {
			return this.district;
		}

		/** The address as a certificate states it. */
		String address() {
			return this.address;
		}

		/** The postal address begins below the province. */
		String street() {
			return this.address.substring(this.address.indexOf('市') + 1);
		}

		String areaCode() {
			return this.areaCode;
		}

	}

}
