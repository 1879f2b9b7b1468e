package org.beianflow.site;

import java.time.LocalDate;

/**
 * A licence or approval that a service in a special industry needs before it is filed
 * (前置审批, domain.md R22).
 *
 * @param type id of the category in {@code rules/pre-approvals.json}, for example
 * {@code 2}
 * @param number of the licence
 * @param validTo last day, empty if without end
 */
public record PreApproval(String type, String number, LocalDate validTo) {

}
