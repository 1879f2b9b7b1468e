package org.beianflow;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** The tree keeps the directions that each package-info declares. */
class ModularityTests {

	@Test
	void modulesKeepTheirDirections() {
		ApplicationModules.of(Beianflow.class).verify();
	}

}
