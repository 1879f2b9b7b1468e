package org.beianflow.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What the seals outside the database say. */
final class Seals {

	private final NavigableMap<Long, String> hashes = new TreeMap<>();

	private final Map<String, List<AuditHead>> heads = new TreeMap<>();

	private final NavigableSet<Long> broken = new TreeSet<>();

	void add(long number, String hash, List<AuditHead> sealed) {
		this.hashes.put(number, hash);
		for (AuditHead head : sealed) {
			this.heads.computeIfAbsent(head.chain(), (chain) -> new ArrayList<>()).add(head);
		}
	}

	void addBroken(long number) {
		this.broken.add(number);
	}

	/** What was sealed of a chain, lowest number first. */
	List<AuditHead> of(String chain) {
		return this.heads.getOrDefault(chain, List.of())
			.stream()
			.sorted(Comparator.comparingLong(AuditHead::number))
			.toList();
	}

	Set<String> chains() {
		return this.heads.keySet();
	}

	/**
	 * The seals that are missing or changed, by their numbers.
	 * @param recorded the seals the database remembers, with their hashes
	 */
	List<AuditFinding> broken(Map<Long, String> recorded) {
		NavigableSet<Long> numbers = new TreeSet<>(this.broken);
		recorded.forEach((number, hash) -> {
			if (!Objects.equals(hash, this.hashes.get(number))) {
				numbers.add(number);
			}
		});
		return numbers.stream()
			.map((number) -> new AuditFinding(AuditFinding.Kind.SEAL_BROKEN, number, number))
			.toList();
	}

}
