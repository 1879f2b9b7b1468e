package org.beianflow.subject;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.RuleFile;

/**
 * Provinces, cities and districts of mainland China by their code of GB/T 2260, from
 * {@code rules/regions.tsv}.
 */
public final class Regions {

	private static final Regions MAINLAND = new Regions();

	private final Map<String, Region> current = new LinkedHashMap<>();

	private final Set<String> former = new HashSet<>();

	private Regions() {
		for (String line : RuleFile.lines("regions.tsv")) {
			String[] columns = line.split("\t");
			this.current.put(columns[0], new Region(columns[0], columns[1]));
		}
		for (String line : RuleFile.lines("former-regions.txt")) {
			String[] columns = line.split(" ");
			for (int i = 1; i < columns.length; i++) {
				this.former.add(columns[0] + columns[i]);
			}
		}
	}

	/** All of mainland China. */
	public static Regions mainland() {
		return MAINLAND;
	}

	/** The 31 provinces, in the order of their codes. */
	public List<Region> provinces() {
		return this.current.values().stream().filter((region) -> region.code().endsWith("0000")).toList();
	}

	/** The cities of a province; empty if there is no such province. */
	public List<Region> citiesOf(String provinceCode) {
		return this.current.values().stream().filter((region) -> isCityOf(region.code(), provinceCode)).toList();
	}

	/**
	 * The districts of a city; empty if there is no such city. Cities without districts
	 * (东莞, 中山, 儋州) stand for themselves.
	 */
	public List<Region> districtsOf(String cityCode) {
		List<Region> districts = this.current.values()
			.stream()
			.filter((region) -> isDistrictOf(region.code(), cityCode))
			.toList();
		return districts.isEmpty() ? find(cityCode).filter((city) -> !city.code().endsWith("0000")).stream().toList()
				: districts;
	}

	/**
	 * The region with this code today.
	 * @param code may be {@code null}
	 */
	public Optional<Region> find(String code) {
		return Optional.ofNullable((code != null) ? this.current.get(code) : null);
	}

	/** Whether identity cards may begin with these six digits. */
	boolean everExisted(String code) {
		return !code.endsWith("0000") && (this.current.containsKey(code) || this.former.contains(code));
	}

	private static boolean isCityOf(String code, String provinceCode) {
		return provinceCode != null && provinceCode.length() == 6 && code.endsWith("00") && !code.endsWith("0000")
				&& code.regionMatches(0, provinceCode, 0, 2);
	}

	private static boolean isDistrictOf(String code, String cityCode) {
		return cityCode != null && cityCode.length() == 6 && !code.endsWith("00")
				&& code.regionMatches(0, cityCode, 0, 4);
	}

	/**
	 * One of them.
	 *
	 * @param code six digits
	 * @param name the Chinese name
	 */
	public record Region(String code, String name) {

	}

}
