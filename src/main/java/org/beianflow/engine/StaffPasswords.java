package org.beianflow.engine;

import java.util.List;
import java.util.Map;

import org.beianflow.account.PasswordRules;
import org.camunda.bpm.engine.identity.PasswordPolicy;
import org.camunda.bpm.engine.identity.PasswordPolicyRule;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;

import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/**
 * Passwords of staff: slow hashes in place of the engine's SHA-512, and the same rules as
 * for applicants wherever a password is set, Camunda's Admin included.
 */
final class StaffPasswords implements PasswordEncryptor, PasswordPolicy {

	private final BCryptPasswordEncoder encoder = new BCryptPasswordEncoder();

	@Override
	public String encrypt(String password) {
		return this.encoder.encode(password);
	}

	@Override
	public boolean check(String password, String encrypted) {
		return PasswordRules.fits(password) && this.encoder.matches(password, encrypted);
	}

	@Override
	public String hashAlgorithmName() {
		return "bcrypt";
	}

	@Override
	public List<PasswordPolicyRule> getRules() {
		return List.of(new LengthRule(), new GuessableRule());
	}

	/** Shown by Admin under the engine's own text key. */
	private static final class LengthRule implements PasswordPolicyRule {

		@Override
		public String getPlaceholder() {
			return "PASSWORD_POLICY_LENGTH";
		}

		@Override
		public Map<String, String> getParameters() {
			return Map.of("minLength", String.valueOf(PasswordRules.MIN_LENGTH));
		}

		@Override
		public boolean execute(String candidate) {
			return PasswordRules.longEnough(candidate) && PasswordRules.fits(candidate);
		}

	}

	/** Neither a common password nor one made of the person's own data. */
	private static final class GuessableRule implements PasswordPolicyRule {

		@Override
		public String getPlaceholder() {
			return "PASSWORD_POLICY_USER_DATA";
		}

		@Override
		public Map<String, String> getParameters() {
			return Map.of();
		}

		@Override
		public boolean execute(String candidate) {
			return !PasswordRules.common(candidate);
		}

		@Override
		public boolean execute(String candidate, User user) {
			return execute(candidate) && (user == null || !PasswordRules.contains(candidate, user.getId(),
					user.getFirstName(), user.getLastName(), user.getEmail()));
		}

	}

}
