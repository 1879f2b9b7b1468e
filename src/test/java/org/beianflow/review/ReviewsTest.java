package org.beianflow.review;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

import javax.sql.DataSource;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.beianflow.audit.Actor;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.deadline.Deadline;
import org.beianflow.deadline.DeadlineKind;
import org.beianflow.deadline.DeadlineLength;
import org.beianflow.deadline.DeadlineRules;
import org.beianflow.deadline.DeadlineUnit;
import org.beianflow.deadline.Deadlines;
import org.beianflow.deadline.WorkingCalendar;
import org.beianflow.testing.MovedClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.willAnswer;
import static org.mockito.Mockito.mock;

/** Reviews on a database, without the engine. */
class ReviewsTest {

	private static final String FILING = "F2026110000123";

	private static final Actor LI = Actor.staff("li");

	private static final Actor WANG = Actor.staff("wang");

	private static final Actor CHIEF = Actor.staff("chief");

	private static final LegalGround GROUND = new LegalGround("非经营性互联网信息服务备案管理办法", "第十二条");

	private static final ReturnItem NAME = ReturnItem.field(ReturnScope.SERVICE, "services[0].website.name", "NAME",
			"网站名称使用了域名。", "请使用 3 个以上汉字。", Severity.CORRECT);

	private static final ReturnItem LICENCE = ReturnItem.material("M1", null, "DOCUMENT_UNCLEAR", "营业执照左下角被遮挡。", null,
			Severity.CORRECT);

	// A Monday
	private final MovedClock clock = MovedClock.at("2026-11-23T10:00");

	private final List<String> audited = new ArrayList<>();

	private final AuditTrail audit = mock();

	private final Deadlines deadlines = mock();

	private final DeadlineRules lengths = mock();

	private ReviewRecords records;

	private SeparationOfDuties separation;

	private Reviews reviews;

	@BeforeEach
	void keepWhatIsAudited() {
		willAnswer((call) -> this.audited.add(call.getArgument(0) + " " + call.<Actor>getArgument(1).id() + " "
				+ call.getArgument(2) + " " + call.getArgument(3)))
			.given(this.audit)
			.record(any(), any(), any(), any());
	}

	@BeforeEach
	void anHourBetweenCalls() {
		Deadline review = new Deadline(1, FILING, DeadlineKind.PROVIDER_REVIEW, "110000", Instant.EPOCH,
				LocalDate.EPOCH, new DeadlineLength(1, DeadlineUnit.WORKING_DAYS), 0, List.of(), null,
				OptionalInt.empty(), null);
		given(this.deadlines.latest(FILING, DeadlineKind.PROVIDER_REVIEW)).willReturn(Optional.of(review));
		given(this.lengths.length(eq(DeadlineKind.PHONE_CHECK_RETRY), eq("110000"), any()))
			.willReturn(new DeadlineLength(1, DeadlineUnit.OFFICE_HOURS));
	}

	@BeforeEach
	void reviewsOnAnEmptyDatabase() {
		this.records = new ReviewRecords(JdbcClient.create(emptyTables()));
		this.separation = new RecordedSeparation(this.records, this.clock);
		this.reviews = reviews(true);
	}

	/** A database with the module's tables and nothing in them. */
	DataSource emptyTables() {
		DataSource dataSource = new SingleConnectionDataSource("jdbc:h2:mem:", true);
		new ResourceDatabasePopulator(new ClassPathResource("db/migration/V11__review.sql")).execute(dataSource);
		return dataSource;
	}

	private Reviews reviews(boolean phoneCheck) {
		return new RecordedReviews(this.records, new CataloguedReasons(), this.separation, this.audit, this.deadlines,
				this.lengths, this.clock, new ReviewSettings(phoneCheck),
				new OfficeHours(LocalTime.of(9, 0), LocalTime.of(18, 0), WorkingCalendar.shipped()::isWorkingDay));
	}

	// drafts

