/**
 * Mail by SMTP.
 */
package org.beianflow.notice.mail;
