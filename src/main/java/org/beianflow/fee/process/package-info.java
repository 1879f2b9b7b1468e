/**
 * Payment and refund in the process engine, and the table of fees in its decision engine.
 */
package org.beianflow.fee.process;
