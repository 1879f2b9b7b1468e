package org.beianflow.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.junit.jupiter.api.Test;

import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Without an administrator the application does not start, and says what to set. */
class FirstAdministratorTest {

	private final Directory directory = new Directory();

	@Test
	void withoutSettingsTheStartIsRefusedInASentence() {
		assertThatThrownBy(() -> start(null)).isInstanceOfSatisfying(FirstAdministratorMissing.class, (missing) -> {
			FailureAnalysis analysis = new FirstAdministratorMissingAnalyzer().analyze(missing);
			assertThat(analysis.getDescription()).contains("系统管理员");
			assertThat(analysis.getAction()).contains("beianflow.account.first-admin.id")
				.contains("beianflow.account.first-admin.password");
		});
		assertThatThrownBy(() -> start(new AccountSettings.FirstAdmin("root", " ")))
			.isInstanceOf(FirstAdministratorMissing.class);
	}

	@Test
	void aPasswordThatBreaksTheRulesIsRefused() {
		assertThatThrownBy(() -> start(new AccountSettings.FirstAdmin("root", "admin123456")))
			.isInstanceOf(FirstAdministratorMissing.class)
			.hasMessageContaining("密码");
		assertThat(this.directory.created).isEmpty();
	}

	@Test
	void theFirstStartMakesTheAdministratorAndLaterOnesNeedNoSettings() {
		start(new AccountSettings.FirstAdmin("root", "a quiet morning"));
		assertThat(this.directory.created).containsExactly("root");
		assertThatCode(() -> start(null)).doesNotThrowAnyException();
		assertThat(this.directory.created).containsExactly("root");
	}

	private void start(AccountSettings.FirstAdmin first) {
		new FirstAdministrator(this.directory,
				new AccountSettings(first, Duration.ofHours(12), 8, 60, 20, 5, 20, Duration.ofMinutes(15)))
			.afterSingletonsInstantiated();
	}

	private static final class Directory implements StaffDirectory {

		private final List<String> created = new ArrayList<>();

		@Override
		public void create(String id, String name, String mail, String password, Set<Role> roles,
				Set<String> provinces) {
			assertThat(roles).containsExactly(Role.ADMIN);
			this.created.add(id);
		}

		@Override
		public Optional<StaffMember> find(String id) {
			return Optional.empty();
		}

		@Override
		public Optional<StaffMember> authenticate(String id, String password) {
			return Optional.empty();
		}

		@Override
		public List<StaffMember> withRole(Role role) {
			return this.created.stream()
				.map((id) -> new StaffMember(id, id, null, Set.of(Role.ADMIN), Set.of()))
				.toList();
		}

		@Override
		public List<StaffMember> withRole(Role role, String province) {
			return List.of();
		}

	}

}