	@Test
	void draftGrowsAVersionWithEachSave() {
		SavedDraft first = this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, ReviewDraft.EMPTY, LI);
		SavedDraft second = this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, first.version(),
				returned(NAME, LICENCE), LI);
		assertThat(second.version()).isEqualTo(2);
		assertThat(this.reviews.draft("t1")).contains(second);
	}

	@Test
	void whoSavesOverAnothersDraftIsTold() {
		this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, ReviewDraft.EMPTY, LI);
		this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 1, returned(NAME), WANG);
		assertThat(refusal(() -> this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 1, ReviewDraft.EMPTY, LI))
			.kind()).isEqualTo(Refusal.Kind.STALE);
		assertThat(refusal(() -> this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, ReviewDraft.EMPTY, LI))
			.kind()).isEqualTo(Refusal.Kind.STALE);
		assertThat(this.reviews.draft("t1")).get().extracting(SavedDraft::savedBy).isEqualTo("wang");
	}

	@Test
	void draftKeepsPersonalNumbersOut() {
		ReviewDraft draft = new ReviewDraft(ReviewOutcome.RETURNED,
				List.of(ReturnItem.field(ReturnScope.PERSON, "subject.principal.mobile", "1011", "13812341234 打不通",
						null, Severity.CORRECT)),
				null, null, null, null, "身份证 11010519491231002X 不对", "统一社会信用代码 914403001922038216 已核对");
		Refusal refusal = refusal(() -> this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, draft, LI));
		assertThat(refusal.violations()).extracting(Violation::path)
			.containsExactlyInAnyOrder("items[0].error", "visibleMessage");
		assertThat(refusal.getMessage()).doesNotContain("13812341234", "11010519491231002X");
		assertThat(this.reviews.draft("t1")).isEmpty();
	}

	@Test
	void draftKnowsTheCatalogueAndLimits() {
		ReviewDraft draft = new ReviewDraft(null,
				List.of(ReturnItem.field(ReturnScope.SERVICE, "x", "NO_SUCH", "甲".repeat(501), null, null)), null, null,
				null, null, null, null);
		assertThat(refusal(() -> this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, draft, LI)).violations())
			.extracting(Violation::messageKey)
			.containsExactlyInAnyOrder("review.item.code.unknown", "review.text.long");
	}

	// freezing

	@Test
	void frozenDecisionStaysAndComesBackTheSame() {
		ReviewDecision first = decide("t1", ReviewStage.PROVIDER, returned(NAME, LICENCE), LI);
		assertThat(first.items()).containsExactly(NAME, LICENCE);
		assertThat(first.round()).isOne();
		assertThat(this.reviews.freeze(FILING, "t1", ReviewStage.PROVIDER, WANG)).isEqualTo(first);
		assertThat(this.reviews.decisions(FILING)).containsExactly(first);
		assertThat(this.reviews.draft("t1")).isEmpty();
		assertThat(refusal(() -> this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, ReviewDraft.EMPTY, LI))
			.messageKey()).isEqualTo("review.draft.decided");
		assertThat(this.audited).containsExactly(
				FILING + " li review.decided {codes=DOCUMENT_UNCLEAR,NAME, outcome=RETURNED, round=1, stage=PROVIDER}");
	}

	@Test
	void withoutDraftThereIsNothingToFreeze() {
		assertThat(refusal(() -> this.reviews.freeze(FILING, "t1", ReviewStage.PROVIDER, LI)).messageKey())
			.isEqualTo("review.draft.none");
		this.reviews.saveDraft(FILING, "t1", ReviewStage.PROVIDER, 0, returned(NAME), LI);
		assertThat(refusal(() -> this.reviews.freeze("F2026110000999", "t1", ReviewStage.PROVIDER, LI)).messageKey())
			.isEqualTo("review.draft.none");
		assertThat(refusal(() -> this.reviews.freeze(FILING, "t1", ReviewStage.FINAL, LI)).messageKey())
			.isEqualTo("review.draft.none");
	}

	@Test
	void outcomeIsNeededAndHasToBelongToTheStage() {
		assertThat(missing(ReviewStage.PROVIDER, ReviewDraft.EMPTY)).containsExactly("review.outcome.missing");
		assertThat(missing(ReviewStage.PROVIDER, outcome(ReviewOutcome.ISSUED)))
			.containsExactly("review.outcome.stage");
		assertThat(missing(ReviewStage.AUTHORITY, outcome(ReviewOutcome.NOT_ACCEPTED)))
			.containsExactly("review.outcome.stage");
	}

	@Test
	void returnNeedsAnItemInWordsAndSaysAllThatIsMissingAtOnce() {
		assertThat(missing(ReviewStage.PROVIDER, outcome(ReviewOutcome.RETURNED)))
			.containsExactly("review.items.missing");
		assertThat(
				missing(ReviewStage.PROVIDER, returned(new ReturnItem(null, null, null, null, null, " ", null, null))))
			.containsExactlyInAnyOrder("review.item.code.missing", "review.item.error.missing",
					"review.item.scope.missing", "review.item.severity.missing");
		assertThat(missing(ReviewStage.PROVIDER,
				returned(new ReturnItem(ReturnScope.SERVICE, null, null, null, "NAME", "不行", null, Severity.CORRECT))))
			.containsExactly("review.item.place.missing");
	}

	@Test
	void everyDefectIsToldAtOnce() {
		ReviewDraft draft = new ReviewDraft(
				ReviewOutcome.RETURNED, List.of(NAME, LICENCE), null, Map.of("services[0].website.name", Verdict.DEFECT,
						"material:M1", Verdict.DEFECT, "subject.name", Verdict.DEFECT, "subject.remark", Verdict.OK),
				null, null, null, null);
		Refusal refusal = refusedDecision(ReviewStage.PROVIDER, draft);
		assertThat(refusal.violations()).extracting(Violation::path).containsExactly("verdicts.subject.name");
	}

	@Test
	void refusalNeedsReasonsAndLegalGround() {
		for (ReviewStage stage : List.of(ReviewStage.PROVIDER, ReviewStage.AUTHORITY, ReviewStage.FINAL)) {
			ReviewOutcome refuse = (stage == ReviewStage.PROVIDER) ? ReviewOutcome.NOT_ACCEPTED : ReviewOutcome.REFUSED;
			assertThat(missing(stage, outcome(refuse))).containsExactly("review.refuse.reasons",
					"review.refuse.grounds");
			assertThat(missing(stage, new ReviewDraft(refuse, List.of(NAME),
					List.of(new LegalGround("非经营性互联网信息服务备案管理办法", "")), null, null, null, null, null)))
				.containsExactly("review.refuse.ground.incomplete");
		}
		ReviewDecision refused = decide("t9", ReviewStage.AUTHORITY,
				new ReviewDraft(ReviewOutcome.REFUSED, List.of(NAME), List.of(GROUND), null, null, null, null, null),
				LI);
		assertThat(refused.grounds()).containsExactly(GROUND);
		assertThat(this.reviews.openItems(FILING)).isEmpty();
	}

	@Test
	void approvalNeedsNothingOpen() {
		this.reviews.askConfirmations(FILING, List.of("DOMAIN_REAL_NAME", "BLACKLIST"));
		ReviewDraft draft = new ReviewDraft(ReviewOutcome.APPROVED, List.of(NAME), null,
				Map.of("subject.name", Verdict.DEFECT), List.of("BLACKLIST"), null, null, null);
		assertThat(missing(ReviewStage.PROVIDER, draft)).containsExactly("review.approve.defect",
				"review.approve.items", "review.approve.unconfirmed", "review.approve.phone");

		this.reviews.recordCall(FILING, 1, CallAttempt.Outcome.REACHED, "本人接听", LI);
		ReviewDecision approved = decide(
				"t2", ReviewStage.PROVIDER, new ReviewDraft(ReviewOutcome.APPROVED, null, null,
						Map.of("subject.name", Verdict.OK), List.of("BLACKLIST", "DOMAIN_REAL_NAME"), null, null, null),
				LI);
		assertThat(approved.outcome()).isEqualTo(ReviewOutcome.APPROVED);
		assertThat(approved.verdicts()).containsEntry("subject.name", Verdict.OK);
	}

	@Test
	void phoneCheckCanBeSwitchedOff() {
		this.reviews = reviews(false);
		assertThat(decide("t1", ReviewStage.PROVIDER, outcome(ReviewOutcome.APPROVED), LI).round()).isOne();
	}

	@Test
	void otherStagesNeedTheirOwnTexts() {
		assertThat(missing(ReviewStage.REFUSAL_CHECK, outcome(ReviewOutcome.REVIEW_AGAIN)))
			.containsExactly("review.note.missing");
		assertThat(missing(ReviewStage.MANUAL_ACCESS, outcome(ReviewOutcome.REJECTED)))
			.containsExactly("review.message.missing");
		assertThat(missing(ReviewStage.SENDING, outcome(ReviewOutcome.SENDING_FAILED)))
			.containsExactly("review.items.missing");
		assertThat(missing(ReviewStage.FINAL,
				new ReviewDraft(ReviewOutcome.RETURNED_ACCESS, List.of(NAME), null, null, null, null, null, null)))
			.containsExactly("review.return.access");
		assertThat(decide("t5", ReviewStage.REFUSAL_CHECK, outcome(ReviewOutcome.CONFIRMED), WANG).items()).isEmpty();
		assertThat(decide("t6", ReviewStage.SENDING, outcome(ReviewOutcome.SENT), WANG).stage())
			.isEqualTo(ReviewStage.SENDING);
	}

	// rounds

	@Test
	void unresolvedItemsComeBackAndResolvedOnesAreClosed() {
		decide("t1", ReviewStage.PROVIDER, returned(NAME, LICENCE), LI);
		assertThat(this.reviews.round(FILING)).isEqualTo(2);
		List<OpenItem> open = this.reviews.openItems(FILING);
		assertThat(open).extracting(OpenItem::item).containsExactly(NAME, LICENCE);

		assertThat(missing(ReviewStage.PROVIDER, returned(NAME))).containsExactly("review.return.open",
				"review.return.open");
		ReviewDecision second = decide("t2", ReviewStage.PROVIDER,
				resolving(ReviewOutcome.RETURNED, Map.of(open.get(0).id(), true, open.get(1).id(), false)), LI);
		assertThat(second.items()).containsExactly(LICENCE);
		assertThat(second.round()).isEqualTo(2);

		List<OpenItem> left = this.reviews.openItems(FILING);
		assertThat(left).singleElement().satisfies((item) -> {
			assertThat(item.item()).isEqualTo(LICENCE);
			assertThat(item.round()).isEqualTo(2);
		});
		this.reviews.recordCall(FILING, 1, CallAttempt.Outcome.REACHED, null, LI);
		assertThat(missing(ReviewStage.PROVIDER, outcome(ReviewOutcome.APPROVED)))
			.containsExactly("review.approve.open");
		decide("t3", ReviewStage.PROVIDER, resolving(ReviewOutcome.APPROVED, Map.of(left.get(0).id(), true)), LI);
		assertThat(this.reviews.openItems(FILING)).isEmpty();
		assertThat(this.reviews.decisions(FILING)).extracting(ReviewDecision::round).containsExactly(1, 2, 3);
		assertThat(this.reviews.decisions(FILING).get(0).items()).containsExactly(NAME, LICENCE);
	}

	@Test
	void supplementOfTheAuthorityIsClosedByTheAuthority() {
		decide("t1", ReviewStage.AUTHORITY,
				new ReviewDraft(ReviewOutcome.SUPPLEMENT, List.of(LICENCE), null, null, null, null, null, null), WANG);
		long open = this.reviews.openItems(FILING).get(0).id();
		decide("t2", ReviewStage.AUTHORITY, resolving(ReviewOutcome.APPROVED, Map.of(open, true)), WANG);
		assertThat(this.reviews.openItems(FILING)).isEmpty();
		assertThat(this.reviews.decisions(FILING)).last()
			.extracting(ReviewDecision::outcome)
			.isEqualTo(ReviewOutcome.APPROVED);
	}

	@Test
	void aFailedSendingLeavesNothingForTheApplicant() {
		ReturnItem format = new ReturnItem(ReturnScope.PROCESS, null, null, null, "5001", "接口返回 5001。", null,
				Severity.CORRECT);
		decide("t1", ReviewStage.SENDING,
				new ReviewDraft(ReviewOutcome.SENDING_FAILED, List.of(format), null, null, null, null, null, null), LI);
		assertThat(this.reviews.openItems(FILING)).isEmpty();
		assertThat(this.reviews.round(FILING)).isOne();
	}

	@Test
	void internalNotesStayApartFromWhatTheApplicantReads() {
		ReviewDecision decision = decide("t1", ReviewStage.PROVIDER,
				new ReviewDraft(ReviewOutcome.RETURNED, List.of(NAME), null, null, null, null, "请修改名称。", "疑似代办批量提交"),
				LI);
		this.reviews.addInternalNote(FILING, ReviewStage.PROVIDER, "已与主管沟通", WANG);
		assertThat(decision.visibleMessage()).isEqualTo("请修改名称。");
		assertThat(this.reviews.internalNotes(FILING)).extracting(InternalNote::text)
			.containsExactly("疑似代办批量提交", "已与主管沟通");
		assertThat(refusal(() -> this.reviews.addInternalNote(FILING, ReviewStage.PROVIDER, " ", WANG)).violations())
			.extracting(Violation::messageKey)
			.containsExactly("review.note.missing");
	}

	// calls

	@Test
	void twoTriesAboutAnHourApartAllowTheReturnForNotAnswering() {
		ReturnItem contact = ReturnItem.field(ReturnScope.PERSON, "subject.principal.mobile", "CONTACT", "核验电话未接通。",
				null, Severity.CORRECT);
		assertThat(this.reviews.nextCallAt(FILING)).isEmpty();
		assertThat(missed(1).counts()).isTrue();
		assertThat(this.reviews.nextCallAt(FILING)).contains(shanghai("2026-11-23T11:00"));
		this.clock.forward(Duration.ofMinutes(20));
		assertThat(missed(2).counts()).isFalse();
		assertThat(missing(ReviewStage.PROVIDER, returned(contact))).containsExactly("review.return.calls");
		this.clock.forward(Duration.ofMinutes(40));
		assertThat(missed(3).counts()).isTrue();
		assertThat(this.reviews.nextCallAt(FILING)).isEmpty();
		assertThat(decide("t1", ReviewStage.PROVIDER, returned(contact), LI).items()).containsExactly(contact);

		// The next round starts counting again.
		this.clock.forward(Duration.ofHours(2));
		long open = this.reviews.openItems(FILING).get(0).id();
		assertThat(missing(ReviewStage.PROVIDER, resolving(ReviewOutcome.APPROVED, Map.of(open, true))))
			.containsExactly("review.approve.phone");
		this.reviews.recordCall(FILING, 4, CallAttempt.Outcome.REACHED, null, LI);
		decide("t2", ReviewStage.PROVIDER, resolving(ReviewOutcome.APPROVED, Map.of(open, true)), LI);
	}

	@Test
	void howLongLiesBetweenTwoTriesIsSaidByTheTableOfLengths() {
		given(this.lengths.length(eq(DeadlineKind.PHONE_CHECK_RETRY), eq("110000"), any()))
			.willReturn(new DeadlineLength(3, DeadlineUnit.OFFICE_HOURS));
		missed(1);
		assertThat(this.reviews.nextCallAt(FILING)).contains(shanghai("2026-11-23T13:00"));
		this.clock.forward(Duration.ofHours(1));
		assertThat(missed(2).counts()).isFalse();
		this.clock.forward(Duration.ofHours(2));
		assertThat(missed(3).counts()).isTrue();
	}

	@Test
	void triesOutsideOfficeHoursAreLoggedAndDoNotCount() {
		this.clock.moveTo("2026-11-22T10:00");
		assertThat(missed(1).counts()).isFalse();
		this.clock.moveTo("2026-11-23T08:59");
		assertThat(missed(2).counts()).isFalse();
		this.clock.moveTo("2026-11-27T17:40");
		assertThat(missed(3).counts()).isTrue();
		assertThat(this.reviews.nextCallAt(FILING)).contains(shanghai("2026-11-30T09:40"));
		this.clock.moveTo("2026-11-30T09:39");
		assertThat(missed(4).counts()).isFalse();
		this.clock.moveTo("2026-11-30T09:40");
		assertThat(missed(5).counts()).isTrue();
		assertThat(this.reviews.calls(FILING)).hasSize(5);
	}

	@Test
	void makeUpSaturdaysAreOfficeDaysAndHolidaysAreNot() {
		this.clock.moveTo("2026-02-14T17:30");
		assertThat(missed(1).counts()).isTrue();
		assertThat(this.reviews.nextCallAt(FILING)).contains(shanghai("2026-02-24T09:30"));
		this.clock.moveTo("2026-02-16T10:00");
		assertThat(missed(2).counts()).isFalse();
	}

	@Test
	void anAnswerStartsTheCountAgain() {
		missed(1);
		this.clock.forward(Duration.ofHours(1));
		this.reviews.recordCall(FILING, 2, CallAttempt.Outcome.REACHED, null, LI);
		this.clock.forward(Duration.ofHours(1));
		missed(3);
		ReturnItem contact = ReturnItem.field(ReturnScope.PERSON, "p", "CONTACT", "未接通", null, Severity.CORRECT);
		assertThat(missing(ReviewStage.PROVIDER, returned(contact))).containsExactly("review.return.calls");
	}

	@Test
	void callsAreNumberedWithoutGapsOrRepeats() {
		missed(1);
		for (int wrong : new int[] { 1, 3 }) {
			assertThat(refusal(() -> missed(wrong)).kind()).isEqualTo(Refusal.Kind.CONFLICT);
		}
		assertThat(refusal(() -> this.reviews.recordCall(FILING, 2, CallAttempt.Outcome.REACHED, "改打 13912345678", LI))
			.violations()).extracting(Violation::messageKey).containsExactly("review.text.personal");
	}

	// separation of duties

	@ParameterizedTest
	@CsvSource({ "PROVIDER,REFUSAL_CHECK,false", "PROVIDER,SENDING,true", "PROVIDER,MANUAL_ACCESS,true",
			"PROVIDER,AUTHORITY,false", "PROVIDER,FINAL,false", "PROVIDER,PROVIDER,true",
			"REFUSAL_CHECK,PROVIDER,false", "REFUSAL_CHECK,FINAL,false", "AUTHORITY,FINAL,false",
			"AUTHORITY,AUTHORITY,true", "PROVIDER,FURTHER_RETURN,false", "FURTHER_RETURN,FINAL,false",
			"FINAL,AUTHORITY,false", "MANUAL_ACCESS,FINAL,false", "SENDING,FINAL,true" })
	void samePersonJudgesOnlyOnce(ReviewStage first, ReviewStage second, boolean allowed) {
		this.records
			.insertDecision(new ReviewDecision(0, FILING, 1, first, "t0", ReviewOutcome.of(first).iterator().next(),
					List.of(), List.of(), Map.of(), null, "li", this.clock.instant()));
		if (allowed) {
			this.separation.check(FILING, second, "li");
		}
		else {
			Refusal refusal = refusal(() -> this.separation.check(FILING, second, "li"));
			assertThat(refusal.kind()).isEqualTo(Refusal.Kind.FORBIDDEN);
			assertThat(refusal.messageKey()).isEqualTo("review.separation." + first);
		}
		this.separation.check(FILING, second, "wang");
		this.separation.check("F2026110000999", second, "li");
	}

	@Test
	void aChiefWhoSentTheAuthoritysRefusalBackMayStillIssueTheNumber() {
		decided(ReviewStage.PROVIDER, ReviewOutcome.NOT_ACCEPTED, "li");
		decided(ReviewStage.REFUSAL_CHECK, ReviewOutcome.REVIEW_AGAIN, "wang");
		decided(ReviewStage.AUTHORITY, ReviewOutcome.REFUSED, "zhao");
		decided(ReviewStage.REFUSAL_CHECK, ReviewOutcome.REVIEW_AGAIN, "chief");
		decided(ReviewStage.AUTHORITY, ReviewOutcome.APPROVED, "zhao");
		this.separation.check(FILING, ReviewStage.FINAL, "chief");
		for (String other : List.of("li", "wang", "zhao")) {
			assertThat(refusal(() -> this.separation.check(FILING, ReviewStage.FINAL, other)).kind())
				.isEqualTo(Refusal.Kind.FORBIDDEN);
		}
		decided(ReviewStage.FINAL, ReviewOutcome.RETURNED, "chief");
		decided(ReviewStage.AUTHORITY, ReviewOutcome.REFUSED, "zhao");
		this.separation.check(FILING, ReviewStage.REFUSAL_CHECK, "chief");
		assertThat(refusal(() -> this.separation.check(FILING, ReviewStage.REFUSAL_CHECK, "zhao")).messageKey())
			.isEqualTo("review.separation.AUTHORITY");
	}

	private void decided(ReviewStage stage, ReviewOutcome outcome, String by) {
		this.records.insertDecision(new ReviewDecision(0, FILING, 1, stage, "t" + this.records.decisions(FILING).size(),
				outcome, List.of(), List.of(), Map.of(), null, by, this.clock.instant()));
	}

	@Test
	void freezingAsksForSeparationToo() {
		this.reviews = reviews(false);
		decide("t1", ReviewStage.PROVIDER, outcome(ReviewOutcome.APPROVED), LI);
		this.reviews.saveDraft(FILING, "t2", ReviewStage.FINAL, 0, outcome(ReviewOutcome.ISSUED), LI);
		assertThat(refusal(() -> this.reviews.freeze(FILING, "t2", ReviewStage.FINAL, LI)).kind())
			.isEqualTo(Refusal.Kind.FORBIDDEN);
		assertThat(this.reviews.freeze(FILING, "t2", ReviewStage.FINAL, CHIEF).decidedBy()).isEqualTo("chief");
	}

	@Test
	void whoCreatedTheFilingMaySendItButNotJudgeIt() {
		this.separation.exclude(FILING, "li", SeparationOfDuties.Exclusion.CREATED_FILING);
		this.separation.exclude(FILING, "li", SeparationOfDuties.Exclusion.CREATED_FILING);
		this.separation.exclude(FILING, "wang", SeparationOfDuties.Exclusion.CONFLICT_OF_INTEREST);
		assertThat(refusal(() -> this.separation.check(FILING, ReviewStage.PROVIDER, "li")).messageKey())
			.isEqualTo("review.separation.creator");
		this.separation.check(FILING, ReviewStage.SENDING, "li");
		assertThat(refusal(() -> this.separation.check(FILING, ReviewStage.SENDING, "wang")).messageKey())
			.isEqualTo("review.separation.excluded");
	}

	// statistics

	@Test
	void reasonsAreCountedByCodeAndStage() {
		Instant before = this.clock.instant();
		decide("t1", ReviewStage.PROVIDER, returned(NAME, LICENCE), LI);
		this.clock.forward(Duration.ofDays(1));
		List<OpenItem> open = this.reviews.openItems(FILING);
		decide("t2", ReviewStage.PROVIDER,
				resolving(ReviewOutcome.RETURNED, Map.of(open.get(0).id(), true, open.get(1).id(), false)), LI);
		Instant after = this.clock.instant();
		assertThat(this.reviews.statisticsByCode(before, after.plusSeconds(1))).containsExactly(
				new CodeCount("DOCUMENT_UNCLEAR", ReviewStage.PROVIDER, 2),
				new CodeCount("NAME", ReviewStage.PROVIDER, 1));
		assertThat(this.reviews.statisticsByCode(before, after)).extracting(CodeCount::count).containsExactly(1L, 1L);
	}

	private CallAttempt missed(int attempt) {
		return this.reviews.recordCall(FILING, attempt, CallAttempt.Outcome.NOT_REACHED, null, LI);
	}

	private ReviewDecision decide(String task, ReviewStage stage, ReviewDraft draft, Actor actor) {
		this.reviews.saveDraft(FILING, task, stage, 0, draft, actor);
		return this.reviews.freeze(FILING, task, stage, actor);
	}

	/** The keys of what is missing; the attempt leaves nothing behind but its draft. */
	private List<String> missing(ReviewStage stage, ReviewDraft draft) {
		return refusedDecision(stage, draft).violations().stream().map(Violation::messageKey).toList();
	}

	private Refusal refusedDecision(ReviewStage stage, ReviewDraft draft) {
		int decisions = this.reviews.decisions(FILING).size();
		String task = "incomplete-" + this.audited.size() + draft.hashCode() + stage;
		this.reviews.saveDraft(FILING, task, stage, 0, draft, LI);
		Refusal refusal = refusal(() -> this.reviews.freeze(FILING, task, stage, LI));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
		assertThat(this.reviews.decisions(FILING)).hasSize(decisions);
		return refusal;
	}

	private static Refusal refusal(ThrowingCallable call) {
		Refusal refusal = catchThrowableOfType(Refusal.class, call);
		assertThat(refusal).as("a refusal").isNotNull();
		return refusal;
	}

	private static ReviewDraft outcome(ReviewOutcome outcome) {
		return new ReviewDraft(outcome, null, null, null, null, null, null, null);
	}

	private static ReviewDraft returned(ReturnItem... items) {
		return new ReviewDraft(ReviewOutcome.RETURNED, List.of(items), null, null, null, null, null, null);
	}

	private static ReviewDraft resolving(ReviewOutcome outcome, Map<Long, Boolean> resolutions) {
		return new ReviewDraft(outcome, null, null, null, null, resolutions, null, null);
	}

	private static Instant shanghai(String wallTime) {
		return LocalDateTime.parse(wallTime).atZone(ZoneId.of("Asia/Shanghai")).toInstant();
	}

}
