package org.beianflow.material.minio;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.minio.CreateMultipartUploadArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.MinioAsyncClient;
import io.minio.messages.ListMultipartUploadsResult;
import org.beianflow.check.Refusal;
import org.beianflow.material.MaterialStore;
import org.beianflow.material.MaterialStoreContract;
import org.beianflow.testing.ClosedPort;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The S3 adapter against a server of the protocol, started here on a free port. */
class MinioStoreTest extends MaterialStoreContract {

	@TempDir
	private static Path directory;

	private static S3Proxy server;

	/** Looks behind the adapter. */
	private static MinioAsyncClient client;

	private static final ClosedPort NOBODY = new ClosedPort();

	private static int buckets;

	private MinioStore store;

	private String bucket;

	@BeforeAll
	static void start() throws Exception {
		server = S3Proxy.builder()
			.blobStore(new FilesystemNio2BlobStore(directory.toString()))
			.endpoint(URI.create("http://127.0.0.1:0"))
			.awsAuthentication(AuthenticationType.AWS_V2_OR_V4, "access", "secret")
			.build();
		server.start();
		client = MinioAsyncClient.builder()
			.endpoint("http://127.0.0.1:" + server.getPort())
			.region("us-east-1")
			.credentials("access", "secret")
			.build();
	}

	@AfterAll
	static void stop() throws Exception {
		client.close();
		server.stop();
		NOBODY.close();
	}

	@BeforeEach
	void open() {
		this.bucket = "materials-" + ++buckets;
		this.store = new MinioStore(settings(server.getPort(), "access", "secret"));
	}

	@AfterEach
	void close() throws Exception {
		this.store.destroy();
	}

	@Override
	protected MaterialStore store() {
		return this.store;
	}

	@Override
	protected MaterialStore storeThatIsAway() throws Exception {
		return new MinioStore(settings(NOBODY.port(), "access", "secret"));
	}

	@Override
	protected List<String> leftovers() throws Exception {
		List<String> uploads = new ArrayList<>();
		client.listMultipartUploads(ListMultipartUploadsArgs.builder().bucket(this.bucket).maxUploads(1000).build())
			.get()
			.result()
			.uploads()
			.stream()
			.map(ListMultipartUploadsResult.Upload::objectName)
			.forEach(uploads::add);
		return uploads;
	}

	@Override
	protected Class<?> largeFile() {
		return LargeFileInBucket.class;
	}

	@Override
	protected List<String> largeFileArguments() {
		return List.of("http://127.0.0.1:" + server.getPort(), this.bucket);
	}

	@Override
	protected void leaveUnfinished() throws Exception {
		this.store.put("aaaaaaaaaaaaaaaa", new ByteArrayInputStream(new byte[3]), 3);
		client.createMultipartUpload(CreateMultipartUploadArgs.builder().bucket(this.bucket).object(KEY).build()).get();
	}

	@Test
	void wrongCredentialsSayThatTheStoreIsNotThere() {
		this.store.put(KEY, new ByteArrayInputStream(new byte[3]), 3);
		for (String[] wrong : new String[][] { { "access", "wrong" }, { "nobody", "secret" } }) {
			MinioStore stranger = new MinioStore(settings(server.getPort(), wrong[0], wrong[1]));
			assertRefused(Refusal.Kind.UNAVAILABLE,
					() -> stranger.put("bbbbbbbbbbbbbbbb", new ByteArrayInputStream(new byte[3]), 3));
			assertRefused(Refusal.Kind.UNAVAILABLE, () -> stranger.get(KEY));
			assertRefused(Refusal.Kind.UNAVAILABLE, () -> stranger.stat(KEY));
			assertRefused(Refusal.Kind.UNAVAILABLE, () -> stranger.list("", (object) -> {
			}));
			assertRefused(Refusal.Kind.UNAVAILABLE, () -> stranger.delete(KEY));
		}
		assertThat(listed("")).containsExactly(KEY);
	}

	@Test
	@Timeout(180)
	void aServerThatNeverAnswersIsGivenUp() throws Exception {
		try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
			MinioStore impatient = new MinioStore(
					settings(silent.getLocalPort(), "access", "secret", Duration.ofSeconds(1)));
			assertRefused(Refusal.Kind.UNAVAILABLE, () -> impatient.get(KEY));
		}
	}

	@Test
	void aBucketThatIsMissingIsEmptyUntilTheFirstPutMakesIt() {
		assertThat(listed("")).isEmpty();
		assertThat(this.store.stat(KEY)).isEmpty();
		this.store.put(KEY, new ByteArrayInputStream(new byte[3]), 3);
		assertThat(listed("")).containsExactly(KEY);
		assertThat(new MinioStore(settings(server.getPort(), "access", "secret")).stat(KEY)).isPresent();
	}

	@Test
	void theSecretIsNotShown() {
		assertThat(settings(1, "access", "s3cr3t").toString()).doesNotContain("s3cr3t");
	}

	private MinioSettings settings(int port, String accessKey, String secretKey) {
		return settings(port, accessKey, secretKey, Duration.ofSeconds(20));
	}

	private MinioSettings settings(int port, String accessKey, String secretKey, Duration patience) {
		return new MinioSettings("http://127.0.0.1:" + port, this.bucket, accessKey, secretKey, "us-east-1", patience,
				patience, patience);
	}

}
