package org.beianflow.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.beianflow.account.PasswordRules;
import org.beianflow.account.Role;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.Tenant;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.identity.Authentication;

import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The members of staff in the engine's identity store. */
@Component
class EngineStaff implements StaffDirectory {

	private final IdentityService identities;

	private final TransactionTemplate transaction;

	EngineStaff(IdentityService identities, PlatformTransactionManager transactions) {
		this.identities = identities;
		this.transaction = new TransactionTemplate(transactions);
	}

	@Override
	public void create(String id, String name, String mail, String password, Set<Role> roles, Set<String> provinces) {
		List<Violation> violations = PasswordRules.check("password", password, id, mail);
		if (!violations.isEmpty()) {
			throw Refusal.invalid("account.password.refused", violations);
		}
		if (roles.stream().anyMatch(StaffGroups::seesEveryProvince) && !provinces.isEmpty()) {
			throw new Refusal(Refusal.Kind.INVALID, "account.staff.mixedRoles", id);
		}
		try {
			unauthenticated(() -> this.transaction.execute((status) -> {
				save(id, name, mail, password, roles, provinces);
				return null;
			}));
		}
		catch (BadUserRequestException ex) {
			// Another node was faster at the first start.
			if (find(id).isEmpty()) {
				throw ex;
			}
		}
	}

	private void save(String id, String name, String mail, String password, Set<Role> roles, Set<String> provinces) {
		if (this.identities.createUserQuery().userId(id).count() > 0) {
			return;
		}
		User user = this.identities.newUser(id);
		user.setFirstName("");
		user.setLastName(name);
		user.setEmail(mail);
		user.setPassword(password);
		this.identities.saveUser(user);
		roles.forEach((role) -> this.identities.createMembership(id, role.group().orElseThrow()));
		provinces.forEach((province) -> this.identities.createTenantUserMembership(province, id));
	}

	@Override
	public Optional<StaffMember> find(String id) {
		return unauthenticated(() -> Optional.ofNullable(this.identities.createUserQuery().userId(id).singleResult())
			.map(this::member));
	}

	@Override
	public Optional<StaffMember> authenticate(String id, String password) {
		return unauthenticated(
				() -> this.identities.checkPassword(id, password) ? find(id) : Optional.<StaffMember>empty());
	}

	@Override
	public List<StaffMember> withRole(Role role) {
		return unauthenticated(() -> this.identities.createUserQuery()
			.memberOfGroup(role.group().orElseThrow())
			.orderByUserId()
			.asc()
			.list()
			.stream()
			.map(this::member)
			.toList());
	}

	@Override
	public List<StaffMember> withRole(Role role, String province) {
		return withRole(role).stream().filter((member) -> member.provinces().contains(province)).toList();
	}

	private StaffMember member(User user) {
		Set<Role> roles = this.identities.createGroupQuery()
			.groupMember(user.getId())
			.list()
			.stream()
			.map(Group::getId)
			.map(Role::ofGroup)
			.flatMap(Optional::stream)
			.collect(Collectors.toSet());
		Set<String> provinces = this.identities.createTenantQuery()
			.userMember(user.getId())
			.includingGroupsOfUser(true)
			.list()
			.stream()
			.map(Tenant::getId)
			.collect(Collectors.toSet());
		String name = Stream.of(user.getLastName(), user.getFirstName())
			.filter(Objects::nonNull)
			.collect(Collectors.joining());
		return new StaffMember(user.getId(), name.isEmpty() ? user.getId() : name, user.getEmail(), roles, provinces);
	}

	/** The directory answers the application, whoever the running request belongs to. */
	private <T> T unauthenticated(Supplier<T> question) {
		Authentication before = this.identities.getCurrentAuthentication();
		this.identities.clearAuthentication();
		try {
			return question.get();
		}
		finally {
			this.identities.setAuthentication(before);
		}
	}

}
