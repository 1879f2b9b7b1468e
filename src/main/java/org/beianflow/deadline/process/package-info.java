/** The decision tables about time limits, read through the engine. */
package org.beianflow.deadline.process;
