package org.beianflow.filing.store;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.beianflow.filing.FilingForm;
import org.beianflow.privacy.BlindIndex;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What a submitted filing is found by, kept beside it; nothing personal is readable. */
@Component
class SearchKeys {

	/** The name of an individual, so that it meets no other use of the index. */
	private static final String PERSON = "filing-search-person";

	private final JdbcClient jdbc;

	private final BlindIndex blindIndex;

	SearchKeys(JdbcClient jdbc, BlindIndex blindIndex) {
		this.jdbc = jdbc;
		this.blindIndex = blindIndex;
	}

	/** A word to find by, of a kind. */
	record Key(String kind, String term) {

	}

	/** Brings the keys of a filing in step with its form. */
	void keep(String reference, FilingForm form) {
		Set<Key> wanted = of(form);
		Set<Key> present = new HashSet<>(this.jdbc.sql("select kind, term from bf_filing_key where reference = ?")
			.param(reference)
			.query((rs, row) -> new Key(rs.getString("kind"), rs.getString("term")))
			.list());
		for (Key key : present) {
			if (!wanted.contains(key)) {
				this.jdbc.sql("delete from bf_filing_key where reference = ? and kind = ? and term = ?")
					.params(reference, key.kind(), key.term())
					.update();
			}
		}
		for (Key key : wanted) {
			if (!present.contains(key)) {
				this.jdbc.sql("insert into bf_filing_key (reference, kind, term) values (?, ?, ?)")
					.params(reference, key.kind(), key.term())
					.update();
			}
		}
	}

	private Set<Key> of(FilingForm form) {
		Set<Key> keys = new HashSet<>();
		FilingSubject subject = form.subject();
		if (subject != null) {
			add(keys, "NUMBER", BlindIndex.ID_NUMBER, subject.certificateNumber());
			if (subject.nature() == SubjectNature.INDIVIDUAL) {
				add(keys, "PERSON", PERSON, subject.name());
			}
			else if (subject.name() != null) {
				pairs(subject.name()).forEach((pair) -> keys.add(new Key("PAIR", pair)));
			}
		}
		form.personsInCharge().values().forEach((person) -> {
			add(keys, "NUMBER", BlindIndex.ID_NUMBER, person.idNumber());
			add(keys, "MOBILE", BlindIndex.MOBILE, person.mobile());
			add(keys, "PERSON", PERSON, person.name());
		});
		return keys;
	}

	private void add(Set<Key> keys, String kind, String purpose, String value) {
		if (value != null && !value.isBlank()) {
			keys.add(new Key(kind, this.blindIndex.of(purpose, value)));
		}
	}

	/**
	 * Whether a person with another number has this mobile in another subject's filing.
	 */
	boolean mobileOfAnother(String reference, PersonInCharge person) {
		return this.jdbc.sql("""
				select count(*) from bf_filing_key k join bf_filing f on f.reference = k.reference
				where k.kind = 'MOBILE' and k.term = :mobile and k.reference <> :reference
				and (f.running_subject is not null or f.state = 'FILED')
				and f.subject_key <> (select coalesce(subject_key, '') from bf_filing where reference = :reference)
				and not exists (select 1 from bf_filing_key p
					where p.reference = k.reference and p.kind = 'NUMBER' and p.term = :number)
				""")
			.param("mobile", this.blindIndex.of(BlindIndex.MOBILE, person.mobile()))
			.param("number", this.blindIndex.of(BlindIndex.ID_NUMBER, person.idNumber()))
			.param("reference", reference)
			.query(Integer.class)
			.single() > 0;
	}

	/** The indexes a text may be meant as. */
	List<String> meant(String text) {
		return List.of(this.blindIndex.of(BlindIndex.ID_NUMBER, text), this.blindIndex.of(BlindIndex.MOBILE, text),
				this.blindIndex.of(PERSON, text));
	}

	/** Each two neighbouring characters of a name, in small letters, without blanks. */
	static Set<String> pairs(String name) {
		int[] characters = name.toLowerCase(Locale.ROOT)
			.codePoints()
			.filter((c) -> !Character.isWhitespace(c))
			.toArray();
		Set<String> pairs = new HashSet<>();
		for (int i = 0; i + 1 < characters.length; i++) {
			pairs.add(new String(characters, i, 2));
		}
		return pairs;
	}

}
