package org.beianflow.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

import org.springframework.context.support.ResourceBundleMessageSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Each paper says what it must, in type that travels with the file. */
class PapersTest {

	private final Papers papers = new Papers(messages());

	@Test
	void feeNoticeNamesAmountAccountReferenceAndDueDate() {
		Map<String, Object> model = feeNotice();
		byte[] pdf = render("fee-notice", model, Locale.SIMPLIFIED_CHINESE);
		assertThat(text(pdf)).contains("备案审批通知书", "服务费缴费通知", "TZ20261122001", "F2026110000123", "北京示例科技有限公司", "网站备案服务费",
				"¥300.00", "加急材料核对", "¥1,000.00", "¥1,300.00", "BA7K2M9Q", "示例银行北京分行", "0200001234567890123",
				"2026年11月29日（周日）24:00", "不是行政事业性收费", "示例云备案服务中心", "2026年11月22日");
		assertThat(text(render("fee-notice", model, Locale.ENGLISH))).contains("Filing approval notice",
				"it is not a government fee", "Sunday, 29 November 2026, 24:00");
	}

	@Test
	void applicationFormRunsOverPagesAndKeepsEverySection() {
		byte[] pdf = render("application-form",
				Map.of("title", "网站备案申请表", "reference", "F2026110000123", "round", 2, "submittedAt",
						Instant.parse("2026-11-22T02:30:00Z"), "sections",
						List.of(section("主体信息", 14), section("网站信息", 16), section("接入信息", 12))),
				Locale.SIMPLIFIED_CHINESE);
		assertThat(text(pdf)).contains("网站备案申请表", "第 2 次提交", "2026年11月22日（周日）10:30", "主体信息", "网站信息第 16 项", "接入信息",
				"真实、准确、完整");
		assertThat(pages(pdf)).isGreaterThan(1);
	}

	@Test
	void materialsListShowsEachDigest() {
		String digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
		byte[] pdf = render("materials-list", Map.of("reference", "F2026110000123", "round", 1, "sealedAt",
				Instant.parse("2026-11-22T02:30:00Z"), "materials",
				List.of(Map.of("kind", "营业执照", "file", "营业执照正本.jpg", "version", 3, "size", "1.2 MB", "sha256", digest),
						Map.of("kind", "网站备案承诺书", "file", "承诺书.pdf", "version", 1, "size", "220 KB", "sha256",
								digest))),
				Locale.SIMPLIFIED_CHINESE);
		assertThat(text(pdf)).contains("备案材料清单", "共有材料 2 份", "营业执照", "承诺书.pdf").contains(digest);
	}

	@Test
	void refusalLetterGivesReasonsBasisAndRemedies() {
		byte[] pdf = render("refusal-letter",
				Map.of("filing", "F2026110000123", "authority", "北京市通信管理局", "applicant", "北京示例科技有限公司", "siteName",
						"示例商城", "reasons", List.of("网站内容涉及药品销售，未提供药品监督管理部门的前置审批文件。", "主办单位已被列入黑名单。"), "legalBasis",
						"《非经营性互联网信息服务备案管理办法》第十二条", "refusedOn", LocalDate.of(2026, 12, 18), "appealBy",
						LocalDate.of(2027, 2, 16)),
				Locale.SIMPLIFIED_CHINESE);
		assertThat(text(pdf)).contains("不予备案通知书", "北京市通信管理局", "未提供药品监督管理部门", "第十二条", "六十日", "2027年2月16日", "行政诉讼");
	}

	@Test
	void papersToSignShowWhatIsKnownAndLeaveRoomForTheRest() {
		Map<String, Object> empty = unknown("name", "certificate", "certificateNumber", "address", "principal",
				"principalNumber", "principalMobile", "legalRepresentative");
		Map<String, Object> site = unknown("name", "domains", "owner", "ownerNumber", "addresses");
		empty.putAll(Map.of("reference", "F2026110000123", "unit", false, "services", List.of(site)));
		Map<String, Object> shop = new HashMap<>(site);
		shop.putAll(Map.of("name", "示例商城", "domains", "shop-demo.cn"));
		Map<String, Object> model = new HashMap<>(empty);
		model.putAll(Map.of("unit", true, "name", "北京示例科技有限公司", "certificateNumber", "91330100799655058B", "principal",
				"张示例", "services", List.of(shop)));
		assertThat(text(render("authenticity-sheet", model, Locale.SIMPLIFIED_CHINESE))).contains("真实性核验单",
				"北京示例科技有限公司", "91330100799655058B", "张示例", "示例商城", "shop-demo.cn", "加盖单位公章", "负责人签字");
		assertThat(text(render("commitment", model, Locale.SIMPLIFIED_CHINESE))).contains("备案承诺书", "北京示例科技有限公司", "本单位",
				"真实、准确、完整", "承诺人签字");
		assertThat(text(render("authorisation", model, Locale.SIMPLIFIED_CHINESE))).contains("负责人授权书", "法定代表人签字",
				"张示例");
		assertThat(text(render("no-pre-approval", model, Locale.SIMPLIFIED_CHINESE))).contains("不涉及前置审批承诺书", "示例商城");
		for (String paper : List.of("authenticity-sheet", "commitment", "authorisation", "no-pre-approval")) {
			assertThat(text(render(paper, empty, Locale.SIMPLIFIED_CHINESE))).contains("F2026110000123")
				.doesNotContain("null");
		}
	}

