package org.beianflow.access;

import java.util.List;
import java.util.Optional;

import org.springframework.stereotype.Service;

/** The known access providers. */
@Service
public class AccessProviders {

	AccessProviders() {
	}

	/** All of them, in the order of the list. */
	public List<AccessProvider> all() {
		return List.of();
	}

	/**
	 * The provider with this id.
	 * @param id may be {@code null}
	 */
	public Optional<AccessProvider> find(String id) {
		return Optional.empty();
	}

}
