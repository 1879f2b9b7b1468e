/**
 * Signed messages to cloud vendors.
 */
package org.beianflow.notice.webhook;
