package org.beianflow.filing;

import org.beianflow.account.Applicants;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.check.Refusal;
import org.beianflow.review.ReviewStage;
import org.beianflow.review.SeparationOfDuties;

import org.springframework.stereotype.Component;

/**
 * Who may work on a filing besides what the grants say: nobody judges a filing of the
 * own, and nobody judges it twice (domain.md §5).
 */
@Component
class Duties {

	private final Filings filings;

	private final Applicants applicants;

	private final StaffDirectory staff;

	private final SeparationOfDuties separation;

	Duties(Filings filings, Applicants applicants, StaffDirectory staff, SeparationOfDuties separation) {
		this.filings = filings;
		this.applicants = applicants;
		this.staff = staff;
		this.separation = separation;
	}

	/**
	 * Refuses a member of staff who must not judge this filing at this stage.
	 * @throws Refusal FORBIDDEN, saying what the person did before
	 */
	void check(FilingReference reference, ReviewStage stage, String staffId) {
		if (isApplicant(reference, staffId)) {
			keepAway(reference, staffId);
		}
		this.separation.check(reference.value(), stage, staffId);
	}

	/** Who acted for the applicant does not judge the filing. */
	void keepAway(FilingReference reference, String staffId) {
		this.separation.exclude(reference.value(), staffId, SeparationOfDuties.Exclusion.CREATED_FILING);
	}

	/** An applicant's account under the mail address of a member of staff is theirs. */
	private boolean isApplicant(FilingReference reference, String staffId) {
		String mail = this.staff.find(staffId).map(StaffMember::mail).orElse(null);
		if (mail == null || mail.isBlank()) {
			return false;
		}
		return this.filings.find(reference)
			.map((filing) -> this.applicants.find(filing.applicantId()).email())
			.filter(mail::equalsIgnoreCase)
			.isPresent();
	}

}
