package org.beianflow.console;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.springframework.boot.context.properties.ConfigurationPropertiesBean;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.stereotype.Component;

/**
 * The settings as the running application understood them, with where each comes from.
 * What is or may hold a secret says only whether it is set.
 */
@Component
class SettingsInForce {

	static final String PREFIX = "beianflow.";

	/** Other settings that decide where data goes. */
	private static final List<String> OTHERS = List.of("spring.profiles.active", "spring.datasource.url",
			"spring.datasource.username", "spring.mail.host", "spring.mail.port", "server.port");

	private static final Pattern SECRET = Pattern
		.compile("(?i).*(password|secret|token|credential|(^|[.-])keyset$|index-keyset$|access-key|api-key|-key$).*");

	private static final Pattern IN_ADDRESS = Pattern.compile("(?i)(://)[^/@\\s]*@|([;?&](password|user)=)[^;&]*");

	private final ApplicationContext context;

	private final Environment environment;

	SettingsInForce(ApplicationContext context, Environment environment) {
		this.context = context;
		this.environment = environment;
	}

	/**
	 * A setting.
	 *
	 * @param name as it is written in files, for example {@code beianflow.fee.enabled}
	 * @param value what it is; null where it is not set or secret
	 * @param secret whether it may hold a secret
	 * @param set whether there is a value at all
	 * @param source where it was set; null for the built-in value
	 */
	record Setting(String name, String value, boolean secret, boolean set, String source) {

	}

	/** All, by name. */
	List<Setting> all() {
		List<Setting> settings = new ArrayList<>();
		ConfigurationPropertiesBean.getAll(this.context)
			.values()
			.stream()
			.filter((bean) -> (bean.getAnnotation().prefix()).startsWith(PREFIX))
			.forEach((bean) -> collect(bean.getAnnotation().prefix(), bean.getInstance(), settings));
		settings.sort(Comparator.comparing(Setting::name));
		for (String other : OTHERS) {
			settings.add(setting(other, this.environment.getProperty(other)));
		}
		return settings;
	}

	private void collect(String name, Object value, List<Setting> settings) {
		if (value instanceof Record settingsOf) {
			for (RecordComponent component : settingsOf.getClass().getRecordComponents()) {
				collect(name + "." + DataObjectPropertyName.toDashedForm(component.getName()),
						read(settingsOf, component), settings);
			}
		}
		else if (value instanceof Map<?, ?> map) {
			map.forEach((key, one) -> collect(name + "." + key, one, settings));
		}
		else {
			settings.add(setting(name, value));
		}
	}

	private static Object read(Record settings, RecordComponent component) {
		try {
			component.getAccessor().setAccessible(true);
			return component.getAccessor().invoke(settings);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(component.getName(), ex);
		}
	}

	private Setting setting(String name, Object value) {
		boolean secret = SECRET.matcher(name).matches();
		String text = text(value);
		boolean set = text != null && !text.isEmpty();
		return new Setting(name, (secret || !set) ? null : IN_ADDRESS.matcher(text).replaceAll("$1$2…"), secret, set,
				source(name));
	}

	private static String text(Object value) {
		if (value instanceof Collection<?> several) {
			return String.join(", ", several.stream().map(String::valueOf).toList());
		}
		return (value != null) ? value.toString() : null;
	}

	/** The first source that names it, as Spring Boot calls it; null for none. */
	private String source(String name) {
		if (!ConfigurationPropertyName.isValid(name)) {
			return null;
		}
		ConfigurationPropertyName wanted = ConfigurationPropertyName.of(name);
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			boolean named = source.getConfigurationProperty(wanted) != null
					|| source.getConfigurationProperty(wanted.append("[0]")) != null;
			if (named) {
				return (source.getUnderlyingSource() instanceof PropertySource<?> known) ? kind(known.getName())
						: "other";
			}
		}
		return null;
	}

	/** A word for a source: no paths, for they say nothing to a reader. */
	private static String kind(String source) {
		if (source.startsWith("commandLine")) {
			return "command";
		}
		if (source.startsWith("systemEnvironment")) {
			return "environment";
		}
		if (source.startsWith("systemProperties")) {
			return "system";
		}
		return source.contains("class path resource") ? "shipped"
				: source.startsWith("Config resource") ? "file" : "other";
	}

}
