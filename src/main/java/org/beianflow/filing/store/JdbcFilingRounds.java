package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingRounds;
import org.beianflow.privacy.FieldCipher;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rounds in the database, their forms sealed. */
@Repository
class JdbcFilingRounds implements FilingRounds {

	/** A form without anything. */
	private static final String NOTHING = "{}";

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	JdbcFilingRounds(JdbcClient jdbc, FieldCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	@Override
	public void add(FilingReference reference, int number, String formJson, Instant submittedAt) {
		this.jdbc.sql("""
				insert into bf_filing_round (reference, round, submitted_at, form, form_sha256)
				values (?, ?, ?, ?, ?)
				""")
			.params(reference.value(), number, submittedAt.atOffset(ZoneOffset.UTC),
					this.cipher.seal(formJson, context(reference, number)), Hashes.sha256(formJson))
			.update();
	}

	@Override
	public void seal(FilingReference reference, int number, String formDocument, String pdfDocument,
			String listDocument, Instant sealedAt) {
		this.jdbc.sql("""
				update bf_filing_round set form_document = ?, pdf_document = ?, list_document = ?, sealed_at = ?
				where reference = ? and round = ? and sealed_at is null
				""")
			.params(formDocument, pdfDocument, listDocument, sealedAt.atOffset(ZoneOffset.UTC), reference.value(),
					number)
			.update();
	}

	@Override
	public List<Round> of(FilingReference reference) {
		return this.jdbc.sql("select * from bf_filing_round where reference = ? order by round")
			.param(reference.value())
			.query(JdbcFilingRounds::round)
			.list();
	}

	@Override
	public Optional<Round> find(FilingReference reference, int number) {
		return this.jdbc.sql("select * from bf_filing_round where reference = ? and round = ?")
			.params(reference.value(), number)
			.query(JdbcFilingRounds::round)
			.optional();
	}

	@Override
	public Optional<String> form(FilingReference reference, int number) {
		return this.jdbc.sql("select form from bf_filing_round where reference = ? and round = ?")
			.params(reference.value(), number)
			.query((rs, row) -> this.cipher.open(rs.getBytes("form"), context(reference, number)))
			.optional();
	}

	@Override
	public void erase(FilingReference reference) {
		for (Round round : of(reference)) {
			this.jdbc.sql("""
					update bf_filing_round set form = ?, form_document = null, pdf_document = null,
					  list_document = null
					where reference = ? and round = ?
					""")
				.params(this.cipher.seal(NOTHING, context(reference, round.number())), reference.value(),
						round.number())
				.update();
		}
	}

	private static Round round(ResultSet rs, int row) throws SQLException {
		return new Round(rs.getInt("round"), rs.getObject("submitted_at", OffsetDateTime.class).toInstant(),
				rs.getString("form_sha256"),
				Optional.ofNullable(rs.getObject("sealed_at", OffsetDateTime.class))
					.map(OffsetDateTime::toInstant)
					.orElse(null),
				rs.getString("form_document"), rs.getString("pdf_document"), rs.getString("list_document"));
	}

	private static String context(FilingReference reference, int number) {
		return "bf_filing_round.form:" + reference.value() + ":" + number;
	}

}
