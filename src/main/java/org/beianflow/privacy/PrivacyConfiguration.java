package org.beianflow.privacy;

import com.google.crypto.tink.KeysetHandle;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** The ciphers, or no start at all where their keys are missing. */
@Configuration(proxyBeanMethods = false)
class PrivacyConfiguration {

	private final KeysetHandle sealing;

	private final KeysetHandle index;

	PrivacyConfiguration(PrivacySettings settings, Environment environment) {
		boolean demo = environment.acceptsProfiles(Profiles.of("demo"));
		this.sealing = KeyFiles.sealing(settings, demo);
		this.index = KeyFiles.index(settings, demo);
	}

	@Bean
	FieldCipher fieldCipher() {
		return new TinkFieldCipher(this.sealing);
	}

	@Bean
	FileCipher fileCipher() {
		return new TinkFileCipher(this.sealing);
	}

	@Bean
	BlindIndex blindIndex() {
		return new TinkBlindIndex(this.index);
	}

}
