package org.beianflow.review;

import java.util.List;
import java.util.Optional;

/**
 * The reasons a filing can be returned or refused for (domain.md §12). The numbers of the
 * MIIT interface are kept; reasons of the provider carry codes of their own in capitals.
 */
public interface ReasonCatalogue {

	/** All of them, MIIT numbers first. */
	List<Reason> all();

	/** Those of one scope, in the same order. */
	List<Reason> of(ReturnScope scope);

	Optional<Reason> find(String code);

}
