package org.beianflow.material.minio;

import java.io.IOException;
import java.time.Duration;

import org.beianflow.material.LargeFile;

/** A JVM of its own: a large file and an S3 server. */
final class LargeFileInBucket {

	private LargeFileInBucket() {
	}

	public static void main(String[] arguments) throws IOException {
		MinioStore store = new MinioStore(new MinioSettings(arguments[0], arguments[1], "access", "secret", "us-east-1",
				Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofSeconds(20)));
		LargeFile.pass(store);
		// The client's threads would keep the process alive.
		System.exit(0);
	}

}
