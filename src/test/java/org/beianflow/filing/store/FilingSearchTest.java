package org.beianflow.filing.store;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

import org.beianflow.filing.FilingSearch.After;
import org.beianflow.filing.FilingSearch.Criteria;
import org.beianflow.filing.FilingSearch.Hit;
import org.beianflow.filing.FilingSearch.Order;
import org.beianflow.filing.FilingState;
import org.beianflow.testing.SmallDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Filings found by name, domain and state, page by page. */
class FilingSearchTest {

	private static final Instant FIRST = Instant.parse("2026-03-02T01:00:00Z");

	/** More than are counted of a pair that many names have. */
	private static final int MANY = 310;

	private final SmallDatabase database = new SmallDatabase(43);

	private final JdbcFilingSearch search = new JdbcFilingSearch(this.database.jdbc(), null);

	private int last;

	@BeforeEach
	void manyWhoseNamesAreAlike() {
		for (int i = 0; i < MANY; i++) {
			filing("北京市同" + Character.toString(0x5000 + i) + "科技有限公司", FilingState.PRELIM_PENDING);
		}
	}

	@AfterEach
	void close() {
		this.database.close();
	}

	@Test
	void aNameIsFoundByAnyPartOfIt() {
		String wanted = filing("上海青禾茶业有限公司", FilingState.FILED);
		assertThat(named("上海青禾茶业有限公司")).containsExactly(wanted);
		assertThat(named("青禾")).containsExactly(wanted);
		assertThat(named("茶业有限公司")).containsExactly(wanted);
		assertThat(named(" 青禾茶 ")).containsExactly(wanted);
	}

	@Test
	void charactersThatStandApartAreNoPartOfTheName() {
		filing("上海青禾茶业有限公司", FilingState.FILED);
		assertThat(named("青茶")).isEmpty();
		assertThat(named("上海茶业")).isEmpty();
		assertThat(named("北京市同科技")).isEmpty();
	}

	@Test
	void severalWordsMayStandApartAndInAnyOrder() {
		String wanted = filing("上海青禾茶业有限公司", FilingState.FILED);
		assertThat(named("上海 茶业")).containsExactly(wanted);
		assertThat(named("茶业　上海")).containsExactly(wanted);
		assertThat(named("禾 上海")).containsExactly(wanted);
		assertThat(named("上海 咖啡")).isEmpty();
	}

	@Test
	void lettersAreFoundInAnyCaseAndWithTheBlanksOfTheName() {
		String wanted = filing("Acme Tea (Shanghai) Co., Ltd", FilingState.FILED);
		assertThat(named("acme tea")).containsExactly(wanted);
		assertThat(named("SHANGHAI")).containsExactly(wanted);
	}

	@Test
	void signsOfThePatternAreCharactersLikeAnyOther() {
		String wanted = filing("百分百100%_!饮料有限公司", FilingState.FILED);
		filing("百分百100号饮料有限公司", FilingState.FILED);
		assertThat(named("100%")).containsExactly(wanted);
		assertThat(named("%_!饮料")).containsExactly(wanted);
		assertThat(named("百%料")).isEmpty();
	}

	@Test
	void aNameWhosePairsAreAllCommonIsFoundAmongThem() {
		assertThat(named("科技有限公司")).hasSize(50);
		String other = filing("公司科技有限", FilingState.FILED);
		assertThat(named("公司科技")).containsExactly(other);
	}

	@Test
	void oneCharacterFindsNothing() {
		assertThat(named("科")).isEmpty();
		assertThat(named("科 技")).isEmpty();
	}

	@Test
	void aNameIsFoundOnlyWhereTheReaderMayLook() {
		filing("上海青禾茶业有限公司", FilingState.FILED);
		Criteria elsewhere = new Criteria(Set.of("310000"), Set.of(), Set.of(), "青禾", null, null, null, null, false,
				null, null, null, null, null, null);
		assertThat(this.search.page(elsewhere, Order.NEWEST, null, 50)).isEmpty();
	}

