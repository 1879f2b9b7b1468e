package org.beianflow.console;

import java.util.Set;

import org.beianflow.account.Action;

/**
 * An entry of the console's menu. Every bean of this type is one; a module that brings a
 * page of its own declares its bean beside the page's controller.
 *
 * @param path where it is, for example {@code /console/notices}
 * @param key message key of its name in the menu
 * @param group part of the menu it stands in
 * @param order place within the group, small first
 * @param actions it is shown to whoever may do one of these somewhere; empty for all
 * staff. What the page itself allows is decided by its controller.
 */
public record ConsolePage(String path, String key, Group group, int order, Set<Action> actions) {

	/** The parts of the menu, in this order. */
	public enum Group {

		/** Filings and tasks. */
		WORK,
		/** Money. */
		MONEY,
		/** Figures and models. */
		FIGURES,
		/** What runs by itself, and what went wrong. */
		OPERATION,
		/** Proof of what was done. */
		PROOF,
		/** Only in the demo. */
		DEMO

	}

	public ConsolePage {
		actions = Set.copyOf(actions);
	}

}
