package org.beianflow.review;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.beianflow.check.Violation;

/**
 * What a decision needs before it counts. Finds everything that is missing at once.
 */
final class DecisionRules {

	static final int TEXT_LIMIT = 500;

	static final int MESSAGE_LIMIT = 2000;

	static final String CONTACT = "CONTACT";

	private final ReasonCatalogue catalogue;

	DecisionRules(ReasonCatalogue catalogue) {
		this.catalogue = catalogue;
	}

	/**
	 * What the filing's history adds to the draft.
	 *
	 * @param openItems items nobody closed yet
	 * @param asked checks the reviewer has to look into himself
	 * @param phoneCheckMissing whether the applicant still has to be reached by phone
	 * @param missedCalls tries that count since somebody was last reached
	 */
	record Circumstances(List<OpenItem> openItems, Set<String> asked, boolean phoneCheckMissing, int missedCalls) {
	}

	/** What is wrong with a draft even while it is being written. */
	List<Violation> ofDraft(ReviewDraft draft) {
		List<Violation> found = new ArrayList<>();
		for (int i = 0; i < draft.items().size(); i++) {
			ReturnItem item = draft.items().get(i);
			String path = "items[" + i + "]";
			if (item.code() != null && this.catalogue.find(item.code()).isEmpty()) {
				found.add(Violation.of(path + ".code", "UNKNOWN", "review.item.code.unknown", i + 1, item.code()));
			}
			text(found, path + ".error", item.error(), TEXT_LIMIT);
			text(found, path + ".suggestion", item.suggestion(), TEXT_LIMIT);
			if (tooLong(item.path(), 200) || tooLong(item.slot(), 40) || tooLong(item.materialKind(), 20)) {
				found.add(Violation.of(path, "LENGTH", "review.item.place.long", i + 1));
			}
		}
		for (int i = 0; i < draft.grounds().size(); i++) {
			text(found, "grounds[" + i + "].law", draft.grounds().get(i).law(), TEXT_LIMIT);
			text(found, "grounds[" + i + "].article", draft.grounds().get(i).article(), TEXT_LIMIT);
		}
		text(found, "visibleMessage", draft.visibleMessage(), MESSAGE_LIMIT);
		text(found, "internalNote", draft.internalNote(), MESSAGE_LIMIT);
		return found;
	}

	/** What is wrong with a text among staff. */
	List<Violation> ofNote(String note, int limit, boolean required) {
		List<Violation> found = new ArrayList<>();
		if (required && blank(note)) {
			found.add(Violation.of("note", "MISSING", "review.note.missing"));
		}
		text(found, "note", note, limit);
		return found;
	}

	/** Everything a decision of this stage still needs. */
	List<Violation> ofDecision(ReviewStage stage, ReviewDraft draft, Circumstances circumstances) {
		List<Violation> found = ofDraft(draft);
		ReviewOutcome outcome = draft.outcome();
		if (outcome == null) {
			found.add(Violation.of("outcome", "MISSING", "review.outcome.missing"));
			return found;
		}
		if (!outcome.belongsTo(stage)) {
			found.add(Violation.of("outcome", "STAGE", "review.outcome.stage"));
			return found;
		}
		items(found, draft);
		switch (outcome.demands()) {
			case CLEAN -> clean(found, stage, draft, circumstances);
			case ITEMS -> returned(found, stage, draft, circumstances);
			case GROUNDS -> refused(found, draft);
			case MESSAGE -> {
				if (blank(draft.visibleMessage())) {
					found.add(Violation.of("visibleMessage", "MISSING", "review.message.missing"));
				}
			}
			case NOTE -> {
				if (blank(draft.internalNote()) && blank(draft.visibleMessage())) {
					found.add(Violation.of("internalNote", "MISSING", "review.note.missing"));
				}
			}
			case NOTHING -> {
			}
		}
		return found;
	}

	private void items(List<Violation> found, ReviewDraft draft) {
		for (int i = 0; i < draft.items().size(); i++) {
			ReturnItem item = draft.items().get(i);
			String path = "items[" + i + "]";
			if (item.code() == null) {
				found.add(Violation.of(path + ".code", "MISSING", "review.item.code.missing", i + 1));
			}
			if (blank(item.error())) {
				found.add(Violation.of(path + ".error", "MISSING", "review.item.error.missing", i + 1));
			}
			if (item.scope() == null) {
				found.add(Violation.of(path + ".scope", "MISSING", "review.item.scope.missing", i + 1));
			}
			else if (item.scope() != ReturnScope.PROCESS && blank(item.path()) && blank(item.materialKind())) {
				found.add(Violation.of(path + ".path", "MISSING", "review.item.place.missing", i + 1));
			}
			if (item.severity() == null) {
				found.add(Violation.of(path + ".severity", "MISSING", "review.item.severity.missing", i + 1));
			}
		}
	}

