package org.beianflow.access;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import org.beianflow.check.RuleFile;
import org.beianflow.site.ServerAddress;
import org.springframework.stereotype.Service;

/** The known access providers, from {@code rules/access-providers.json}. */
@Service
public class AccessProviders {

	private final List<AccessProvider> providers;

	private final boolean sample;

	private final LocalDate date;

	AccessProviders() {
		Document document = RuleFile.json("access-providers.json", Document.class);
		this.providers = document.providers().stream().map(Entry::provider).toList();
		this.sample = document.sample();
		this.date = document.date();
	}

	/** All of them, in the order of the list. */
	public List<AccessProvider> all() {
		return this.providers;
	}

	/**
	 * The provider with this id.
	 * @param id may be {@code null}
	 */
	public Optional<AccessProvider> find(String id) {
		return this.providers.stream().filter((provider) -> provider.id().equals(id)).findFirst();
	}

	/** Whether the list is only a sample. */
	boolean isSample() {
		return this.sample;
	}

	/** When the list was taken. */
	LocalDate date() {
		return this.date;
	}

	record Document(boolean sample, String about, LocalDate date, List<Entry> providers) {

	}

	record Entry(String id, String name, String englishName, List<String> blocks) {

		AccessProvider provider() {
			return new AccessProvider(this.id, this.name, this.englishName,
					this.blocks.stream().map(ServerAddress::parse).toList());
		}

	}

}
