package org.beianflow.material.minio;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How to reach the S3 server.
 *
 * @param endpoint for example {@code https://s3.example.com}
 * @param bucket created where it is missing
 * @param accessKey who we are
 * @param secretKey how we prove it
 * @param region as the server calls itself; servers of one's own mostly take any
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for the next bytes of an answer
 * @param writeTimeout how long to wait until bytes are taken
 */
@ConfigurationProperties("beianflow.material.minio")
record MinioSettings(String endpoint, @DefaultValue("beianflow") String bucket, String accessKey, String secretKey,
		@DefaultValue("us-east-1") String region, @DefaultValue("5s") Duration connectTimeout,
		@DefaultValue("20s") Duration readTimeout, @DefaultValue("20s") Duration writeTimeout) {

	/** Not the secret. */
	@Override
	public String toString() {
		return "MinioSettings[" + this.endpoint + "/" + this.bucket + "]";
	}

}