	private void clean(List<Violation> found, ReviewStage stage, ReviewDraft draft, Circumstances circumstances) {
		draft.verdicts()
			.entrySet()
			.stream()
			.filter((verdict) -> verdict.getValue() == Verdict.DEFECT)
			.map(Map.Entry::getKey)
			.sorted()
			.forEach((path) -> found.add(Violation.of("verdicts." + path, "DEFECT", "review.approve.defect", path)));
		if (!draft.items().isEmpty()) {
			found.add(Violation.of("items", "ITEMS", "review.approve.items", draft.items().size()));
		}
		for (OpenItem open : stage.judgesContent() ? circumstances.openItems() : List.<OpenItem>of()) {
			if (!Boolean.TRUE.equals(draft.resolutions().get(open.id()))) {
				found.add(Violation.of("resolutions." + open.id(), "OPEN", "review.approve.open", open.round(),
						open.item().error()));
			}
		}
		if (stage == ReviewStage.PROVIDER) {
			circumstances.asked()
				.stream()
				.filter((code) -> !draft.confirmations().contains(code))
				.sorted()
				.forEach((code) -> found
					.add(Violation.of("confirmations." + code, "UNCONFIRMED", "review.approve.unconfirmed", code)));
			if (circumstances.phoneCheckMissing()) {
				found.add(Violation.of("calls", CONTACT, "review.approve.phone"));
			}
		}
	}

	private void returned(List<Violation> found, ReviewStage stage, ReviewDraft draft, Circumstances circumstances) {
		boolean judgesContent = stage.judgesContent();
		long reappearing = judgesContent ? circumstances.openItems()
			.stream()
			.filter((open) -> Boolean.FALSE.equals(draft.resolutions().get(open.id())))
			.count() : 0;
		if (draft.items().isEmpty() && reappearing == 0) {
			found.add(Violation.of("items", "MISSING", "review.items.missing"));
		}
		if (judgesContent) {
			for (OpenItem open : circumstances.openItems()) {
				if (!draft.resolutions().containsKey(open.id())) {
					found.add(Violation.of("resolutions." + open.id(), "OPEN", "review.return.open", open.round(),
							open.item().error()));
				}
			}
			defectsWithoutItem(found, draft, circumstances);
		}
		if (draft.outcome() == ReviewOutcome.RETURNED_ACCESS) {
			for (int i = 0; i < draft.items().size(); i++) {
				ReturnScope scope = draft.items().get(i).scope();
				if (scope != null && scope != ReturnScope.ACCESS && scope != ReturnScope.DOMAIN) {
					found.add(Violation.of("items[" + i + "].scope", "SCOPE", "review.return.access", i + 1));
				}
			}
		}
		if (draft.items().stream().anyMatch((item) -> CONTACT.equals(item.code())) && circumstances.missedCalls() < 2) {
			found.add(Violation.of("calls", CONTACT, "review.return.calls", circumstances.missedCalls()));
		}
	}

	/**
	 * 一次告知: a defect the reviewer marked and did not put into words would come in a later
	 * round.
	 */
	private void defectsWithoutItem(List<Violation> found, ReviewDraft draft, Circumstances circumstances) {
		Set<String> named = new HashSet<>();
		draft.items().forEach((item) -> named.add(place(item)));
		circumstances.openItems()
			.stream()
			.filter((open) -> Boolean.FALSE.equals(draft.resolutions().get(open.id())))
			.forEach((open) -> named.add(place(open.item())));
		draft.verdicts()
			.entrySet()
			.stream()
			.filter((verdict) -> verdict.getValue() == Verdict.DEFECT && !named.contains(verdict.getKey()))
			.map(Map.Entry::getKey)
			.sorted()
			.forEach((path) -> found
				.add(Violation.of("verdicts." + path, "DEFECT", "review.return.defectWithoutItem", path)));
	}

	private void refused(List<Violation> found, ReviewDraft draft) {
		if (draft.items().isEmpty()) {
			found.add(Violation.of("items", "MISSING", "review.refuse.reasons"));
		}
		if (draft.grounds().isEmpty()) {
			found.add(Violation.of("grounds", "MISSING", "review.refuse.grounds"));
		}
		for (int i = 0; i < draft.grounds().size(); i++) {
			LegalGround ground = draft.grounds().get(i);
			if (blank(ground.law()) || blank(ground.article())) {
				found.add(Violation.of("grounds[" + i + "]", "MISSING", "review.refuse.ground.incomplete", i + 1));
			}
		}
	}

	/** The key under which a verdict about the same thing stands. */
	static String place(ReturnItem item) {
		if (item.materialKind() != null) {
			return "material:" + item.materialKind() + ((item.slot() != null) ? "/" + item.slot() : "");
		}
		return String.valueOf(item.path());
	}

	private static void text(List<Violation> found, String path, String text, int limit) {
		if (tooLong(text, limit)) {
			found.add(Violation.of(path, "LENGTH", "review.text.long", limit, text.length()));
		}
		if (PersonalNumbers.standIn(text)) {
			found.add(Violation.of(path, "PERSONAL", "review.text.personal"));
		}
	}

	private static boolean tooLong(String text, int limit) {
		return text != null && text.length() > limit;
	}

	private static boolean blank(String text) {
		return text == null || text.isBlank();
	}

}
