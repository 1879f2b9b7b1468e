package org.beianflow.privacy;

import java.util.List;
import java.util.Map;

import org.springframework.beans.factory.InitializingBean;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notices at start that the keys are not those the database was written with, rather than
 * at the first sealed value somebody wants to read.
 */
@Component
class KeyCheck implements InitializingBean {

	private static final String CONTEXT = "key-check";

	private static final String KNOWN = "beianflow";

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	private final BlindIndex index;

	KeyCheck(JdbcClient jdbc, FieldCipher cipher, BlindIndex index) {
		this.jdbc = jdbc;
		this.cipher = cipher;
		this.index = index;
	}

	@Override
	public void afterPropertiesSet() {
		if (!opens()) {
			try {
				this.jdbc.sql("insert into bf_key_check (id, sealed, blind_index) values (1, ?, ?)")
					.param(this.cipher.seal(KNOWN, CONTEXT))
					.param(this.index.of(CONTEXT, KNOWN))
					.update();
			}
			catch (DuplicateKeyException ex) {
				// Another node was first; its keys must be ours.
				opens();
			}
		}
	}

	private boolean opens() {
		List<Map<String, Object>> rows = this.jdbc.sql("select sealed, blind_index from bf_key_check where id = 1")
			.query()
			.listOfRows();
		for (Map<String, Object> row : rows) {
			boolean fits;
			try {
				fits = KNOWN.equals(this.cipher.open((byte[]) row.get("sealed"), CONTEXT))
						&& this.index.of(CONTEXT, KNOWN).equals(row.get("blind_index"));
			}
			catch (SealBroken ex) {
				fits = false;
			}
			if (!fits) {
				throw new KeysMissing("The keys do not fit this database: its personal data was sealed with others.",
						"Set beianflow.privacy.keyset-file and beianflow.privacy.index-keyset-file to the keys it was "
								+ "created with, or point spring.datasource.url to the database of these keys.");
			}
		}
		return !rows.isEmpty();
	}

}
