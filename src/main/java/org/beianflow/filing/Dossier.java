package org.beianflow.filing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.JsonNode;
import org.beianflow.access.AccessProviders;
import org.beianflow.subject.CertificateType;
import org.beianflow.subject.Province;
import org.beianflow.subject.Regions;
import org.beianflow.subject.SubjectNature;

import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** A filing's form as people read it: sections of labelled values in their language. */
@Component
public class Dossier {

	/**
	 * A part of the form.
	 *
	 * @param title heading
	 * @param rows its filled fields
	 */
	public record Part(String title, List<Row> rows) {

	}

	/**
	 * A field.
	 *
	 * @param path JSON path, which a return item names
	 * @param label its name
	 * @param value its value, several joined by 、
	 * @param masked whether part of the value is hidden
	 */
	public record Row(String path, String label, String value, boolean masked) {

	}

	private final MessageSource messages;

	private final AccessProviders providers;

	Dossier(MessageSource messages, AccessProviders providers) {
		this.messages = messages;
		this.providers = providers;
	}

	/** The form in sections; with personal data masked unless the whole is asked for. */
	public List<Part> parts(JsonNode form, boolean masked, Locale locale) {
		List<Part> parts = new ArrayList<>();
		int services = form.path("services").size();
		for (FieldCatalogue.Section section : FieldCatalogue.Section.values()) {
			int times = section.perService() ? services : 1;
			for (int service = 0; service < times; service++) {
				List<Row> rows = rows(form, section, service, masked, locale);
				if (!rows.isEmpty()) {
					parts.add(new Part(title(section, service, times, locale), rows));
				}
			}
		}
		return parts;
	}

	private List<Row> rows(JsonNode form, FieldCatalogue.Section section, int service, boolean masked, Locale locale) {
		List<Row> rows = new ArrayList<>();
		for (FieldCatalogue.Value value : FieldCatalogue.values(form, section, service, masked)) {
			boolean hidden = masked && !FieldCatalogue.isPublic(form, value.field());
			rows.add(new Row(value.path(), label(value.field(), locale), shown(value, locale), hidden));
		}
		return rows;
	}

	/** The label of the field a path leads to, or the path where there is none. */
	public String label(String path, Locale locale) {
		return FieldCatalogue.at(path)
			.map((field) -> label(field, locale))
			.or(() -> FieldCatalogue.section(path)
				.map((section) -> this.messages.getMessage("filing.section." + section.name(), null, locale)))
			.orElse(path);
	}

	private String label(FieldCatalogue.Field field, Locale locale) {
		return this.messages.getMessage(field.labelKey(), null, field.name(), locale);
	}

	private String shown(FieldCatalogue.Value value, Locale locale) {
		List<String> texts = value.texts().stream().map((text) -> shown(value.field(), text, locale)).toList();
		return String.join(Locale.ENGLISH.getLanguage().equals(locale.getLanguage()) ? ", " : "、", texts);
	}

	/** A coded value in words, any other as it is. */
	public String shown(FieldCatalogue.Field field, String text, Locale locale) {
		boolean english = Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
		return switch (field.name()) {
			case "nature" -> english ? SubjectNature.valueOf(text).englishTitle() : SubjectNature.valueOf(text).title();
			case "certificateType", "idType" ->
				english ? CertificateType.valueOf(text).englishTitle() : CertificateType.valueOf(text).title();
			case "province",
					"serverRegion" ->
				Province.ofCode(text)
					.map((province) -> english ? province.englishTitle() : province.title())
					.orElse(text);
			case "city", "district" -> Regions.mainland().find(text).map(Regions.Region::name).orElse(text);
			case "providerId" -> this.providers.find(text)
				.map((provider) -> english ? provider.englishName() : provider.name())
				.orElse(text);
			default -> {
				String named = this.messages.getMessage("filing.value." + field.name() + "." + text, null, null,
						locale);
				yield (named != null) ? named : this.messages.getMessage("filing.value." + text, null, text, locale);
			}
		};
	}

	private String title(FieldCatalogue.Section section, int service, int times, Locale locale) {
		String title = this.messages.getMessage("filing.section." + section.name(), null, locale);
		return (times > 1)
				? this.messages.getMessage("filing.section.numbered", new Object[] { title, service + 1 }, locale)
				: title;
	}

}
