package org.beianflow.number;

import org.beianflow.site.ServiceType;

/**
 * The filing number of a service (服务备案号), for example 京ICP备2026000001号-1 (domain.md §15).
 *
 * @param subject the number of the subject it belongs to
 * @param sequence counts the subject's services of all types
 * @param type decides the suffix
 */
public record ServiceNumber(FilingNumber subject, int sequence, ServiceType type) {

	/**
	 * Reads a number of a service.
	 * @throws IllegalArgumentException if it is none
	 */
	public static ServiceNumber parse(String text) {
		throw new UnsupportedOperationException();
	}

	/** As it is displayed. */
	@Override
	public String toString() {
		return this.subject + "-" + this.sequence + this.type.suffix();
	}

}
