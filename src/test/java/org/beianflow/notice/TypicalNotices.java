package org.beianflow.notice;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.springframework.context.MessageSource;
import org.springframework.context.support.ResourceBundleMessageSource;

/** Notices as they occur, for tests. */
public final class TypicalNotices {

	public static final String FILING = "F2026110000123";

	private TypicalNotices() {
	}

	/** Typical facts of a kind, as its type suggests them, some by name. */
	public static Map<String, Object> facts(NoticeKind kind) {
		Map<String, Object> facts = new HashMap<>();
		for (NoticeFact fact : kind.facts()) {
			facts.put(fact.name(), value(fact));
		}
		return facts;
	}

	private static Object value(NoticeFact fact) {
		return switch (fact.name()) {
			case "subjectNumber", "number" -> "京ICP备2026000001号";
			case "serviceNumbers" -> List.of("京ICP备2026000001号-1", "京ICP备2026000001号-2");
			case "referenceCode" -> "BA7K2M9Q";
			case "noticeNumber" -> "TZ20261122001";
			case "footerHtml" ->
				"<a href=\"https://beian.miit.gov.cn/\" target=\"_blank\" rel=\"noreferrer\">京ICP备2026000001号-1</a>";
			case "domains" -> List.of("example.cn", "www.example.cn");
			case "addresses" -> List.of("203.0.113.10", "2001:db8::10");
			case "legalBasis" -> "《非经营性互联网信息服务备案管理办法》第十二条";
			case "authority" -> "北京市通信管理局";
			case "payer", "applicant" -> "北京示例科技有限公司";
			case "siteName" -> "示例商城";
			case "reasons" -> List.of("网站内容涉及药品销售，未提供前置审批文件。", "主办单位已被列入黑名单。");
			case "seen" -> "203.0.113.99";
			case "verificationPath" -> "http://example.cn/.well-known/icp-verify/k3v9.txt";
			default -> byType(fact);
		};
	}

	private static Object byType(NoticeFact fact) {
		return switch (fact.type()) {
			case TEXT -> "案情复杂，需要征求有关部门意见。";
			case WORD -> "ABC123";
			case COUNT -> 3;
			case MOMENT -> Instant.parse("2026-12-18T16:00:00Z");
			case DAY -> LocalDate.of(2026, 12, 22);
			case AMOUNT -> 130000L;
			case AMOUNTS -> {
				Map<String, Long> lines = new LinkedHashMap<>();
				lines.put("网站备案服务费", 30000L);
				lines.put("加急材料核对", 100000L);
				yield lines;
			}
			case LIST -> List.of("甲", "乙");
			case CODE -> fact.codes().get(0);
			case FLAG -> true;
		};
	}

	/** An applicant with all addresses. */
	public static Recipient applicant(Locale locale) {
		return new Recipient("applicant:17", locale, "zhang.san@example.com", "13800001234");
	}

	/** A request with typical facts. */
	public static NoticeRequest request(NoticeKind kind, String occurrence, Recipient recipient) {
		return new NoticeRequest(FILING, "110000", kind, occurrence, recipient, facts(kind));
	}

	/** Settings as they are by default, with a vendor. */
	public static NoticeSettings settings() {
		return settings(new NoticeSettings.Vendor(URI.create("http://127.0.0.1:1/hook"), "0123456789abcdef-secret",
				"icp@cloud.example", Locale.SIMPLIFIED_CHINESE), Duration.ofSeconds(5));
	}

	public static NoticeSettings settings(NoticeSettings.Vendor vendor, Duration timeOut) {
		return new NoticeSettings(URI.create("https://beian.example.cn"), "/filings/{filing}", "/camunda/app/tasklist/",
				"示例云备案服务中心",
				List.of(Duration.ofMinutes(1), Duration.ofMinutes(5), Duration.ofMinutes(30), Duration.ofHours(2),
						Duration.ofHours(6)),
				List.of(Duration.ofMinutes(1), Duration.ofMinutes(3), Duration.ofMinutes(5), Duration.ofMinutes(10),
						Duration.ofMinutes(15)),
				new NoticeSettings.QuietHours(LocalTime.of(22, 0), LocalTime.of(8, 0)), Duration.ofDays(1),
				Duration.ofHours(2), new NoticeSettings.Mail("beian@cloud.example", null, timeOut),
				new NoticeSettings.Sms(NoticeSettings.SmsAdapter.CONSOLE, timeOut, null), Map.of("demo-cloud", vendor),
				timeOut);
	}

	/** The texts of notices and papers. */
	public static MessageSource messages() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasenames("messages/notice", "messages/paper");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

}
