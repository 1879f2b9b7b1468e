package org.beianflow.material.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.google.common.io.ByteStreams;
import org.beianflow.check.Refusal;
import org.beianflow.material.MaterialStore;
import org.beianflow.material.StoredObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Files in a directory, spread over two levels of folders.
 * <p>
 * An object is written beside the others, forced to the disk, and only then gets its
 * name, in one step that fails where the name is taken. So a name always stands for a
 * whole object, whatever breaks when.
 */
@Component
@ConditionalOnProperty(prefix = "beianflow.material", name = "store", havingValue = "disk", matchIfMissing = true)
class DiskStore implements MaterialStore {

	private static final Logger LOG = LoggerFactory.getLogger(DiskStore.class);

	private static final Pattern KEY = Pattern.compile("[0-9a-z]{8,64}");

	private static final int BUFFER = 64 * 1024;

	private final Path root;

	private final Path unfinished;

	DiskStore(DiskSettings settings) {
		this.root = settings.directory().toAbsolutePath().normalize();
		this.unfinished = this.root.resolve("unfinished");
	}

	@Override
	public StoredObject put(String key, InputStream content, long length) {
		Path target = path(key);
		Path draft = this.unfinished.resolve(key + "." + UUID.randomUUID());
		try {
			Files.createDirectories(this.unfinished);
			createShard(target.getParent());
			if (Files.exists(target)) {
				throw taken();
			}
			try {
				long size = write(draft, content, length);
				// A link fails where the name exists; a move would replace it.
				Files.createLink(target, draft);
				forceDirectory(target.getParent());
				return new StoredObject(key, size, Files.getLastModifiedTime(target).toInstant());
			}
			finally {
				Files.deleteIfExists(draft);
			}
		}
		catch (FileAlreadyExistsException ex) {
			throw taken();
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public InputStream get(String key) {
		try {
			return Files.newInputStream(path(key));
		}
		catch (NoSuchFileException ex) {
			throw missing();
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public InputStream range(String key, long from, long length) {
		try {
			SeekableByteChannel channel = Files.newByteChannel(path(key), StandardOpenOption.READ);
			channel.position(from);
			return ByteStreams.limit(Channels.newInputStream(channel), length);
		}
		catch (NoSuchFileException ex) {
			throw missing();
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public Optional<StoredObject> stat(String key) {
		try {
			return Optional.of(stored(path(key)));
		}
		catch (NoSuchFileException ex) {
			return Optional.empty();
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void delete(String key) {
		try {
			Files.deleteIfExists(path(key));
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void list(String prefix, Consumer<StoredObject> visitor) {
		if (!Files.isDirectory(this.root)) {
			return;
		}
		try (DirectoryStream<Path> outer = shards(this.root)) {
			for (Path first : outer) {
				try (DirectoryStream<Path> inner = shards(first)) {
					for (Path second : inner) {
						visit(second, prefix, visitor);
					}
				}
			}
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	@Override
	public void clearUnfinished(Instant before) {
		if (!Files.isDirectory(this.unfinished)) {
			return;
		}
		try (DirectoryStream<Path> drafts = Files.newDirectoryStream(this.unfinished)) {
			for (Path draft : drafts) {
				if (Files.getLastModifiedTime(draft).toInstant().isBefore(before)) {
					Files.deleteIfExists(draft);
				}
			}
		}
		catch (IOException ex) {
			throw unavailable(ex);
		}
	}

	private static long write(Path draft, InputStream content, long length) throws IOException {
		byte[] buffer = new byte[BUFFER];
		long size = 0;
		try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
			for (int read = read(content, buffer); read >= 0; read = read(content, buffer)) {
				size += read;
				if (length != UNKNOWN && size > length) {
					throw interrupted();
				}
				ByteBuffer chunk = ByteBuffer.wrap(buffer, 0, read);
				while (chunk.hasRemaining()) {
					channel.write(chunk);
				}
			}
			if (length != UNKNOWN && size < length) {
				throw interrupted();
			}
			channel.force(true);
		}
		return size;
	}

	/** What breaks here is the sender's side, not the store. */
	private static int read(InputStream content, byte[] buffer) {
		try {
			return content.read(buffer);
		}
		catch (IOException ex) {
			Refusal refusal = interrupted();
			refusal.initCause(ex);
			throw refusal;
		}
	}

	private void createShard(Path shard) throws IOException {
		if (!Files.isDirectory(shard)) {
			Files.createDirectories(shard);
			forceDirectory(shard.getParent());
			forceDirectory(this.root);
		}
	}

	/** Makes names durable; not every platform opens directories. */
	private static void forceDirectory(Path directory) throws IOException {
		if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
			try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
				channel.force(true);
			}
		}
	}

	private static DirectoryStream<Path> shards(Path directory) throws IOException {
		return Files.newDirectoryStream(directory,
				(entry) -> entry.getFileName().toString().length() == 2 && Files.isDirectory(entry));
	}

	private static void visit(Path shard, String prefix, Consumer<StoredObject> visitor) throws IOException {
		try (DirectoryStream<Path> files = Files.newDirectoryStream(shard)) {
			for (Path file : files) {
				String name = file.getFileName().toString();
				if (name.startsWith(prefix) && KEY.matcher(name).matches()) {
					try {
						visitor.accept(stored(file));
					}
					catch (NoSuchFileException ex) {
						// Deleted while we looked: no longer in the list.
						continue;
					}
				}
			}
		}
	}

	private static StoredObject stored(Path file) throws IOException {
		BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
		return new StoredObject(file.getFileName().toString(), attributes.size(),
				attributes.lastModifiedTime().toInstant());
	}

	private Path path(String key) {
		if (!KEY.matcher(key).matches()) {
			throw new IllegalArgumentException("Not a key of the store");
		}
		return this.root.resolve(key.substring(0, 2)).resolve(key.substring(2, 4)).resolve(key);
	}

	private static Refusal taken() {
		return new Refusal(Refusal.Kind.CONFLICT, "material.store.taken");
	}

	private static Refusal missing() {
		return new Refusal(Refusal.Kind.NOT_FOUND, "material.store.missing");
	}

	private static Refusal interrupted() {
		return new Refusal(Refusal.Kind.MALFORMED, "material.upload.interrupted");
	}

	private static Refusal unavailable(IOException cause) {
		LOG.error("The material store on disk does not work", cause);
		Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
		refusal.initCause(cause);
		return refusal;
	}

}
