/**
 * A payment company to play with, in this application itself; only in the demo profile.
 */
package org.beianflow.fee.demo;
