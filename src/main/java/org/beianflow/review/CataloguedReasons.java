package org.beianflow.review;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The catalogue as it lies in {@code rules/reason-catalogue.json}. */
@Component
class CataloguedReasons implements ReasonCatalogue {

	private final Map<String, Reason> reasons = new LinkedHashMap<>();

	CataloguedReasons() {
		try (InputStream in = new ClassPathResource("rules/reason-catalogue.json").getInputStream()) {
			for (Reason reason : new ObjectMapper().readValue(in, new TypeReference<List<Reason>>() {
			})) {
				if (this.reasons.put(reason.code(), reason) != null) {
					throw new IllegalStateException("Reason code " + reason.code() + " stands twice in the catalogue");
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public List<Reason> all() {
		return List.copyOf(this.reasons.values());
	}

	@Override
	public List<Reason> of(ReturnScope scope) {
		return this.reasons.values().stream().filter((reason) -> reason.scope() == scope).toList();
	}

	@Override
	public Optional<Reason> find(String code) {
		return Optional.ofNullable((code != null) ? this.reasons.get(code) : null);
	}

}
