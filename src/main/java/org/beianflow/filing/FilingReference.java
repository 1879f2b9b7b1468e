package org.beianflow.filing;

import java.time.YearMonth;
import java.util.regex.Pattern;

import org.beianflow.check.Refusal;

/**
 * The case number 办件编号, for example {@code F2026110000123}: F, the year and month in
 * which the draft was made (Shanghai), and a running number. It is the engine's business
 * key and has nothing to do with the filing number 备案号.
 */
public record FilingReference(String value) {

	private static final Pattern FORM = Pattern.compile("F\\d{4}(0[1-9]|1[0-2])\\d{7}");

	public FilingReference {
		if (value == null || !FORM.matcher(value).matches()) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "filing.reference.unknown", String.valueOf(value));
		}
	}

	/** For the store. */
	public static FilingReference of(YearMonth month, long runningNumber) {
		return new FilingReference(
				String.format("F%04d%02d%07d", month.getYear(), month.getMonthValue(), runningNumber));
	}

	@Override
	public String toString() {
		return this.value;
	}

}
