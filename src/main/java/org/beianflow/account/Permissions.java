package org.beianflow.account;

/**
 * Decides who may do what, from the one table {@code account/permissions.csv}. What the
 * table does not allow is refused.
 */
public interface Permissions {

	/** Whether this person may do this here. */
	boolean allows(CurrentActor who, Action action, Scope scope);

	/**
	 * Whether one of this person's roles may do this anywhere: for menus and lists.
	 */
	boolean allowsSomewhere(CurrentActor who, Action action);

	/**
	 * Refuses what the table does not allow.
	 * @throws org.beianflow.check.Refusal NOT_FOUND towards an applicant who asks for
	 * somebody else's filing, so that nothing is learned about it; FORBIDDEN otherwise
	 */
	void require(CurrentActor who, Action action, Scope scope);

}
