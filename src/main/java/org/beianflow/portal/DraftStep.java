package org.beianflow.portal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The steps from an empty draft to its submission, in the order people take them. */
enum DraftStep {

	/** 主体. */
	SUBJECT(false),
	/** 负责人. */
	PRINCIPAL(false),
	/** 网站, one page for each. */
	WEBSITE(true),
	/** 接入, one page for each website. */
	ACCESS(true),
	/** 材料. */
	MATERIALS(false),
	/** 核对提交. */
	REVIEW(false);

	private static final Pattern SERVICE = Pattern.compile("services\\[(\\d+)]\\.?(.*)");

	private final boolean perService;

	DraftStep(boolean perService) {
		this.perService = perService;
	}

	public boolean perService() {
		return this.perService;
	}

	/** Its part of the address of the page. */
	public String slug() {
		return name().toLowerCase(Locale.ROOT);
	}

	static Optional<DraftStep> ofSlug(String slug) {
		return Arrays.stream(values()).filter((step) -> step.slug().equals(slug)).findFirst();
	}

	/**
	 * Where the field of a path is asked.
	 *
	 * @param service which website, 0 for steps that are not taken per website
	 */
	record Place(DraftStep step, int service) {

		/** Address of the page below the draft's. */
		public String page() {
			return this.step.slug() + (this.step.perService ? "/" + this.service : "");
		}

	}

	/** Where the field of a path is asked. */
	static Place place(String path) {
		Matcher service = SERVICE.matcher(path);
		if (service.matches()) {
			DraftStep step = service.group(2).startsWith("access") ? ACCESS : WEBSITE;
			return new Place(step, Integer.parseInt(service.group(1)));
		}
		if (path.startsWith("services")) {
			return new Place(WEBSITE, 0);
		}
		if (path.startsWith("materials")) {
			return new Place(MATERIALS, 0);
		}
		if (path.startsWith("consents")) {
			return new Place(REVIEW, 0);
		}
		boolean person = path.startsWith("subject.principal") || path.startsWith("subject.legalRepresentative");
		return new Place(person ? PRINCIPAL : SUBJECT, 0);
	}

}
