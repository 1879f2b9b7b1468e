package org.beianflow.account;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.beianflow.check.Refusal;

import org.springframework.stereotype.Component;

/** Reads {@code account/permissions.csv} and decides by it. */
@Component
class PermissionTable implements Permissions {

	private static final String EVERYBODY = "*";

	private final List<Row> rows;

	PermissionTable() {
		this.rows = CsvTable.rows("account/permissions.csv").stream().map(Row::of).toList();
	}

	@Override
	public boolean allows(CurrentActor who, Action action, Scope scope) {
		return this.rows.stream().anyMatch((row) -> row.allows(who, action, scope));
	}

	@Override
	public boolean allowsSomewhere(CurrentActor who, Action action) {
		return this.rows.stream().anyMatch((row) -> row.action() == action && row.isFor(who));
	}

	@Override
	public void require(CurrentActor who, Action action, Scope scope) {
		if (allows(who, action, scope)) {
			return;
		}
		if (who.isApplicant() && scope.owner() != null && !scope.owner().equals(who.id())) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "account.notYours");
		}
		throw new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden");
	}

	List<Row> rows() {
		return this.rows;
	}

	/** How far a right reaches. */
	enum Reach {

		OWN, ANY

	}

	/** One line of the table. */
	record Row(Set<Role> roles, Action action, Reach owner, Reach province) {

		private static Row of(List<String> cells) {
			Set<Role> roles = EVERYBODY.equals(cells.get(0)) ? EnumSet.allOf(Role.class)
					: EnumSet.of(Role.valueOf(cells.get(0)));
			return new Row(roles, Action.valueOf(cells.get(1)), Reach.valueOf(cells.get(2)),
					Reach.valueOf(cells.get(3)));
		}

		boolean isFor(CurrentActor who) {
			return who.roles().stream().anyMatch(this.roles::contains);
		}

		boolean allows(CurrentActor who, Action asked, Scope scope) {
			return this.action == asked && isFor(who)
					&& (this.owner == Reach.ANY || (who.isApplicant() && who.id().equals(scope.owner())))
					&& (this.province == Reach.ANY
							|| (scope.province() != null && who.provinces().contains(scope.province())));
		}

	}

}
