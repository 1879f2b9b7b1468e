package org.beianflow.material;

import java.util.List;

import org.beianflow.check.Violation;

/** Which materials a filing needs, and which of them are still missing. */
public interface MaterialChecklist {

	/**
	 * The checklist, in the order of the catalogue, from the decision table
	 * {@code required-materials} in force.
	 */
	List<ChecklistEntry> forQuestion(ChecklistQuestion question);

	/**
	 * What stands against submission: a required upload that is missing or was rejected.
	 * Paths are {@code materials[M2/front]}, codes MATERIAL_MISSING and
	 * MATERIAL_REJECTED.
	 */
	List<Violation> missing(String filing, ChecklistQuestion question);

}
