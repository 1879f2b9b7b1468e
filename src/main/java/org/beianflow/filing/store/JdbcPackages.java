package org.beianflow.filing.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

import org.beianflow.filing.FilingReference;
import org.beianflow.filing.PackageStore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Packages in the database; their content lies in the material store. */
@Repository
class JdbcPackages implements PackageStore {

	private final JdbcClient jdbc;

	JdbcPackages(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	@Override
	public void add(AuthorityPackage made) {
		this.jdbc.sql("""
				insert into bf_filing_package (package_no, reference, round, attempt, document, made_at)
				values (?, ?, ?, ?, ?, ?)
				""")
			.params(made.number(), made.reference(), made.round(), made.attempt(), made.document(),
					made.madeAt().atOffset(ZoneOffset.UTC))
			.update();
	}

	@Override
	public void answer(String number, Answer answer) {
		this.jdbc.sql("""
				update bf_filing_package set outcome = ?, refusal_code = ?, receipt_no = ?, answered_at = ?
				where package_no = ? and outcome is null
				""")
			.params(answer.accepted() ? "ACCEPTED" : "REFUSED", answer.refusalCode(), answer.receiptNumber(),
					answer.at().atOffset(ZoneOffset.UTC), number)
			.update();
	}

	@Override
	public List<AuthorityPackage> of(FilingReference reference) {
		return this.jdbc.sql("select * from bf_filing_package where reference = ? order by attempt")
			.param(reference.value())
			.query(JdbcPackages::made)
			.list();
	}

	private static AuthorityPackage made(ResultSet rs, int row) throws SQLException {
		String outcome = rs.getString("outcome");
		Answer answer = (outcome == null) ? null : new Answer(outcome.equals("ACCEPTED"), rs.getString("refusal_code"),
				rs.getString("receipt_no"), rs.getObject("answered_at", OffsetDateTime.class).toInstant());
		return new AuthorityPackage(rs.getString("package_no"), rs.getString("reference"), rs.getInt("round"),
				rs.getInt("attempt"), rs.getString("document"),
				rs.getObject("made_at", OffsetDateTime.class).toInstant(), answer);
	}

}
