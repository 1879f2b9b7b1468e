package org.beianflow.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.beianflow.check.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The table of rights says what domain.md §5 says. */
class PermissionTableTest {

	private static final String BEIJING = "110000";

	private static final String SHANGHAI = "310000";

	private final PermissionTable table = new PermissionTable();

	private final CurrentActor applicant = CurrentActor.applicant("a-1");

	@Test
	void applicantsReachTheirOwnFilingsOnly() {
		assertThat(allows(this.applicant, Action.FILING_EDIT, Scope.of("a-1", BEIJING))).isTrue();
		assertThat(allows(this.applicant, Action.FILING_READ, Scope.of("a-2", BEIJING))).isFalse();
		assertThat(allows(this.applicant, Action.FILING_READ, Scope.NONE)).isFalse();
		assertThatThrownBy(() -> this.table.require(this.applicant, Action.FILING_READ, Scope.of("a-2", BEIJING)))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.kind()).as("says nothing about others' filings")
						.isEqualTo(Refusal.Kind.NOT_FOUND));
		assertThatThrownBy(
				() -> this.table.require(this.applicant, Action.DECISION_FINAL_REVIEW, Scope.of("a-1", BEIJING)))
			.isInstanceOfSatisfying(Refusal.class,
					(refusal) -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN));
	}

	@Test
	void aMemberOfStaffWithTheIdOfAnApplicantOwnsNothing() {
		CurrentActor namesake = CurrentActor.staff("a-1", Set.of(Role.APPLICANT), Set.of(BEIJING));
		assertThat(allows(namesake, Action.FILING_EDIT, Scope.of("a-1", BEIJING))).isFalse();
	}

	@ParameterizedTest
	@EnumSource(
			names = { "CASE_WORKER", "SUPERVISOR", "FINANCE", "AUTHORITY_REVIEWER", "AUTHORITY_CHIEF", "INSPECTOR" })
	void staffReachTheProvincesTheyWorkFor(Role role) {
		CurrentActor staff = CurrentActor.staff("s", Set.of(role), Set.of(BEIJING));
		assertThat(allows(staff, Action.FILING_READ, Scope.of("a-1", BEIJING))).isTrue();
		assertThat(allows(staff, Action.FILING_READ, Scope.of("a-1", SHANGHAI))).isFalse();
		assertThat(allows(staff, Action.FILING_READ, Scope.NONE)).isFalse();
		assertThat(allows(staff, Action.FILING_EDIT, Scope.of("a-1", BEIJING))).isFalse();
	}

	@ParameterizedTest
	@CsvSource({ "FINANCE, MATERIAL_READ_IDENTITY", "FINANCE, PERSONAL_DATA_UNMASK", "ADMIN, FILING_READ",
			"ADMIN, FILING_SEARCH", "ADMIN, MATERIAL_READ", "ADMIN, PERSONAL_DATA_UNMASK", "ADMIN, AUDIT_READ",
			"ANALYST, FILING_READ", "ANALYST, PERSONAL_DATA_UNMASK", "AUDITOR, FILING_READ", "AUDITOR, RULES_EDIT",
			"CLOUD_OPERATOR, FILING_READ", "CLOUD_OPERATOR, MATERIAL_READ_IDENTITY",
			"CASE_WORKER, DECISION_FINAL_REVIEW", "CASE_WORKER, DECISION_AUTHORITY_REVIEW",
			"CASE_WORKER, TASK_REASSIGN", "SUPERVISOR, DECISION_PROVIDER_REVIEW",
			"AUTHORITY_REVIEWER, DECISION_FINAL_REVIEW", "AUTHORITY_CHIEF, DECISION_AUTHORITY_REVIEW",
			"INSPECTOR, REGISTER_IMPORT", "OPERATOR, FILING_READ" })
	void whatARoleMustNotDoItMayNowhere(Role role, Action action) {
		CurrentActor staff = CurrentActor.staff("s", Set.of(role), Set.of(BEIJING));
		assertThat(this.table.allowsSomewhere(staff, action)).isFalse();
	}

	@Test
	void everyActionIsAllowedToSomebodyAndEveryStaffRoleMayDoSomething() {
		Set<Action> allowed = EnumSet.noneOf(Action.class);
		Set<Role> roles = EnumSet.noneOf(Role.class);
		this.table.rows().forEach((row) -> {
			allowed.add(row.action());
			if (row.action() != Action.DEMO_CLOCK) {
				roles.addAll(row.roles());
			}
		});
		assertThat(allowed).containsExactlyInAnyOrder(Action.values());
		assertThat(roles).containsExactlyInAnyOrder(Role.values());
	}

	@Test
	void noRowIsThereTwice() {
		List<PermissionTable.Row> rows = this.table.rows();
		assertThat(rows).doesNotHaveDuplicates();
		assertThat(Arrays.stream(Role.values()).filter((role) -> role.group().isPresent()))
			.allMatch((role) -> Role.ofGroup(role.group().get()).equals(Optional.of(role)));
	}

	private boolean allows(CurrentActor who, Action action, Scope scope) {
		return this.table.allows(who, action, scope);
	}

}
