package org.beianflow.access;

import java.net.InetAddress;
import java.time.Clock;
import java.util.List;

import com.google.common.net.InetAddresses;
import org.beianflow.demo.DemoNetwork;
import org.beianflow.demo.DemoSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.mockito.Mockito.mock;

/** The demo's own internet lets a verification succeed or fail at will. */
class DemoNetworkTest {

	private static final VerificationTarget SHOP = new VerificationTarget("shop.example.cn", "shop.example.cn", "山水文具",
			List.of("127.0.0.1"), null);

	private final DemoNetwork network = new DemoNetwork(InetAddresses.forString("127.0.0.1"), 0, 0);

	private final AccessProbe probe = new AccessProbe(LoopbackNetwork.settings(), this.network,
			new AddressGuard(InetAddress::isLoopbackAddress), mock(ProviderBlocks.class), null, Clock.systemUTC());

	@AfterEach
	void close() {
		this.probe.close();
		this.network.close();
	}

	@Test
	void anyDomainPassesUnlessItIsSwitched() {
		assertThat(attempt()).noneMatch((check) -> check.verdict().compareTo(Verdict.WARN) > 0);
		assertThat(attempt()).noneMatch((check) -> check.verdict() == Verdict.WARN && check.kind().askPerson());
		assertThat(this.network.switches()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "WRONG_ADDRESS,access.resolution.outside,FAIL", "NO_ANSWER,access.reachable.broken,FAIL",
			"NO_TOKEN,access.token.missing,FAIL", "PARKING,access.page.parked,WARN" })
	void aSwitchedDomainFailsAsItsSwitchSays(DemoSite.Behaviour behaviour, String finding, Verdict verdict) {
		this.network.set("Example.CN", behaviour);
		assertThat(attempt()).anySatisfy((check) -> {
			assertThat(check.finding()).isEqualTo(finding);
			assertThat(check.verdict()).isEqualTo(verdict);
		});
		this.network.set("example.cn", DemoSite.Behaviour.OK);
		assertThat(attempt()).noneMatch((check) -> check.verdict().compareTo(Verdict.WARN) > 0);
	}

	@Test
	void itNeverListensToTheOutside() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new DemoNetwork(InetAddresses.forString("0.0.0.0"), 0, 0));
	}

	private List<CheckResult> attempt() {
		return this.probe.attempt(List.of(SHOP), LoopbackNetwork.TOKEN);
	}

}
