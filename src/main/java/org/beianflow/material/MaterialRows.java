package org.beianflow.material;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

import org.beianflow.audit.Actor;
import org.beianflow.privacy.FieldCipher;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of this module. */
@Component
class MaterialRows {

	private static final String COLUMNS = """
			select v.id, m.filing, m.kind, m.slot, v.version, v.object_key, v.file_key, v.file_name, v.media_type,
				v.plain_size, v.plain_sha256, v.sealed_size, v.sealed_sha256, v.uploaded_by_kind, v.uploaded_by,
				v.uploaded_at, v.state, v.reason, v.scan
			from bf_material_version v join bf_material m on m.id = v.material
			""";

	private static final String LATEST = " v.version = (select max(l.version) from bf_material_version l where l.material = m.id)";

	private final JdbcClient jdbc;

	private final FieldCipher cipher;

	MaterialRows(JdbcClient jdbc, FieldCipher cipher) {
		this.jdbc = jdbc;
		this.cipher = cipher;
	}

	/**
	 * A version with what only this module sees.
	 *
	 * @param version what others see
	 * @param objectKey where it lies
	 * @param fileKey its wrapped key
	 */
	record Row(MaterialVersion version, String objectKey, byte[] fileKey) {
	}

	/**
	 * An object on its way.
	 *
	 * @param id of the version it will become
	 * @param objectKey where it goes
	 */
	record Claim(UUID id, String objectKey) {
	}

	static String context(UUID version) {
		return "material:" + version;
	}

	void claim(Claim claim, Instant now) {
		this.jdbc.sql("insert into bf_material_upload (id, object_key, claimed_at) values (?, ?, ?)")
			.params(claim.id().toString(), claim.objectKey(), utc(now))
			.update();
	}

	/** Whether the claim was still there: whoever removes it decides about the object. */
	boolean release(Claim claim) {
		return this.jdbc.sql("delete from bf_material_upload where id = ?").param(claim.id().toString()).update() == 1;
	}

	List<Claim> claimsBefore(Instant time) {
		return this.jdbc.sql("select id, object_key from bf_material_upload where claimed_at < ? order by claimed_at")
			.param(utc(time))
			.query((row, index) -> new Claim(UUID.fromString(row.getString(1)), row.getString(2)))
			.list();
	}

	/**
	 * Removes all rows of a filing. Its objects stay behind as claims that nobody will
	 * take up, so the sweep removes them, however often it has to try.
	 */
	List<String> forget(String filing) {
		List<String> objects = this.jdbc.sql("""
				select v.object_key from bf_material_version v join bf_material m on m.id = v.material
				where m.filing = ?
				""").param(filing).query(String.class).list();
		objects.forEach((key) -> claim(new Claim(UUID.randomUUID(), key), Instant.EPOCH));
		this.jdbc.sql("delete from bf_material_version where material in (select id from bf_material where filing = ?)")
			.param(filing)
			.update();
		this.jdbc.sql("delete from bf_material where filing = ?").param(filing).update();
		return objects;
	}

	/** Those of the keys that rows or claims speak of. */
	Set<String> known(Collection<String> objectKeys) {
		// Claims first: an upload that attaches in between is found by one of the two.
		Set<String> known = new HashSet<>(keys("bf_material_upload", objectKeys));
		known.addAll(keys("bf_material_version", objectKeys));
		return known;
	}

	private List<String> keys(String table, Collection<String> objectKeys) {
		return this.jdbc.sql("select object_key from " + table + " where object_key in (:keys)")
			.param("keys", objectKeys)
			.query(String.class)
			.list();
	}

	/** Makes the material; fails where somebody else made it at the same moment. */
	void create(String filing, MaterialKind kind, String slot) {
		this.jdbc.sql("insert into bf_material (id, filing, kind, slot, withdrawn) values (?, ?, ?, ?, false)")
			.params(UUID.randomUUID().toString(), filing, kind.name(), slot)
			.update();
	}

