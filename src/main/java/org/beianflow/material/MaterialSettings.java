package org.beianflow.material;

import java.nio.file.Path;
import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How uploads are taken in.
 *
 * @param spool where files lie, sealed, while they are looked at
 * @param door no upload is larger than this
 * @param conversions how many pictures or PDFs are looked into at once; each may need
 * some 150 MB of memory
 * @param grace how long an upload may take until it counts as given up
 * @param sweepEvery how often what was given up is cleared away
 * @param clamd a virus scanner, where there is one
 */
@ConfigurationProperties("beianflow.material")
record MaterialSettings(@DefaultValue("./data/spool") Path spool, @DefaultValue("20MB") DataSize door,
		@DefaultValue("2") int conversions, @DefaultValue("24h") Duration grace,
		@DefaultValue("1h") Duration sweepEvery, @DefaultValue Clamd clamd) {

	/**
	 * A ClamAV daemon.
	 *
	 * @param host where it listens; none means that files are not scanned
	 * @param port its port
	 * @param timeout how long to wait for a connection and for each answer
	 */
	record Clamd(String host, @DefaultValue("3310") int port, @DefaultValue("20s") Duration timeout) {
	}

}
