package org.beianflow.number;

import org.beianflow.subject.Province;

/**
 * The filing number of a subject (主体备案号), for example 京ICP备2026000001号 (domain.md §15).
 *
 * @param province of the filing
 * @param serial eight digits in old numbers, ten in new ones (year and six digits)
 */
public record FilingNumber(Province province, String serial) {

	/**
	 * Reads a number of a subject.
	 * @throws IllegalArgumentException if it is none
	 */
	public static FilingNumber parse(String text) {
		throw new UnsupportedOperationException();
	}

	/** As it is displayed. */
	@Override
	public String toString() {
		return this.province.shortName() + "ICP备" + this.serial + "号";
	}

}