	@Test
	void pagesShowEachFilingOnceAndInOrder() {
		for (int i = 0; i < 40; i++) {
			clock(reference(i * 7 + 1), FIRST.plus(Duration.ofDays(30 - i % 9)));
		}
		Criteria all = criteria(null, Set.of());
		List<Hit> newest = walk(all, Order.NEWEST);
		assertThat(newest).hasSize(MANY)
			.isSortedAccordingTo(Comparator.comparing((Hit hit) -> hit.summary().reference()).reversed());
		List<Hit> waiting = walk(all, Order.WAITING);
		assertThat(waiting).hasSize(MANY)
			.doesNotHaveDuplicates()
			.isSortedAccordingTo(Comparator.comparing((Hit hit) -> hit.summary().stateSince())
				.thenComparing((hit) -> hit.summary().reference()));
		List<Hit> due = walk(all, Order.DUE);
		assertThat(due).hasSize(40)
			.doesNotHaveDuplicates()
			.isSortedAccordingTo(Comparator.comparing(Hit::dueAt).thenComparing((hit) -> hit.summary().reference()));
	}

	@Test
	void aClosedClockIsNotDue() {
		clock(reference(1), FIRST.plus(Duration.ofDays(5)));
		this.database.jdbc().sql("update bf_deadline set closed_at = started_at, open_key = null").update();
		assertThat(this.search.page(criteria(null, Set.of()), Order.DUE, null, 50)).isEmpty();
		assertThat(this.search.page(criteria("北京市同" + Character.toString(0x5000), Set.of()), Order.NEWEST, null, 50))
			.singleElement()
			.satisfies((hit) -> assertThat(hit.dueAt()).isNull());
	}

	@Test
	void onlyTheStatesAskedFor() {
		String wanted = filing("上海青禾茶业有限公司", FilingState.FILED);
		assertThat(this.search.page(criteria(null, Set.of(FilingState.FILED)), Order.WAITING, null, 50))
			.extracting((hit) -> hit.summary().reference())
			.containsExactly(wanted);
	}

	private List<Hit> walk(Criteria criteria, Order order) {
		List<Hit> all = new ArrayList<>();
		After after = null;
		while (true) {
			List<Hit> page = this.search.page(criteria, order, after, 50);
			all.addAll(page);
			if (page.size() < 50) {
				return all;
			}
			Hit end = page.get(49);
			after = new After(end.summary().reference(), switch (order) {
				case NEWEST -> null;
				case WAITING -> end.summary().stateSince();
				case DUE -> end.dueAt();
			});
		}
	}

	private List<String> named(String name) {
		return this.search.page(criteria(name, Set.of()), Order.NEWEST, null, 50)
			.stream()
			.map((hit) -> hit.summary().reference())
			.toList();
	}

	private static Criteria criteria(String name, Set<FilingState> states) {
		return new Criteria(Set.of("110000"), states, Set.of(), name, null, null, null, null, false, null, null, null,
				null, null, null);
	}

	private static String reference(int number) {
		return "F2026030%06d".formatted(number);
	}

	private String filing(String name, FilingState state) {
		this.last++;
		String reference = reference(this.last);
		// Several wait since the same moment.
		Object at = FIRST.plus(Duration.ofMinutes(this.last % 17)).atOffset(ZoneOffset.UTC);
		this.database.jdbc()
			.sql("""
					insert into bf_filing (reference, kind, applicant_id, province, profile, state, round, access_data_only,
					  listed_paths, listed_materials, form, nature, shown_name, shown_domain, created_at, last_edited_at,
					  submitted_at, state_since, version)
					values (:reference, 'FIRST', 'a1', '110000', 'DEFAULT', :state, 1, false, '[]', '[]', :form,
					  'ENTERPRISE', :name, 'a.cn', :at, :at, :at, :at, 1)
					""")
			.param("reference", reference)
			.param("state", state.name())
			.param("form", new byte[1])
			.param("name", name)
			.param("at", at)
			.update();
		SearchKeys.pairs(name)
			.forEach((pair) -> this.database.jdbc()
				.sql("insert into bf_filing_key (reference, kind, term) values (?, 'PAIR', ?)")
				.params(reference, pair)
				.update());
		return reference;
	}

	private void clock(String reference, Instant dueAt) {
		this.database.jdbc()
			.sql("""
					insert into bf_deadline (filing, kind, province, open_key, started_at, start_day, length_amount,
					  length_unit, extended_by, ladder, due_at)
					values (:reference, 'PROVIDER_REVIEW', '110000', :reference, :at, '2026-03-02', 10, 'WORKING_DAYS', 0,
					  '[]', :due)
					""")
			.param("reference", reference)
			.param("at", FIRST.atOffset(ZoneOffset.UTC))
			.param("due", dueAt.atOffset(ZoneOffset.UTC))
			.update();
	}

}
