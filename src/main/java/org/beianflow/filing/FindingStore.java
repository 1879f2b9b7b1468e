package org.beianflow.filing;

import java.util.List;

import org.beianflow.check.Finding;

/** What the automatic checks found in each round. Implemented in {@code filing.store}. */
public interface FindingStore {

	/** Keeps the findings of a round, in place of any kept before. */
	void replace(FilingReference reference, int round, List<Finding> findings);

	List<Finding> of(FilingReference reference, int round);

}
