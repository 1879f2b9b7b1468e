package org.beianflow.demo;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.imageio.ImageIO;

import org.beianflow.account.CurrentActor;
import org.beianflow.account.StaffDirectory;
import org.beianflow.account.StaffMember;
import org.beianflow.engine.EngineJobs;
import org.beianflow.engine.StaffWork;
import org.beianflow.filing.DecisionForm;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingForm;
import org.beianflow.filing.FilingKind;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.StaffDesk;
import org.beianflow.filing.StaffTask;
import org.beianflow.filing.StaffTasksStore;
import org.beianflow.material.ChecklistEntry;
import org.beianflow.material.MaterialKind;
import org.beianflow.review.CallAttempt;
import org.beianflow.site.Website;
import org.beianflow.subject.PersonInCharge;
import org.beianflow.verification.SmsVerifications;

import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Acts on filings as people would: applicants through their desk, staff by claiming a
 * task, keeping a decision and completing the task with their own grants.
 */
@Component
@Profile("demo")
class FilingScript {

	private final FilingDesk desk;

	private final StaffDesk staffDesk;

	private final StaffTasksStore tasks;

	private final StaffWork work;

	private final StaffDirectory staff;

	private final EngineJobs jobs;

	private final SmsVerifications smsVerifications;

	private final DemoPhones phones;

	FilingScript(FilingDesk desk, StaffDesk staffDesk, StaffTasksStore tasks, StaffWork work, StaffDirectory staff,
			EngineJobs jobs, SmsVerifications smsVerifications, DemoPhones phones) {
		this.desk = desk;
		this.staffDesk = staffDesk;
		this.tasks = tasks;
		this.work = work;
		this.staff = staff;
		this.jobs = jobs;
		this.smsVerifications = smsVerifications;
		this.phones = phones;
	}

	FilingReference draft(FilingForm form, CurrentActor applicant) {
		return draft(FilingKind.FIRST, form, applicant);
	}

	FilingReference draft(FilingKind kind, FilingForm form, CurrentActor applicant) {
		return this.desk.open(kind, form, null, applicant).reference();
	}

	/** Uploads every document that is asked for and missing. */
	void upload(FilingReference reference, CurrentActor applicant) {
		Filing filing = this.desk.read(reference, applicant);
		for (ChecklistEntry entry : this.desk.checklist(filing)) {
			if (entry.mustUpload()) {
				upload(reference, entry, applicant);
			}
		}
	}

	private void upload(FilingReference reference, ChecklistEntry entry, CurrentActor applicant) {
		this.desk.upload(reference, entry.kind(), entry.slot(), entry.kind().code() + ".png",
				new ByteArrayInputStream(picture(entry.kind().code() + " " + entry.slot())), applicant);
	}

	/** Uploads a bank slip and gives its version. */
	String slip(FilingReference reference, CurrentActor applicant) {
		return this.desk
			.upload(reference, MaterialKind.TRANSFER_SLIP, "", "slip.png",
					new ByteArrayInputStream(picture("TRANSFER SLIP")), applicant)
			.id()
			.toString();
	}

	void submit(FilingReference reference, CurrentActor applicant) {
		this.desk.submit(reference, null, applicant);
		this.jobs.runDue();
	}

	/** Corrects the name of the first site and the office phone, as a return asked. */
	void correctSiteName(FilingReference reference, String name, CurrentActor applicant) {
		FilingForm form = this.desk.read(reference, applicant).form();
		FilingForm.ServiceEntry first = form.services().get(0);
		Website site = first.website();
		Website renamed = new Website(site.type(), site.addressMode(), name, site.domains(), site.homeUrls(),
				site.contentTypes(), site.languages(), site.preApprovals(), site.noPreApprovalNeeded(),
				site.description(), site.owner(), site.ownerSameAsPrincipal(), site.securityMeasures(),
				site.domainRegistrations());
		this.desk.edit(reference, new FilingForm(form.subject(),
				List.of(new FilingForm.ServiceEntry(renamed, first.access())), form.consents()), null, applicant);
	}

	/** Claims the open task of this kind. */
	String claim(FilingReference reference, StaffTask task, String staffId) {
		String taskId = this.tasks.of(reference.value())
			.stream()
			.filter((open) -> open.taskKey().equals(task.key()))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException(reference + " has no open task " + task))
			.taskId();
		this.work.claim(taskId, staffId);
		return taskId;
	}

	/** Gives a claimed task back to its group. */
	void putBack(String taskId, String staffId) {
		this.work.putBack(taskId, staffId);
	}

	/** Claims, decides and completes. */
	void decide(FilingReference reference, StaffTask task, String staffId, DecisionForm decision) {
		String taskId = claim(reference, task, staffId);
		complete(taskId, staffId, decision);
	}

	/** Keeps a decision for a claimed task and completes it. */
	void complete(String taskId, String staffId, DecisionForm decision) {
		this.staffDesk.saveDraft(taskId, decision, actor(staffId));
		this.work.complete(taskId, staffId);
		this.jobs.runDue();
	}

	/**
	 * A provider review that finds nothing: the call is logged, what was unchecked is
	 * confirmed.
	 */
	void pass(FilingReference reference, String staffId, List<String> confirmations) {
		String taskId = claim(reference, StaffTask.PROVIDER_REVIEW, staffId);
		this.staffDesk.recordCall(taskId, CallAttempt.Outcome.REACHED, "已与负责人核实主体和网站信息", actor(staffId));
		complete(taskId, staffId, new DecisionForm(0, "APPROVED", null, null, confirmations, null, null, null));
	}

	/**
	 * Every person in charge enters the code from their telephone, as they would on the
	 * verification page.
	 */
	void answerCodes(FilingReference reference, CurrentActor applicant) {
		this.jobs.runDue();
		FilingForm form = this.desk.read(reference, applicant).form();
		List<PersonInCharge> persons = new ArrayList<>(List.of(form.subject().principal()));
		form.services().forEach((service) -> persons.add(service.website().owner()));
		for (PersonInCharge person : persons) {
			if (person != null && person.mobile() != null) {
				String number = person.idNumber();
				this.phones.code(person.mobile())
					.ifPresent((code) -> this.smsVerifications.answer(person.mobile(), code,
							number.substring(number.length() - 6), "demo:" + reference));
			}
		}
		this.jobs.runDue();
	}

	void runDue() {
		this.jobs.runDue();
	}

	CurrentActor actor(String staffId) {
		return this.staff.find(staffId).map(StaffMember::asActor).orElseThrow();
	}

	static DecisionForm outcome(String outcome) {
		return new DecisionForm(0, outcome, null, null, null, null, null, null);
	}

	static DecisionForm outcome(String outcome, Map<String, String> inputs) {
		return new DecisionForm(0, outcome, null, null, null, null, null, inputs);
	}

	static DecisionForm returned(String outcome, String message, DecisionForm.Item... items) {
		return new DecisionForm(0, outcome, List.of(items), null, null, null, message, null);
	}

	/** A small picture that says what it stands for. */
	static byte[] picture(String text) {
		BufferedImage image = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
		Graphics2D pen = image.createGraphics();
		pen.setColor(new Color(0xf6f7f9));
		pen.fillRect(0, 0, 640, 400);
		pen.setColor(new Color(0x1458a8));
		pen.drawRect(20, 20, 600, 360);
		pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 36));
		pen.drawString("DEMO " + text, 60, 200);
		pen.dispose();
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, "png", out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

}
