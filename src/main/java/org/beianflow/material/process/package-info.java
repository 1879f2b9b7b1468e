/** Asks the decision table of the materials. */
package org.beianflow.material.process;
