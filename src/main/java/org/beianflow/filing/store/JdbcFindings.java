package org.beianflow.filing.store;

import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.check.Finding;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FindingStore;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Findings in the database; their arguments never hold personal data. */
@Repository
class JdbcFindings implements FindingStore {

	private static final TypeReference<List<Object>> ARGUMENTS = new TypeReference<>() {
	};

	private final JdbcClient jdbc;

	private final ObjectMapper json;

	JdbcFindings(JdbcClient jdbc, ObjectMapper json) {
		this.jdbc = jdbc;
		this.json = json;
	}

	@Override
	@Transactional
	public void replace(FilingReference reference, int round, List<Finding> findings) {
		this.jdbc.sql("delete from bf_filing_finding where reference = ? and round = ?")
			.params(reference.value(), round)
			.update();
		int seq = 0;
		for (Finding finding : findings) {
			this.jdbc.sql("""
					insert into bf_filing_finding (reference, round, seq, path, verdict, message, arguments)
					values (?, ?, ?, ?, ?, ?, ?)
					""")
				.params(reference.value(), round, ++seq, finding.path(), finding.state().name(), finding.messageKey(),
						write(finding.arguments()))
				.update();
		}
	}

	@Override
	public List<Finding> of(FilingReference reference, int round) {
		return this.jdbc.sql("select * from bf_filing_finding where reference = ? and round = ? order by seq")
			.params(reference.value(), round)
			.query((rs, row) -> new Finding(rs.getString("path"), Finding.State.valueOf(rs.getString("verdict")),
					rs.getString("message"), read(rs.getString("arguments"))))
			.list();
	}

	private String write(List<Object> arguments) {
		try {
			return this.json.writeValueAsString(arguments);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("the arguments of a finding cannot be written", ex);
		}
	}

	private List<Object> read(String arguments) {
		try {
			return this.json.readValue(arguments, ARGUMENTS);
		}
		catch (JsonProcessingException ex) {
			throw new IllegalStateException("the arguments of a finding cannot be read", ex);
		}
	}

}
