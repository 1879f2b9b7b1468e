package org.beianflow.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.springframework.stereotype.Component;

/**
 * The directory of seals: numbered text files, each with the heads of chains that moved
 * since the one before, the hash of the one before, and its own hash. All nodes of one
 * installation share it.
 */
@Component
class SealDirectory {

	private static final Pattern NAME = Pattern.compile("seal-(\\d{9})\\.txt");

	private static final String TITLE = "beianflow audit seal";

	private final Path directory;

	SealDirectory(AuditSettings settings) {
		this.directory = settings.sealDirectory();
	}

	/** Everything that is sealed. */
	Seals read() {
		return read((chain) -> true);
	}

	/** What is sealed of some chains. */
	Seals read(Predicate<String> chains) {
		Seals seals = new Seals();
		long expected = 1;
		String previous = EntryHash.GENESIS;
		for (Path file : files().values()) {
			long number = number(file);
			for (; expected < number; expected++) {
				seals.addBroken(expected);
				previous = null;
			}
			expected = number + 1;
			Optional<Seal> seal = readSeal(file, number, chains);
			if (seal.isEmpty()) {
				seals.addBroken(number);
				previous = null;
				continue;
			}
			if (previous != null && !previous.equals(seal.get().previous())) {
				// The later seal vouches for the earlier one, which says something else.
				seals.addBroken(Math.max(1, number - 1));
			}
			seals.add(number, seal.get().hash(), seal.get().heads());
			previous = seal.get().hash();
		}
		return seals;
	}

	/**
	 * Writes the next seal, durable when this returns.
	 * @return its number and hash; empty while another node is sealing
	 */
	Optional<Sealed> write(Instant at, List<AuditHead> heads) {
		try {
			Files.createDirectories(this.directory);
			try (FileChannel channel = FileChannel.open(this.directory.resolve("lock"), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
				return (lock != null) ? Optional.of(writeNext(at, heads)) : Optional.empty();
			}
			catch (OverlappingFileLockException ex) {
				return Optional.empty();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The audit trail could not be sealed in " + this.directory, ex);
		}
	}

	private Sealed writeNext(Instant at, List<AuditHead> heads) throws IOException {
		NavigableMap<Long, Path> files = files();
		long number = files.isEmpty() ? 1 : files.lastKey() + 1;
		String previous = files.isEmpty() ? EntryHash.GENESIS : lastLineHash(files.lastEntry().getValue());
		StringBuilder text = new StringBuilder();
		text.append(TITLE).append(' ').append(number).append('\n');
		text.append("at ").append(at).append('\n');
		text.append("previous ").append(previous).append('\n');
		for (AuditHead head : heads) {
			text.append(head.chain()).append(' ').append(head.number()).append(' ').append(head.hash()).append('\n');
		}
		String hash = EntryHash.of(text.toString().getBytes(StandardCharsets.UTF_8));
		text.append("hash ").append(hash).append('\n');
		Path unfinished = this.directory.resolve("unfinished");
		try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.CREATE,
				StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
			channel.write(StandardCharsets.UTF_8.encode(text.toString()));
			channel.force(true);
		}
		Files.move(unfinished, this.directory.resolve("seal-%09d.txt".formatted(number)),
				StandardCopyOption.ATOMIC_MOVE);
		return new Sealed(number, hash);
	}

	private static String lastLineHash(Path file) throws IOException {
		List<String> lines = Files.readAllLines(file);
		String last = lines.isEmpty() ? "" : lines.get(lines.size() - 1);
		// A damaged last seal must not stop the sealing; the gap shows when reading.
		return last.startsWith("hash ") ? last.substring("hash ".length()) : EntryHash.GENESIS;
	}

	private NavigableMap<Long, Path> files() {
		NavigableMap<Long, Path> files = new TreeMap<>();
		if (!Files.isDirectory(this.directory)) {
			return files;
		}
		try (Stream<Path> list = Files.list(this.directory)) {
			list.filter((file) -> NAME.matcher(file.getFileName().toString()).matches())
				.forEach((file) -> files.put(number(file), file));
			return files;
		}
		catch (IOException ex) {
			throw new UncheckedIOException("The seals of the audit trail cannot be listed", ex);
		}
	}

	private static long number(Path file) {
		Matcher name = NAME.matcher(file.getFileName().toString());
		if (!name.matches()) {
			throw new IllegalArgumentException("Not a seal: " + file);
		}
		return Long.parseLong(name.group(1));
	}

	/** Reads a seal; empty if it is not as it was written. */
	private static Optional<Seal> readSeal(Path file, long number, Predicate<String> chains) {
		try {
			String text = Files.readString(file);
			int end = text.lastIndexOf("hash ");
			if (end < 0) {
				return Optional.empty();
			}
			String hash = EntryHash.of(text.substring(0, end).getBytes(StandardCharsets.UTF_8));
			if (!text.substring(end).equals("hash " + hash + "\n")) {
				return Optional.empty();
			}
			List<String> lines = text.substring(0, end).lines().toList();
			if (!lines.get(0).equals(TITLE + " " + number)) {
				return Optional.empty();
			}
			String previous = lines.get(2).substring("previous ".length());
			List<AuditHead> heads = new ArrayList<>();
			for (String line : lines.subList(3, lines.size())) {
				String[] parts = line.split(" ");
				if (chains.test(parts[0])) {
					heads.add(new AuditHead(parts[0], Long.parseLong(parts[1]), parts[2]));
				}
			}
			return Optional.of(new Seal(previous, heads, hash));
		}
		catch (IOException ex) {
			throw new UncheckedIOException("A seal of the audit trail cannot be read: " + file, ex);
		}
	}

	/** A seal that was written. */
	record Sealed(long number, String hash) {
	}

	private record Seal(String previous, List<AuditHead> heads, String hash) {
	}

}
