package org.beianflow.console;

import java.util.List;

/**
 * What stands around every staff page.
 *
 * @param name who is signed in
 * @param roles the roles in words
 * @param menu what this person may open
 * @param current path of the menu entry this page belongs to
 * @param cockpit whether Cockpit is open to this person
 * @param words dates, times and codes in words
 * @param address links to this page with other parameters
 */
public record Frame(String name, String roles, List<Part> menu, String current, boolean cockpit, Words words,
		Address address) {

	/**
	 * A part of the menu.
	 *
	 * @param group which
	 * @param pages its entries
	 */
	public record Part(ConsolePage.Group group, List<ConsolePage> pages) {

	}

}
