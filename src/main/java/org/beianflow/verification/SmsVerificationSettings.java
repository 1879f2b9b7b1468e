package org.beianflow.verification;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Bounds of SMS verification.
 *
 * @param wrongTries how many wrong tries a person has; the next one ends the verification
 * (domain.md R10)
 * @param resends how many more codes a person may get
 * @param resendAfter how long to wait between two codes
 * @param triesPerMobile how many entries for one number within {@code window}
 * @param triesPerAddress how many entries from one network address within {@code window}
 * @param window the time in which entries are counted; each node counts for itself
 */
@ConfigurationProperties("beianflow.verification")
record SmsVerificationSettings(@DefaultValue("5") int wrongTries, @DefaultValue("5") int resends,
		@DefaultValue("60s") Duration resendAfter, @DefaultValue("15") int triesPerMobile,
		@DefaultValue("60") int triesPerAddress, @DefaultValue("1h") Duration window) {

}
