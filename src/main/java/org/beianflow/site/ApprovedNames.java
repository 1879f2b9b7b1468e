package org.beianflow.site;

import java.time.LocalDate;
import java.util.List;

import org.beianflow.check.RuleFile;

/**
 * A list that MIIT keeps and of which a dated copy is shipped.
 *
 * @param sample whether it is only a sample
 * @param date when it was taken
 */
record ApprovedNames(boolean sample, String about, String source, LocalDate date, List<String> names) {

	static final ApprovedNames TOP_LEVEL_DOMAINS = RuleFile.json("top-level-domains.json", ApprovedNames.class);

	static final ApprovedNames REGISTRARS = RuleFile.json("registrars.json", ApprovedNames.class);

	boolean has(String name) {
		return this.names.contains(name);
	}

}
