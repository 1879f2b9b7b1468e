package org.beianflow.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The tests of this class together take every node and every flow of these diagrams;
 * {@link PathCoverage} fails the class otherwise, and {@code ModelTest} fails while a
 * diagram is traced by no class.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Traces {

	/** Ids of processes. */
	String[] value();

}
