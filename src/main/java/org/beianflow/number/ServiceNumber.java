package org.beianflow.number;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.beianflow.site.ServiceType;

/**
 * The filing number of a service (服务备案号), for example 京ICP备2026000001号-1 (domain.md §15).
 *
 * @param subject the number of the subject it belongs to
 * @param sequence counts the subject's services of all types, from 1 to 99999
 * @param type decides the suffix
 */
public record ServiceNumber(FilingNumber subject, int sequence, ServiceType type) {

	static final int MOST = 99_999;

	public ServiceNumber {
		Objects.requireNonNull(subject);
		Objects.requireNonNull(type);
		if (sequence < 1 || sequence > MOST) {
			throw new IllegalArgumentException("a sequence goes from 1 to " + MOST);
		}
	}

	/**
	 * Reads a number of a service. Full-width characters, small letters and other short
	 * names of provinces are forgiven.
	 * @throws IllegalArgumentException if it is none
	 */
	@JsonCreator
	public static ServiceNumber parse(String text) {
		Matcher parts = NumberForm.match(text);
		if (parts.group(3) == null) {
			throw new IllegalArgumentException("the number of a subject, not of a service");
		}
		return new ServiceNumber(NumberForm.subject(parts), Integer.parseInt(parts.group(3)),
				NumberForm.type(parts.group(4)));
	}

	/** The number, or empty if the text is none. */
	public static Optional<ServiceNumber> tryParse(String text) {
		try {
			return (text != null) ? Optional.of(parse(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

	/** As it is displayed. */
	@Override
	@JsonValue
	public String toString() {
		return this.subject + "-" + this.sequence + this.type.suffix();
	}

}
