package org.beianflow.material.minio;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import io.minio.AbortMultipartUploadArgs;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.ListMultipartUploadsArgs;
import io.minio.ListObjectsArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioAsyncClient;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.Result;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import io.minio.messages.ListMultipartUploadsResult;
import okhttp3.OkHttpClient;
import org.beianflow.check.Refusal;
import org.beianflow.material.MaterialStore;
import org.beianflow.material.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Objects in a bucket, by the calls every S3 server knows: put, get, head, delete, list
 * and multipart. No tags, versions, locks or headers of one vendor.
 */
@Component
@ConditionalOnProperty(prefix = "beianflow.material", name = "store", havingValue = "minio")
class MinioStore implements MaterialStore, DisposableBean {

	private static final Logger LOG = LoggerFactory.getLogger(MinioStore.class);

	/** The smallest part S3 knows: the client holds one part in memory. */
	private static final long PART = 5L * 1024 * 1024;

	private final MinioSettings settings;

	private final OkHttpClient http;

	private final MinioAsyncClient client;

	private volatile boolean bucketThere;

	MinioStore(MinioSettings settings) {
		if (settings.endpoint() == null || settings.accessKey() == null || settings.secretKey() == null) {
			throw new IllegalStateException("beianflow.material.store is minio, but beianflow.material.minio.endpoint, "
					+ "access-key or secret-key is not set");
		}
		this.settings = settings;
		this.http = new OkHttpClient.Builder().connectTimeout(settings.connectTimeout())
			.readTimeout(settings.readTimeout())
			.writeTimeout(settings.writeTimeout())
			.build();
		this.client = MinioAsyncClient.builder()
			.endpoint(settings.endpoint())
			.region(settings.region())
			.credentials(settings.accessKey(), settings.secretKey())
			.httpClient(this.http)
			.build();
	}

	@Override
	public StoredObject put(String key, InputStream content, long length) {
		ensureBucket();
		if (stat(key).isPresent()) {
			throw new Refusal(Refusal.Kind.CONFLICT, "material.store.taken");
		}
		Counting counting = new Counting(content, length);
		try {
			await(() -> this.client.putObject(PutObjectArgs.builder()
				.bucket(this.settings.bucket())
				.object(key)
				.contentType("application/octet-stream")
				.stream(counting, (length == UNKNOWN) ? null : length, PART)
				.build()));
		}
		catch (MinioException | RuntimeException ex) {
			throw counting.broken ? interrupted(ex) : unavailable(ex);
		}
		return stat(key).filter((stored) -> stored.size() == counting.count)
			.orElseThrow(() -> unavailable(new IOException("The server did not keep what it acknowledged")));
	}

	@Override
	public InputStream get(String key) {
		return read(GetObjectArgs.builder().bucket(this.settings.bucket()).object(key).build());
	}

	@Override
	public InputStream range(String key, long from, long length) {
		if (length == 0) {
			stat(key).orElseThrow(MinioStore::missing);
			return InputStream.nullInputStream();
		}
		return read(
				GetObjectArgs.builder().bucket(this.settings.bucket()).object(key).offset(from).length(length).build());
	}

