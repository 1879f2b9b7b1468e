/**
 * Deliveries as jobs of the engine.
 */
package org.beianflow.notice.process;
