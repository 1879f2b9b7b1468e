package org.beianflow.site;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.beianflow.check.RuleFile;
import org.beianflow.subject.Province;
import org.beianflow.subject.Regions;

/**
 * Words that names of services may not have, from {@code rules/name-words.json}
 * (domain.md R23).
 *
 * @param national only where the organizer bears them itself
 * @param forbidden for nobody
 * @param notForIndividuals only for units
 */
record NameWords(String about, LocalDate date, List<String> national, List<String> forbidden,
		List<String> notForIndividuals) {

	static final NameWords CURRENT = RuleFile.json("name-words.json", NameWords.class);

	private static final Pattern CITY_SUFFIX = Pattern
		.compile("((朝鲜|土家|布依|哈尼|景颇|傈僳|蒙古|哈萨克|柯尔克孜|苗|藏|羌|彝|侗|壮|傣|白|回)族?)*自治州$|(市|盟|地区)$");

	/** Provinces and cities as people call them. */
	private static final List<String> PLACES = Stream.concat(Arrays.stream(Province.values()).map(Province::plainName),
			Arrays.stream(Province.values())
				.flatMap((province) -> Regions.mainland().citiesOf(province.code()).stream())
				.map(Regions.Region::name)
				.filter((name) -> !name.contains("辖") && !name.equals("县"))
				.map((name) -> CITY_SUFFIX.matcher(name).replaceFirst("")))
		.toList();

	static Optional<String> in(List<String> words, String name) {
		return words.stream().filter(name::contains).findFirst();
	}

	static Optional<String> placeIn(String name) {
		return in(PLACES, name);
	}

}
