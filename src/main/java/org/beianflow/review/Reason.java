package org.beianflow.review;

/**
 * One entry of the reason catalogue.
 *
 * @param code code of the MIIT interface, or the provider's own in capitals
 * @param scope what it is about
 * @param severity what the applicant usually has to do
 * @param zh short name in Chinese
 * @param en short name in English
 * @param error text to start the error from
 * @param suggestion text to start the suggestion from
 */
public record Reason(String code, ReturnScope scope, Severity severity, String zh, String en, String error,
		String suggestion) {
}
