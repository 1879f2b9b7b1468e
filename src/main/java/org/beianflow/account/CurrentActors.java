package org.beianflow.account;

import java.util.Optional;

/** Tells who acts in the running request. */
public interface CurrentActors {

	/**
	 * Who is signed in.
	 * @return the person behind the running request
	 * @throws org.beianflow.check.Refusal UNAUTHENTICATED when nobody is signed in
	 */
	CurrentActor current();

	/** Who is signed in, or empty: for pages that everybody may see. */
	Optional<CurrentActor> find();

}