	private InputStream read(GetObjectArgs args) {
		try {
			return await(() -> this.client.getObject(args));
		}
		catch (ErrorResponseException ex) {
			throw absent(ex) ? missing() : unavailable(ex);
		}
		catch (MinioException | RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public Optional<StoredObject> stat(String key) {
		try {
			StatObjectResponse stat = await(() -> this.client
				.statObject(StatObjectArgs.builder().bucket(this.settings.bucket()).object(key).build()));
			return Optional.of(new StoredObject(key, stat.size(), stat.lastModified().toInstant()));
		}
		catch (ErrorResponseException ex) {
			if (absent(ex)) {
				return Optional.empty();
			}
			throw unavailable(ex);
		}
		catch (MinioException | RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void delete(String key) {
		try {
			await(() -> this.client
				.removeObject(RemoveObjectArgs.builder().bucket(this.settings.bucket()).object(key).build()));
		}
		catch (ErrorResponseException ex) {
			if (!absent(ex)) {
				throw unavailable(ex);
			}
		}
		catch (MinioException | RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void list(String prefix, Consumer<StoredObject> visitor) {
		Iterable<Result<Item>> items = this.client.listObjects(
				ListObjectsArgs.builder().bucket(this.settings.bucket()).prefix(prefix).recursive(true).build());
		for (Result<Item> result : items) {
			StoredObject stored;
			try {
				Item item = result.get();
				stored = new StoredObject(item.objectName(), item.size(), item.lastModified().toInstant());
			}
			catch (ErrorResponseException ex) {
				if (absent(ex)) {
					return;
				}
				throw unavailable(ex);
			}
			catch (MinioException | RuntimeException ex) {
				throw unavailable(ex);
			}
			visitor.accept(stored);
		}
	}

	@Override
	public void clearUnfinished(Instant before) {
		ensureBucket();
		try {
			ListMultipartUploadsResult page = unfinished(null, null);
			while (true) {
				for (ListMultipartUploadsResult.Upload upload : page.uploads()) {
					if (upload.initiated().toInstant().isBefore(before)) {
						await(() -> this.client.abortMultipartUpload(AbortMultipartUploadArgs.builder()
							.bucket(this.settings.bucket())
							.object(upload.objectName())
							.uploadId(upload.uploadId())
							.build()));
					}
				}
				if (!page.isTruncated()) {
					return;
				}
				page = unfinished(page.nextKeyMarker(), page.nextUploadIdMarker());
			}
		}
		catch (MinioException | RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	private ListMultipartUploadsResult unfinished(String afterKey, String afterUpload) throws MinioException {
		return await(() -> this.client.listMultipartUploads(ListMultipartUploadsArgs.builder()
			.bucket(this.settings.bucket())
			.keyMarker(afterKey)
			.uploadIdMarker(afterUpload)
			.maxUploads(1000)
			.build())).result();
	}

	@Override
	public void destroy() throws Exception {
		this.client.close();
		this.http.dispatcher().executorService().shutdown();
		this.http.connectionPool().evictAll();
	}

	/** At first use rather than at start: the store may come up later than we do. */
	private void ensureBucket() {
		if (this.bucketThere) {
			return;
		}
		String bucket = this.settings.bucket();
		try {
			if (!await(() -> this.client.bucketExists(BucketExistsArgs.builder().bucket(bucket).build()))) {
				await(() -> this.client
					.makeBucket(MakeBucketArgs.builder().bucket(bucket).region(this.settings.region()).build()));
			}
			this.bucketThere = true;
		}
		catch (ErrorResponseException ex) {
			if (!"BucketAlreadyOwnedByYou".equals(ex.errorResponse().code())) {
				throw unavailable(ex);
			}
		}
		catch (MinioException | RuntimeException ex) {
			throw unavailable(ex);
		}
	}

	private static <T> T await(Call<T> call) throws MinioException {
		try {
			return call.start().get();
		}
		catch (ExecutionException ex) {
			if (ex.getCause() instanceof MinioException cause) {
				throw cause;
			}
			throw new IllegalStateException(ex.getCause().getMessage(), ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static boolean absent(ErrorResponseException ex) {
		String code = ex.errorResponse().code();
		return "NoSuchKey".equals(code) || "NoSuchBucket".equals(code) || "NoSuchObject".equals(code);
	}

	private static Refusal missing() {
		return new Refusal(Refusal.Kind.NOT_FOUND, "material.store.missing");
	}

	private static Refusal interrupted(Exception cause) {
		Refusal refusal = new Refusal(Refusal.Kind.MALFORMED, "material.upload.interrupted");
		refusal.initCause(cause);
		return refusal;
	}

	private static Refusal unavailable(Exception cause) {
		if (cause instanceof Refusal refusal) {
			return refusal;
		}
		// The client's own messages carry the headers of the request.
		LOG.error("The material store by S3 does not answer as it should: {}",
				(cause instanceof ErrorResponseException answer) ? answer.errorResponse().code() : cause.getMessage());
		Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
		refusal.initCause(cause);
		return refusal;
	}

	/** A call to the server. */
	private interface Call<T> {

		CompletableFuture<T> start() throws MinioException;

	}

	/** Tells a broken sender from a broken server, and a wrong length from both. */
	private static final class Counting extends FilterInputStream {

		private final long expected;

		private long count;

		private boolean broken;

		Counting(InputStream in, long expected) {
			super(in);
			this.expected = expected;
		}

		@Override
		public int read() throws IOException {
			byte[] one = new byte[1];
			return (read(one, 0, 1) < 0) ? -1 : one[0] & 0xff;
		}

		@Override
		public int read(byte[] target, int offset, int length) throws IOException {
			try {
				int read = this.in.read(target, offset, length);
				this.count += Math.max(0, read);
				if (this.expected != UNKNOWN
						&& ((read < 0) ? this.count < this.expected : this.count > this.expected)) {
					throw new IOException("Other length than announced");
				}
				return read;
			}
			catch (IOException | RuntimeException ex) {
				this.broken = true;
				throw ex;
			}
		}

		@Override
		public boolean markSupported() {
			return false;
		}

		@Override
		public void close() {
			// The caller closes what it opened.
		}

	}

}
