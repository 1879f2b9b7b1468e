package org.beianflow.fee;

/**
 * What the fee of a filing depends on; the inputs of the decision table 服务费.
 *
 * @param agency id of the agency or access provider that handles the filing
 * @param kind kind of filing, for example {@code FIRST} (domain.md §7)
 * @param nature nature of the subject as the subject module names it, for example
 * {@code ENTERPRISE}
 * @param serviceType type of the services, for example {@code WEBSITE}
 * @param services number of services in the filing, at least 1
 */
public record FeeQuestion(String agency, String kind, String nature, String serviceType, int services) {

	public FeeQuestion {
		if (services < 1) {
			throw new IllegalArgumentException("services: " + services);
		}
	}

}
