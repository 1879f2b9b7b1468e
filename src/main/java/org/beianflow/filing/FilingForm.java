package org.beianflow.filing;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import org.beianflow.access.AccessArrangement;
import org.beianflow.site.Website;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;

/**
 * What the applicant fills in: 主体, its services with where they are hosted, and the
 * consents. In a draft anything may still be missing.
 *
 * @param subject the organizer and its principal
 * @param services the services to be filed, each with its access data
 * @param consents what the applicant has read and agreed to
 */
public record FilingForm(FilingSubject subject, List<ServiceEntry> services, Consents consents) {

	public FilingForm {
		services = (services != null) ? services.stream().filter(Objects::nonNull).toList() : List.of();
	}

	/**
	 * The principal and the owner of each service, by the path of their fields. A service
	 * owned by the principal adds nobody, nor does one whose owner a draft still lacks.
	 */
	public Map<String, PersonInCharge> personsInCharge() {
		Map<String, PersonInCharge> persons = new LinkedHashMap<>();
		if (this.subject != null && this.subject.principal() != null) {
			persons.put("subject.principal", this.subject.principal());
		}
		for (int i = 0; i < this.services.size(); i++) {
			Website website = this.services.get(i).website();
			if (website != null && website.owner() != null && !Boolean.TRUE.equals(website.ownerSameAsPrincipal())) {
				persons.put("services[" + i + "].website.owner", website.owner());
			}
		}
		return persons;
	}

	/** Names of the consents that were given. */
	public Set<String> consented() {
		return (this.consents != null) ? this.consents.names() : Set.of();
	}

	/** Whether data of persons may be entered and uploaded. */
	public boolean maySpeakOfPersons() {
		return consented().containsAll(Consents.BEFORE_ENTERING);
	}

	/** A service and where it is hosted. */
	public record ServiceEntry(Website website, AccessArrangement access) {

	}

	/**
	 * Declarations of the applicant, each a recorded act.
	 *
	 * @param truthful everything stated is true (domain.md S14)
	 * @param rulesRead the rules on filing were read and accepted (domain.md I11)
	 * @param personalData processing of personal data for this filing (个人信息保护法 art. 13,
	 * 17)
	 * @param sensitivePersonalData separate consent for identity documents (个人信息保护法 art.
	 * 29)
	 */
	public record Consents(boolean truthful, boolean rulesRead, boolean personalData, boolean sensitivePersonalData) {

		/** What has to be given before anything about a person is entered or uploaded. */
		public static final List<String> BEFORE_ENTERING = List.of("personalData", "sensitivePersonalData");

		/** What is declared of the finished form. */
		public static final List<String> WHEN_SUBMITTING = List.of("truthful", "rulesRead");

		/** Those of these names, and nothing else. */
		public static Consents of(Collection<String> names) {
			return new Consents(names.contains("truthful"), names.contains("rulesRead"), names.contains("personalData"),
					names.contains("sensitivePersonalData"));
		}

		/** Names of what was given. */
		public Set<String> names() {
			Set<String> names = new LinkedHashSet<>();
			add(names, "truthful", this.truthful);
			add(names, "rulesRead", this.rulesRead);
			add(names, "personalData", this.personalData);
			add(names, "sensitivePersonalData", this.sensitivePersonalData);
			return names;
		}

		private static void add(Set<String> names, String name, boolean given) {
			if (given) {
				names.add(name);
			}
		}

	}

}
