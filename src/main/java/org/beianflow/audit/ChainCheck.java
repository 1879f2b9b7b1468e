package org.beianflow.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.beianflow.audit.AuditFinding.Kind;

/**
 * Checks one chain and says where it was touched.
 * <p>
 * Three witnesses are heard. Each entry's hash covers its own place and content, so an
 * edited entry does not fit itself and a moved one still fits its old place. Each entry
 * names the hash of the one before, so an entry replaced together with its hash is given
 * away by its successor, or by the head. The seals outside the database give away a chain
 * that was rewritten with its head.
 */
final class ChainCheck {

	private final String chain;

	private final NavigableMap<Long, AuditRow> rows = new TreeMap<>();

	private final AuditHead head;

	private final List<AuditHead> sealed;

	private final List<AuditFinding> findings = new ArrayList<>();

	/** By how many places the rows have moved up to here. */
	private long shift;

	ChainCheck(String chain, List<AuditRow> rows, AuditHead head, List<AuditHead> sealed) {
		this.chain = chain;
		rows.forEach((row) -> this.rows.put(row.number(), row));
		this.head = head;
		this.sealed = sealed;
	}

	AuditVerification run() {
		checkContents();
		checkGaps();
		checkLinks();
		checkHead();
		checkSeals();
		this.findings.sort(Comparator.comparingLong(AuditFinding::from).thenComparing(AuditFinding::kind));
		long sealedUpTo = this.sealed.isEmpty() ? 0 : this.sealed.get(this.sealed.size() - 1).number();
		return new AuditVerification(this.chain, this.rows.size(), sealedUpTo, this.findings);
	}

	/** Each entry against its own hash. */
	private void checkContents() {
		for (AuditRow row : this.rows.values()) {
			long place = row.number();
			long written = placeWrittenFor(row);
			if (written == 0) {
				add(Kind.EDITED, place, place);
				continue;
			}
			AuditRow other = this.rows.get(written);
			if (written != place && other != null && other.writtenFor(place)) {
				if (place < written) {
					add(Kind.SWAPPED, place, written);
				}
				continue;
			}
			long moved = place - written;
			if (moved > this.shift) {
				add(Kind.INSERTED, place - (moved - this.shift), place - 1);
			}
			else if (moved < this.shift) {
				add(Kind.DELETED, place, place + (this.shift - moved) - 1);
			}
			this.shift = moved;
		}
	}

	/** For which place an entry was written; 0 if for none: its content was changed. */
	private long placeWrittenFor(AuditRow row) {
		for (long likely : new long[] { row.number(), row.number() - this.shift }) {
			if (row.writtenFor(likely)) {
				return likely;
			}
		}
		long last = Math.max(this.rows.lastKey(), (this.head != null) ? this.head.number() : 0);
		for (long place = 1; place <= last; place++) {
			if (row.writtenFor(place)) {
				return place;
			}
		}
		return 0;
	}

	private void checkGaps() {
		long expected = 1;
		for (long number : this.rows.keySet()) {
			if (number > expected) {
				add(Kind.DELETED, expected, number - 1);
			}
			expected = number + 1;
		}
	}

	/** Each entry against what the next one says of it. */
	private void checkLinks() {
		for (AuditRow row : this.rows.values()) {
			if (row.number() == 1 && !row.previousHash().equals(EntryHash.GENESIS)) {
				add(Kind.EDITED, 1, 1);
			}
			AuditRow before = this.rows.get(row.number() - 1);
			if (before == null || !row.writtenFor(row.number()) || !before.writtenFor(before.number())) {
				continue;
			}
			if (!row.previousHash().equals(before.hash())) {
				add(Kind.EDITED, before.number(), before.number());
			}
		}
	}

	private void checkHead() {
		long last = this.rows.isEmpty() ? 0 : this.rows.lastKey();
		if (this.head == null) {
			if (last > 0) {
				add(Kind.HEAD_FORGED, last, last);
			}
			return;
		}
		// Renumbered rows are reported already; the head may still have the old number.
		long named = (this.rows.containsKey(this.head.number() + this.shift)) ? this.head.number() + this.shift
				: this.head.number();
		AuditRow namedRow = this.rows.get(named);
		if (namedRow == null && named > last) {
			if (this.shift == 0) {
				add(Kind.TAIL_CUT, last + 1, named);
			}
			return;
		}
		boolean agrees = (namedRow != null) ? namedRow.hash().equals(this.head.hash())
				: named == 0 && this.head.hash().equals(EntryHash.GENESIS);
		if (agrees && named < last) {
			add(Kind.INSERTED, named + 1, last);
		}
		else if (!agrees && !this.findings.stream().anyMatch((finding) -> finding.to() >= named)) {
			boolean sealAgreesWithHead = this.sealed.stream().anyMatch(this.head::equals);
			add(sealAgreesWithHead ? Kind.EDITED : Kind.HEAD_FORGED, named, last);
		}
	}

	/** The chain against what was sealed of it. */
	private void checkSeals() {
		long agreed = 0;
		long last = Math.max(this.rows.isEmpty() ? 0 : this.rows.lastKey(),
				(this.head != null) ? this.head.number() : 0);
		for (AuditHead seal : this.sealed) {
			AuditRow row = this.rows.get(seal.number());
			if (seal.number() > last) {
				add(Kind.TAIL_CUT, last + 1, seal.number());
				return;
			}
			if (row != null && row.hash().equals(seal.hash())) {
				agreed = seal.number();
			}
			else if (this.findings.isEmpty()) {
				add(Kind.REWRITTEN, agreed + 1, seal.number());
				return;
			}
		}
	}

	private void add(Kind kind, long from, long to) {
		this.findings.add(new AuditFinding(kind, from, to));
	}

}
