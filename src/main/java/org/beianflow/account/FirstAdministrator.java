package org.beianflow.account;

import java.util.Set;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Makes the first administrator from the settings, and stops the start while there is
 * neither one in the directory nor one in the settings. The demo brings its own people.
 */
@Component
@Profile("!demo")
class FirstAdministrator implements SmartInitializingSingleton {

	private final StaffDirectory staff;

	private final AccountSettings settings;

	FirstAdministrator(StaffDirectory staff, AccountSettings settings) {
		this.staff = staff;
		this.settings = settings;
	}

	@Override
	public void afterSingletonsInstantiated() {
		if (!this.staff.withRole(Role.ADMIN).isEmpty()) {
			return;
		}
		AccountSettings.FirstAdmin first = this.settings.firstAdmin();
		if (first == null || isBlank(first.id()) || isBlank(first.password())) {
			throw new FirstAdministratorMissing("还没有系统管理员，首次启动需要指定一位。 There is no administrator yet.");
		}
		if (!PasswordRules.check("password", first.password(), first.id()).isEmpty()) {
			throw new FirstAdministratorMissing("首位系统管理员的密码不符合要求：至少 " + PasswordRules.MIN_LENGTH
					+ " 位，不能是常见密码，不能包含账号。 The password of the first administrator breaks the password rules.");
		}
		this.staff.create(first.id(), first.id(), null, first.password(), Set.of(Role.ADMIN), Set.of());
	}

	private static boolean isBlank(String text) {
		return text == null || text.isBlank();
	}

}
