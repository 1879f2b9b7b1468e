package org.beianflow.access;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * What one source said about one name.
 *
 * @param source who was asked, for example {@code resolver 223.5.5.5:53}
 * @param authoritative whether it speaks for the zone itself
 * @param outcome whether it answered
 * @param addresses the addresses at the end of the CNAME chain
 * @param records every record of the answers with its TTL, in their order; for a failure
 * what happened
 */
record NameAnswer(String source, boolean authoritative, Outcome outcome, Set<InetAddress> addresses,
		List<String> records) {

	enum Outcome {

		/** It answered, perhaps that there is no such name. */
		ANSWERED,
		/** It did not answer in time or said that it cannot. */
		SILENT,
		/** It may not be asked: its address is not permitted. */
		NOT_PERMITTED,
		/** The chain of CNAMEs does not end within the limit. */
		CHAIN_TOO_LONG

	}

}
