package org.beianflow.privacy;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are. Each of the two keysets comes from a file or, for machines that
 * hand out secrets by environment, as Base64 of such a file.
 *
 * @param keysetFile file with the keyset that seals, readable by its owner only
 * @param indexKeysetFile file with the keyset of the blind index, likewise
 * @param keyset the first one as Base64
 * @param indexKeyset the second one as Base64
 * @param demoDirectory where the demo makes its keys at first start
 */
@ConfigurationProperties("beianflow.privacy")
record PrivacySettings(Path keysetFile, Path indexKeysetFile, String keyset, String indexKeyset,
		@DefaultValue("./data/keys") Path demoDirectory) {

	/** Not the keys. */
	@Override
	public String toString() {
		return "PrivacySettings[" + this.keysetFile + ", " + this.indexKeysetFile + "]";
	}

}
