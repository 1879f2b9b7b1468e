package org.beianflow.subject;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.RuleFile;

/**
 * What provinces ask differently, from {@code rules/province-rules.json} (domain.md R24).
 */
public final class ProvinceRules {

	private static final ProvinceRules CURRENT = new ProvinceRules(
			RuleFile.json("province-rules.json", Document.class).rules());

	private final List<Rule> rules;

	private final Map<Province, Set<String>> phoneAreas = new EnumMap<>(Province.class);

	private ProvinceRules(List<Rule> rules) {
		this.rules = rules;
		for (String line : RuleFile.lines("phone-areas.txt")) {
			String[] columns = line.split(" ");
			this.phoneAreas.put(Province.ofCode(columns[0]).orElseThrow(),
					new HashSet<>(Arrays.asList(columns).subList(1, columns.length)));
		}
	}

	/** The rules in force. */
	public static ProvinceRules current() {
		return CURRENT;
	}

	/**
	 * The rule for a subject.
	 * @param kind which one
	 * @param provinceCode filing province; may be {@code null}, then only rules for every
	 * province fit
	 * @param individual whether a person files
	 */
	public Optional<Rule> find(Kind kind, String provinceCode, boolean individual) {
		return this.rules.stream()
			.filter((rule) -> rule.rule() == kind && (individual || !rule.individuals()))
			.filter((rule) -> rule.provinces().contains("*")
					|| (provinceCode != null && rule.provinces().contains(provinceCode)))
			.reduce((general, special) -> special);
	}

	/**
	 * Its value as a whole number.
	 * @throws IllegalStateException if there is no such rule
	 */
	public int number(Kind kind, String provinceCode, boolean individual) {
		return find(kind, provinceCode, individual).map((rule) -> Integer.parseInt(rule.value()))
			.orElseThrow(() -> new IllegalStateException("no rule " + kind));
	}

	boolean is(Kind kind, String value, String provinceCode, boolean individual) {
		return find(kind, provinceCode, individual).filter((rule) -> rule.value().equals(value)).isPresent();
	}

	/** Whether a landline belongs to a province; the number as {@code 010-12345678}. */
	boolean landlineIsOf(String phone, String provinceCode) {
		return Province.ofCode(provinceCode)
			.map(this.phoneAreas::get)
			.filter((areas) -> areas.stream().anyMatch(phone::startsWith))
			.isPresent();
	}

	/** What a rule is about. */
	public enum Kind {

		/** Who may be principal of a unit. */
		PRINCIPAL,
		/** Least age in years. */
		LEAST_AGE,
		/** How many months identity documents must still be valid. */
		ID_LEAST_MONTHS,
		/** How many months certificates of units must still be valid. */
		CERTIFICATE_LEAST_MONTHS,
		/** Whether individuals with an identity card of another province may file. */
		INDIVIDUAL_FROM_ELSEWHERE,
		/** Whether an office phone is needed. */
		OFFICE_PHONE,
		/** Whose phones must belong to the province. */
		OWN_PROVINCE_PHONE,
		/** Whether certificate and correspondence address must lie in one city. */
		ADDRESSES_IN_ONE_CITY,
		/** How many services one filing may carry. */
		SERVICES_AT_ONCE,
		/**
		 * From how many services of a subject on a plan of each site is asked for (M15).
		 */
		PLAN_FROM_SERVICES,
		/** What a subject without services (空壳主体) has to do before it adds one. */
		SHELL_SUBJECT,
		/** How many days a domain must still be registered. */
		DOMAIN_LEAST_DAYS,
		/** A language the site must have. */
		REQUIRED_LANGUAGE

	}

	/**
	 * One rule.
	 *
	 * @param provinces six-digit codes, or {@code *}
	 * @param individuals whether it holds for individuals only
	 * @param source where it is known from
	 * @param disputed who says otherwise; {@code null} if nobody is known to
	 * @param recordedOn day it was written down
	 */
	public record Rule(Kind rule, String value, List<String> provinces, boolean individuals, String source,
			String disputed, LocalDate recordedOn) {

	}

	record Document(String about, List<Rule> rules) {

	}

}
