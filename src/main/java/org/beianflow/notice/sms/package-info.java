/**
 * SMS: shown only, or by an HTTP gateway.
 */
package org.beianflow.notice.sms;