	private static Map<String, Object> unknown(String... names) {
		Map<String, Object> unknown = new HashMap<>();
		for (String name : names) {
			unknown.put(name, null);
		}
		return unknown;
	}

	@Test
	void markupInAValueStaysText() {
		Map<String, Object> model = feeNotice();
		model.put("siteName", "<img src=\"http://127.0.0.1:1/x.png\"/><b>站</b>");
		assertThat(text(render("fee-notice", model, Locale.SIMPLIFIED_CHINESE))).contains("<b>站</b>");
	}

	@Test
	void embedsOnlyTheCharactersUsed() throws IOException {
		byte[] pdf = render("fee-notice", feeNotice(), Locale.SIMPLIFIED_CHINESE);
		assertThat(pdf.length).isLessThan(300_000);
		try (PDDocument document = Loader.loadPDF(pdf)) {
			for (PDPage page : document.getPages()) {
				for (COSName name : page.getResources().getFontNames()) {
					PDFont font = page.getResources().getFont(name);
					assertThat(font.isEmbedded()).as(font.getName()).isTrue();
					assertThat(font.getName()).matches("[A-Z]{6}\\+NotoSansSC.*");
				}
			}
			assertThat(document.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
			assertThat(document.getDocumentInformation().getTitle()).isEqualTo("备案审批通知书");
		}
	}

	private static Map<String, Object> feeNotice() {
		Map<String, Object> model = new HashMap<>();
		model.put("filing", "F2026110000123");
		model.put("number", "TZ20261122001");
		model.put("issuer", "示例云备案服务中心");
		model.put("payer", "北京示例科技有限公司");
		model.put("siteName", "示例商城");
		model.put("lines",
				List.of(Map.of("label", "网站备案服务费", "fen", 30000L), Map.of("label", "加急材料核对", "fen", 100000L)));
		model.put("totalFen", 130000L);
		model.put("reference", "BA7K2M9Q");
		model.put("accountHolder", "示例云计算有限公司");
		model.put("bank", "示例银行北京分行");
		model.put("account", "0200001234567890123");
		model.put("issuedOn", LocalDate.of(2026, 11, 22));
		model.put("dueAt", Instant.parse("2026-11-29T16:00:00Z"));
		return model;
	}

	private static Map<String, Object> section(String title, int rows) {
		return Map.of("title", title, "rows",
				IntStream.rangeClosed(1, rows)
					.mapToObj((row) -> Map.of("label", title + "第 " + row + " 项", "value",
							"北京市海淀区示例路 1 号院 2 号楼 3 层 301 室，这是一段用来看换行的较长文字，应当在表格内折行。"))
					.toList());
	}

	private byte[] render(String template, Map<String, Object> model, Locale locale) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			this.papers.render(template, model, locale, out);
			Path kept = Path.of("target", "papers", template + "-" + locale.getLanguage() + ".pdf");
			Files.createDirectories(kept.getParent());
			Files.write(kept, out.toByteArray());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private static String text(byte[] pdf) {
		try (PDDocument document = Loader.loadPDF(pdf)) {
			return new PDFTextStripper().getText(document);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static int pages(byte[] pdf) {
		try (PDDocument document = Loader.loadPDF(pdf)) {
			return document.getNumberOfPages();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static ResourceBundleMessageSource messages() {
		ResourceBundleMessageSource messages = new ResourceBundleMessageSource();
		messages.setBasename("messages/paper");
		messages.setDefaultEncoding("UTF-8");
		messages.setFallbackToSystemLocale(false);
		return messages;
	}

}
