package org.beianflow.deadline;

/** What sort of day it is. */
public enum DayKind {

	/** Monday to Friday without a holiday. */
	WORKING(true),
	/** A Saturday or Sunday that belongs to no holiday. */
	WEEKEND(false),
	/** Off by the State Council's arrangement, weekend days inside it included. */
	HOLIDAY(false),
	/** A Saturday or Sunday worked in exchange for a holiday (调休上班). */
	MAKE_UP(true);

	private final boolean working;

	DayKind(boolean working) {
		this.working = working;
	}

	public boolean working() {
		return this.working;
	}

	public String messageKey() {
		return "deadline.day." + name();
	}

}
