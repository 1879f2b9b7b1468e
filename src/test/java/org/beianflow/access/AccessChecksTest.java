package org.beianflow.access;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.beianflow.check.Finding;
import org.beianflow.check.Policy;
import org.beianflow.check.Violation;
import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** The rules of access arrangements, one by one and all at once. */
class AccessChecksTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

	private static final JsonMapper JSON = JsonMapper.builder().addModule(new JavaTimeModule()).build();

	private final AccessChecks checks = checks();

	private static AccessChecks checks(String... closedNetwork) {
		return new AccessChecks(new AccessProviders(), new ClosedNetwork(List.of(closedNetwork)));
	}

	@Test
	void nothingIsWrongWithTheSample() throws Exception {
		AccessArrangement access = SampleSubjects.access();
		assertThat(this.checks.check(access, TODAY)).isEmpty();
		assertThat(JSON.readValue(JSON.writeValueAsString(access), AccessArrangement.class)).isEqualTo(access);
	}

	@Test
	void anEmptyDraftSaysEverythingThatIsMissingAtOnce() throws Exception {
		AccessArrangement draft = JSON.readValue("{}", AccessArrangement.class);
		assertThat(this.checks.check(draft, TODAY)).extracting(Violation::path)
			.containsExactlyInAnyOrder("providerId", "accessType", "serverRegion", "ips", "allocation", "instanceId",
					"instanceOwnerAccount", "instanceExpiresOn", "techContact");
		assertThat(this.checks.check(JSON.readValue("{\"ips\":[null],\"techContact\":{}}", AccessArrangement.class),
				TODAY))
			.extracting(Violation::path)
			.contains("ips[0]", "techContact.name", "techContact.phone");
		assertThat(this.checks.advise(draft, TODAY)).isNotEmpty();
	}

	static Stream<Arguments> broken() {
		return Stream.of(broken("access provider", "providerId", "1048", (it) -> it.put("providerId", "nobody")),
				broken("kind of access", "accessType", "1035", (it) -> it.remove("accessType")),
				broken("server in mainland China", "serverRegion", "1036", (it) -> it.put("serverRegion", "810000")),
				broken("server in mainland China", "serverRegion", "1036", (it) -> it.put("serverRegion", "110105")),
				broken("addresses given", "ips", "MISSING", (it) -> it.putArray("ips")),
				ips("form of addresses", "ips[0]", "1006", "www.example.cn"),
				ips("form of addresses", "ips[1]", "1006", "101.200.10.8", "::ffff:101.200.10.8"),
				ips("public addresses", "ips[0]", "1006", "10.0.0.8"),
				ips("public addresses", "ips[0]", "1006", "203.0.113.10"),
				ips("addresses of the provider", "ips[0]", "1063", "119.29.0.1"),
				ips("addresses of the provider", "ips[0]", "1063", "101.201.255.255-101.202.0.0"),
				ips("each address once", "ips[1]", "1029", "101.200.10.8", "101.200.10.0/24"),
				broken("fixed address", "allocation", "ACCESS", (it) -> it.put("allocation", "DYNAMIC")),
				broken("instance", "instanceId", "MISSING", (it) -> it.remove("instanceId")),
				broken("instance", "instanceId", "5001", (it) -> it.put("instanceId", "<x>")),
				broken("instance", "instanceOwnerAccount", "MISSING", (it) -> it.remove("instanceOwnerAccount")),
				broken("term of the instance", "instanceExpiresOn", "ACCESS",
						(it) -> it.put("instanceExpiresOn", "2026-12-21")),
				broken("term of the instance", "instanceExpiresOn", "ACCESS",
						(it) -> it.put("instanceExpiresOn", "2026-11-21")),
				broken("service code", "serviceCode", "5001", (it) -> it.put("serviceCode", "a b")),
				broken("technical contact", "techContact", "MISSING", (it) -> it.remove("techContact")),
				broken("technical contact", "techContact.phone", "1010",
						(it) -> it.putObject("techContact").put("name", "赵示例").put("phone", "12")));
	}

	private static Arguments broken(String policy, String path, String code, Consumer<ObjectNode> change) {
		return arguments(policy, path, code, change);
	}

	private static Arguments ips(String policy, String path, String code, String... ips) {
		return arguments(policy, path, code, (Consumer<ObjectNode>) (it) -> {
			ArrayNode array = it.putArray("ips");
			Stream.of(ips).forEach(array::add);
		});
	}

	@ParameterizedTest(name = "{0}: {1} {2}")
	@MethodSource("broken")
	void eachRuleRefusesAndNamesTheField(String policy, String path, String code, Consumer<ObjectNode> change) {
		assertThat(this.checks.check(changed(SampleSubjects.access(), change), TODAY))
			.extracting(Violation::path, Violation::code)
			.containsExactly(tuple(path, code));
	}

	@Test
	void theListOfRulesIsTheOneWeKnow() {
		assertThat(AccessPolicies.ALL).extracting(Policy::name)
			.containsExactlyElementsOf(broken().map((arguments) -> (String) arguments.get()[0]).distinct().toList());
	}

	@Test
	void oneSettingOpensReservedAddressesForFormAndProbe() {
		AccessArrangement access = SampleSubjects.closedNetworkAccess();
		assertThat(this.checks.check(access, TODAY)).extracting(Violation::messageKey)
			.containsExactly("access.ip.reserved");
		AccessChecks closed = checks("203.0.113.0/24");
		assertThat(closed.check(access, TODAY)).isEmpty();
		assertThat(closed.advise(access, TODAY)).extracting(Finding::messageKey)
			.contains("access.advice.closed-network", "access.advice.in-block");
		assertThat(closed.check(SampleSubjects.access("demo-cloud", "10.0.0.1"), TODAY))
			.extracting(Violation::messageKey)
			.containsExactly("access.ip.reserved");
		assertThat(closed.check(SampleSubjects.access("demo-cloud", "203.0.113.250-203.0.114.5"), TODAY))
			.extracting(Violation::messageKey)
			.containsExactly("access.ip.reserved");
	}

	@Test
	void aColocatedServerHasNoInstance() {
		AccessArrangement access = changed(SampleSubjects.access(), (it) -> {
			it.put("accessType", "COLOCATION");
			it.remove(List.of("instanceId", "instanceOwnerAccount", "instanceExpiresOn"));
		});
		assertThat(this.checks.check(access, TODAY)).isEmpty();
	}

	@Test
	void aServiceCodeIsGoodForOneService() {
		AccessArrangement access = changed(SampleSubjects.access(), (it) -> it.put("serviceCode", "SC-0001"));
		assertThat(this.checks.checkTogether(Arrays.asList(access, null, access))).extracting(Violation::path)
			.containsExactly("services[2].access.serviceCode");
	}

	@Test
	void nothingPrintedShowsAPerson() {
		assertThat(SampleSubjects.access().toString()).doesNotContain("赵示例").doesNotContain("137");
	}

	private static AccessArrangement changed(AccessArrangement access, Consumer<ObjectNode> change) {
		ObjectNode tree = JSON.valueToTree(access);
		change.accept(tree);
		return JSON.convertValue(tree, AccessArrangement.class);
	}

}
