package org.beianflow.filing;

import java.util.Optional;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.verification.SmsStatus;
import org.beianflow.verification.SmsVerifications;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The applicant's door to the SMS verification of a filing. */
@Component
public class FilingSms {

	private final FilingDesk desk;

	private final SmsVerifications verifications;

	private final Permissions permissions;

	FilingSms(FilingDesk desk, SmsVerifications verifications, Permissions permissions) {
		this.desk = desk;
		this.verifications = verifications;
		this.permissions = permissions;
	}

	/** Where it stands; empty if it never began. Names and numbers are masked. */
	@Transactional(readOnly = true)
	public Optional<SmsStatus> status(FilingReference reference, CurrentActor who) {
		this.desk.read(reference, who);
		return this.verifications.status(reference.value());
	}

	/** Has another code sent to a person, by position. */
	@Transactional
	public SmsStatus resend(FilingReference reference, int person, CurrentActor who) {
		Filing filing = this.desk.read(reference, who);
		this.permissions.require(who, Action.FILING_SUBMIT, filing.scope());
		this.verifications.resend(reference.value(), person, who.actor());
		return this.verifications.status(reference.value()).orElseThrow();
	}

}
