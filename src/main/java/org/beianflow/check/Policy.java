package org.beianflow.check;

import java.util.List;
import java.util.function.Function;

/**
 * One rule with a name, so that the rules of a module stand in a list that people can
 * read and tests can compare.
 *
 * @param <C> what the rule looks at
 * @param name what the rule is called, for example {@code certificate number}
 * @param rule says everything that breaks it
 */
public record Policy<C>(String name, Function<C, List<Violation>> rule) {

	public static <C> Policy<C> of(String name, Function<C, List<Violation>> rule) {
		return new Policy<>(name, rule);
	}

	/** What breaks any of the rules, in their order. */
	public static <C> List<Violation> check(List<Policy<C>> policies, C context) {
		return policies.stream().flatMap((policy) -> policy.rule().apply(context).stream()).toList();
	}

}