	/** Its id, locked until the transaction ends where it is to be changed. */
	Optional<String> material(String filing, MaterialKind kind, String slot, boolean locked) {
		return this.jdbc
			.sql("select id from bf_material where filing = ? and kind = ? and slot = ?"
					+ (locked ? " for update" : ""))
			.params(filing, kind.name(), slot)
			.query(String.class)
			.optional();
	}

	int nextVersion(String material) {
		return this.jdbc.sql("select coalesce(max(version), 0) + 1 from bf_material_version where material = ?")
			.param(material)
			.query(Integer.class)
			.single();
	}

	void insert(String material, Row row) {
		MaterialVersion version = row.version();
		List<Object> values = new ArrayList<>(List.of(version.id().toString(), material, version.version(),
				row.objectKey(), row.fileKey(), this.cipher.seal(version.fileName(), context(version.id()) + ":name"),
				version.mediaType(), version.size(), version.sha256(), version.sealedSize(), version.sealedSha256(),
				version.uploadedBy().kind().name(), version.uploadedBy().id(), utc(version.uploadedAt()),
				version.state().name(), version.scan().name()));
		this.jdbc.sql("""
				insert into bf_material_version (id, material, version, object_key, file_key, file_name, media_type,
					plain_size, plain_sha256, sealed_size, sealed_sha256, uploaded_by_kind, uploaded_by, uploaded_at,
					state, scan)
				values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
				""").params(values).update();
		withdrawn(material, false);
	}

	boolean withdrawn(String material, boolean withdrawn) {
		return this.jdbc.sql("update bf_material set withdrawn = ? where id = ? and withdrawn <> ?")
			.params(withdrawn, material, withdrawn)
			.update() == 1;
	}

	void judge(UUID version, MaterialVersion.State state, String reason) {
		this.jdbc.sql("update bf_material_version set state = ?, reason = ? where id = ?")
			.param(state.name())
			.param(reason)
			.param(version.toString())
			.update();
	}

	Optional<Row> find(UUID version) {
		return this.jdbc.sql(COLUMNS + " where v.id = ?").param(version.toString()).query(this::row).optional();
	}

	boolean isLatest(UUID version) {
		return this.jdbc.sql("""
				select count(*) from bf_material_version v join bf_material m on m.id = v.material
				where v.id = ? and""" + LATEST).param(version.toString()).query(Integer.class).single() == 1;
	}

	List<MaterialVersion> latest(String filing, boolean generated) {
		return versions(this.jdbc
			.sql(COLUMNS + " where m.filing = ? and m.withdrawn = false and m.kind " + (generated ? "=" : "<>")
					+ " 'GENERATED' and" + LATEST)
			.param(filing));
	}

	List<MaterialVersion> all(String filing, MaterialKind kind, String slot) {
		return versions(
				this.jdbc.sql(COLUMNS + " where m.filing = ? and m.kind = ? and m.slot = ? order by v.version desc")
					.params(filing, kind.name(), slot));
	}

	private List<MaterialVersion> versions(JdbcClient.StatementSpec statement) {
		return statement.query(this::row).list().stream().map(Row::version).toList();
	}

	private Row row(ResultSet row, int index) throws SQLException {
		UUID id = UUID.fromString(row.getString("id"));
		MaterialVersion version = new MaterialVersion(id, row.getString("filing"),
				MaterialKind.valueOf(row.getString("kind")), row.getString("slot"), row.getInt("version"),
				this.cipher.open(row.getBytes("file_name"), context(id) + ":name"), row.getString("media_type"),
				row.getLong("plain_size"), row.getString("plain_sha256"), row.getLong("sealed_size"),
				row.getString("sealed_sha256"),
				new Actor(Actor.Kind.valueOf(row.getString("uploaded_by_kind")), row.getString("uploaded_by")),
				row.getObject("uploaded_at", OffsetDateTime.class).toInstant(),
				MaterialVersion.State.valueOf(row.getString("state")), row.getString("reason"),
				MaterialVersion.Scan.valueOf(row.getString("scan")));
		return new Row(version, row.getString("object_key"), row.getBytes("file_key"));
	}

	private static OffsetDateTime utc(Instant instant) {
		return instant.atOffset(ZoneOffset.UTC);
	}

}
