package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;

import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.ProvinceRules;
import org.beianflow.subject.SubjectChecks;
import org.beianflow.subject.SubjectNature;

/** A service under the eyes of the rules. */
record SiteCase(Website website, FilingSubject subject, LocalDate today, SiteSettings settings,
		SubjectChecks subjectChecks) {

	boolean individual() {
		return this.subject.nature() == SubjectNature.INDIVIDUAL;
	}

	boolean ipOnly() {
		return this.website.addressMode() == AddressMode.IP_ONLY;
	}

	ProvinceRules rules() {
		return ProvinceRules.current();
	}

	/** The domains that are ones. */
	List<DomainName> domains() {
		return this.website.domains()
			.stream()
			.filter(Objects::nonNull)
			.flatMap((text) -> DomainName.tryParse(text).stream())
			.toList();
	}

}
