package org.beianflow.filing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.Permissions;
import org.beianflow.check.Refusal;
import org.beianflow.material.ChecklistEntry;
import org.beianflow.material.MaterialKind;
import org.beianflow.paper.Papers;
import org.beianflow.subject.FilingSubject;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.subject.SubjectNature;

import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The papers an applicant prints, signs and hands in again: 真实性核验单 (M5), 备案承诺书 (M6),
 * 负责人授权书 (M12) and 不涉及前置审批承诺书 (M13), with what the filing says already filled in. Always
 * in Chinese, because the authority reads them.
 */
@Component
public class BlankPapers {

	/** Guangdong has a form of its own for M6 (domain.md §9). */
	private static final String GUANGDONG = "440000";

	/** A paper to sign. */
	public enum Paper {

		/** 真实性核验单. */
		AUTHENTICITY_SHEET("authenticity-sheet", MaterialKind.AUTHENTICITY_SHEET),
		/** 备案承诺书. */
		COMMITMENT("commitment", MaterialKind.COMMITMENT),
		/** 负责人授权书. */
		AUTHORISATION("authorisation", MaterialKind.AUTHORISATION_LETTER),
		/** 不涉及前置审批承诺书. */
		NO_PRE_APPROVAL("no-pre-approval", MaterialKind.PRE_APPROVAL);

		private final String key;

		private final MaterialKind kind;

		Paper(String key, MaterialKind kind) {
			this.key = key;
			this.kind = kind;
		}

		/** Its name in addresses, for example {@code commitment}. */
		public String key() {
			return this.key;
		}

		/** The material it becomes once it is signed. */
		public MaterialKind kind() {
			return this.kind;
		}

		public static Optional<Paper> of(String key) {
			return Arrays.stream(values()).filter((paper) -> paper.key.equals(key)).findFirst();
		}

		public static Optional<Paper> of(MaterialKind kind) {
			return Arrays.stream(values()).filter((paper) -> paper.kind == kind).findFirst();
		}

	}

	private final FilingDesk desk;

	private final Papers papers;

	private final Permissions permissions;

	BlankPapers(FilingDesk desk, Papers papers, Permissions permissions) {
		this.desk = desk;
		this.papers = papers;
		this.permissions = permissions;
	}

	/** The papers this filing asks for, in the order of the catalogue. */
	@Transactional(readOnly = true)
	public List<Paper> of(FilingReference reference, CurrentActor who) {
		Filing filing = own(reference, who);
		List<MaterialKind> asked = this.desk.checklist(filing).stream().map(ChecklistEntry::kind).toList();
		return Arrays.stream(Paper.values())
			.filter((paper) -> asked.contains(paper.kind()) && !isOwnForm(filing, paper))
			.toList();
	}

	/**
	 * Makes a paper, with the data of the filing where it has them and lines to write on
	 * where it has not. It shows personal data in full, so only its applicant gets it.
	 * @return the PDF
	 * @throws Refusal CONFLICT where the province has a form of its own
	 */
	@Transactional(readOnly = true)
	public byte[] pdf(FilingReference reference, Paper paper, CurrentActor who) {
		Filing filing = own(reference, who);
		if (isOwnForm(filing, paper)) {
			throw new Refusal(Refusal.Kind.CONFLICT, "filing.paper.ownForm");
		}
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			this.papers.render(paper.key(), model(filing), Locale.SIMPLIFIED_CHINESE, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private Filing own(FilingReference reference, CurrentActor who) {
		Filing filing = this.desk.read(reference, who);
		this.permissions.require(who, Action.FILING_SUBMIT, filing.scope());
		return filing;
	}

	private static boolean isOwnForm(Filing filing, Paper paper) {
		return paper == Paper.COMMITMENT && GUANGDONG.equals(filing.province());
	}

	private Map<String, Object> model(Filing filing) {
		FilingSubject subject = filing.form().subject();
		PersonInCharge principal = (subject != null) ? subject.principal() : null;
		Map<String, Object> model = new HashMap<>();
		model.put("reference", filing.reference().value());
		model.put("unit", subject == null || subject.nature() != SubjectNature.INDIVIDUAL);
		model.put("name", (subject != null) ? subject.name() : null);
		model.put("certificate",
				(subject != null && subject.certificateType() != null) ? subject.certificateType().title() : null);
		model.put("certificateNumber", (subject != null) ? subject.certificateNumber() : null);
		model.put("legalRepresentative", (subject != null && subject.legalRepresentative() != null)
				? subject.legalRepresentative().name() : null);
		model.put("address", (subject != null) ? subject.communicationAddress() : null);
		model.put("principal", (principal != null) ? principal.name() : null);
		model.put("principalNumber", (principal != null) ? principal.idNumber() : null);
		model.put("principalMobile", (principal != null) ? principal.mobile() : null);
		model.put("services", services(filing));
		return model;
	}

	private static List<Map<String, Object>> services(Filing filing) {
		List<Map<String, Object>> services = new ArrayList<>();
		for (FilingForm.ServiceEntry entry : filing.form().services()) {
			Map<String, Object> service = new HashMap<>();
			boolean site = entry.website() != null;
			service.put("name", site ? entry.website().name() : null);
			service.put("domains", site ? String.join("、", entry.website().domains()) : null);
			service.put("owner", (site && entry.website().owner() != null) ? entry.website().owner().name() : null);
			service.put("ownerNumber",
					(site && entry.website().owner() != null) ? entry.website().owner().idNumber() : null);
			service.put("addresses", (entry.access() != null) ? String.join("、", entry.access().ips()) : null);
			services.add(service);
		}
		return services.isEmpty() ? List.of(new HashMap<>()) : services;
	}

}
