package org.beianflow.subject;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The provinces of mainland China in which filings are made, by GB/T 2260 code, with the
 * short name that filing numbers begin with (domain.md §15).
 */
public enum Province {

	/** 北京. */
	BEIJING("110000", "北京市", "京"),
	/** 天津. */
	TIANJIN("120000", "天津市", "津"),
	/** 河北. */
	HEBEI("130000", "河北省", "冀"),
	/** 山西. */
	SHANXI("140000", "山西省", "晋"),
	/** 内蒙古. */
	INNER_MONGOLIA("150000", "内蒙古自治区", "蒙"),
	/** 辽宁. */
	LIAONING("210000", "辽宁省", "辽"),
	/** 吉林. */
	JILIN("220000", "吉林省", "吉"),
	/** 黑龙江. */
	HEILONGJIANG("230000", "黑龙江省", "黑"),
	/** 上海. */
	SHANGHAI("310000", "上海市", "沪"),
	/** 江苏. */
	JIANGSU("320000", "江苏省", "苏"),
	/** 浙江. */
	ZHEJIANG("330000", "浙江省", "浙"),
	/** 安徽. */
	ANHUI("340000", "安徽省", "皖"),
	/** 福建. */
	FUJIAN("350000", "福建省", "闽"),
	/** 江西. */
	JIANGXI("360000", "江西省", "赣"),
	/** 山东. */
	SHANDONG("370000", "山东省", "鲁"),
	/** 河南. */
	HENAN("410000", "河南省", "豫"),
	/** 湖北. */
	HUBEI("420000", "湖北省", "鄂"),
	/** 湖南. */
	HUNAN("430000", "湖南省", "湘"),
	/** 广东. */
	GUANGDONG("440000", "广东省", "粤"),
	/** 广西. */
	GUANGXI("450000", "广西壮族自治区", "桂"),
	/** 海南. */
	HAINAN("460000", "海南省", "琼"),
	/** 重庆. */
	CHONGQING("500000", "重庆市", "渝"),
	/** 四川; filing numbers say 蜀. */
	SICHUAN("510000", "四川省", "蜀", "川"),
	/** 贵州; filing numbers say 黔. */
	GUIZHOU("520000", "贵州省", "黔", "贵"),
	/** 云南; filing numbers say 滇. */
	YUNNAN("530000", "云南省", "滇", "云"),
	/** 西藏. */
	TIBET("540000", "西藏自治区", "藏"),
	/** 陕西; filing numbers say 陕. */
	SHAANXI("610000", "陕西省", "陕", "秦"),
	/** 甘肃; filing numbers say 陇. */
	GANSU("620000", "甘肃省", "陇", "甘"),
	/** 青海. */
	QINGHAI("630000", "青海省", "青"),
	/** 宁夏. */
	NINGXIA("640000", "宁夏回族自治区", "宁"),
	/** 新疆. */
	XINJIANG("650000", "新疆维吾尔自治区", "新");

	private final String code;

	private final String title;

	private final String shortName;

	private final List<String> aliases;

	Province(String code, String title, String shortName, String... aliases) {
		this.code = code;
		this.title = title;
		this.shortName = shortName;
		this.aliases = List.of(aliases);
	}

	/** The six-digit code of GB/T 2260, for example {@code 110000}. */
	public String code() {
		return this.code;
	}

	/** The full Chinese name. */
	public String title() {
		return this.title;
	}

	/** The name without 省, 市 or 自治区, for example 内蒙古. */
	public String plainName() {
		return this.title.substring(0, (this == INNER_MONGOLIA || this == HEILONGJIANG) ? 3 : 2);
	}

	/** The usual English name, for example {@code Inner Mongolia}. */
	public String englishTitle() {
		return Arrays.stream(name().split("_"))
			.map((word) -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
			.collect(Collectors.joining(" "));
	}

	/** The one character that filing numbers begin with, for example 京. */
	public String shortName() {
		return this.shortName;
	}

	/** Other short names in use, accepted when numbers are read. */
	public List<String> aliases() {
		return this.aliases;
	}

	/**
	 * The province that a code of GB/T 2260 lies in.
	 * @param code of a province, city or district, at least two digits; may be
	 * {@code null}
	 */
	public static Optional<Province> ofCode(String code) {
		if (code == null || code.length() < 2) {
			return Optional.empty();
		}
		return Arrays.stream(values()).filter((province) -> province.code.regionMatches(0, code, 0, 2)).findFirst();
	}

	/** The province with this short name or alias. */
	public static Optional<Province> ofShortName(String shortName) {
		return Arrays.stream(values())
			.filter((province) -> province.shortName.equals(shortName) || province.aliases.contains(shortName))
			.findFirst();
	}

}
