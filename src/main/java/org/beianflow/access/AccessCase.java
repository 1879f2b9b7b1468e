package org.beianflow.access;

import java.time.LocalDate;
import java.util.Optional;

import org.beianflow.site.ServerAddress;

/** An access arrangement under the eyes of the rules. */
record AccessCase(AccessArrangement access, LocalDate today, AccessProviders providers, ClosedNetwork closedNetwork) {

	Optional<AccessProvider> provider() {
		return this.providers.find(this.access.providerId());
	}

	/**
	 * Whether a thing with an id, an owner and a term is rented; so it is until the type
	 * is known.
	 */
	boolean instance() {
		return this.access.accessType() == null || this.access.accessType().hasInstance();
	}

	boolean isForbidden(ServerAddress addresses) {
		return addresses.isReserved() && !this.closedNetwork.permits(addresses);
	}

	/** The addresses that are ones; empty for any other text. */
	static Optional<ServerAddress> parse(String text) {
		try {
			return (text != null) ? Optional.of(ServerAddress.parse(text)) : Optional.empty();
		}
		catch (IllegalArgumentException ex) {
			return Optional.empty();
		}
	}

}
