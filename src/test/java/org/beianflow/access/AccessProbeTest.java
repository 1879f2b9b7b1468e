package org.beianflow.access;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

import com.google.common.net.InetAddresses;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.beianflow.access.LoopbackNetwork.TOKEN;
import static org.beianflow.access.LoopbackNetwork.target;

/**
 * The seven checks of domain.md §14 against real name servers and web servers on this
 * machine.
 */
class AccessProbeTest {

	private static final String DOMAIN = "example.cn";

	private static final String NAME = "山水文具";

	private final LoopbackNetwork network = new LoopbackNetwork();

	@AfterEach
	void close() {
		this.network.close();
	}

	// 1: resolution

	@Test
	void theSiteAsFiledPassesEveryCheckThatBlocks() {
		this.network.usualSite(DOMAIN, NAME + " - 首页");
		List<CheckResult> results = attempt();
		assertThat(results).extracting(CheckResult::kind).containsExactly(CheckKind.values());
		assertThat(results).filteredOn((result) -> result.kind() != CheckKind.CERTIFICATE)
			.allSatisfy((result) -> assertThat(result.verdict()).isEqualTo(Verdict.PASS));
		CheckResult resolution = of(results, CheckKind.RESOLUTION);
		assertThat(resolution.seen()).isEqualTo("127.0.0.1");
		assertThat(resolution.details()).hasSize(3);
		assertThat(resolution.details().values()).allSatisfy(
				(records) -> assertThat(records).anySatisfy((line) -> assertThat(line).contains("300 IN A 127.0.0.1")));
		assertThat(resolution.details().keySet())
			.anySatisfy((source) -> assertThat(source).startsWith("authoritative"));
		assertThat(of(results, CheckKind.REACHABLE).details().get("body").get(0)).startsWith("SHA-256 ").hasSize(72);
		assertThat(of(results, CheckKind.REACHABLE).at()).isEqualTo(LoopbackNetwork.NOW);
	}

	@Test
	void aDomainThatLeadsElsewhereFailsAndSaysWhereItLeads() {
		this.network.zone(DOMAIN);
		this.network.everywhere(DOMAIN, "A", "127.0.0.7");
		CheckResult resolution = of(attempt(), CheckKind.RESOLUTION);
		assertThat(resolution.verdict()).isEqualTo(Verdict.FAIL);
		assertThat(resolution.finding()).isEqualTo("access.resolution.outside");
		assertThat(resolution.arguments()).containsExactly(DOMAIN, "127.0.0.7", "127.0.0.1");
		assertThat(resolution.expected()).isEqualTo("127.0.0.1");
		assertThat(resolution.seen()).isEqualTo("127.0.0.7");
	}

	@Test
	void aSiteThatAnswersOnlyWhereItsHomePageStandsIsVerifiedThere() {
		this.network.zone(DOMAIN);
		this.network.everywhere("www." + DOMAIN, "A", "127.0.0.1");
		this.network.page("www." + DOMAIN + "/", NAME, "欢迎光临，本站介绍公司的业务与联系方式。");
		this.network.text("www." + DOMAIN + "/.well-known/icp-verify/" + LoopbackNetwork.TOKEN + ".txt",
				LoopbackNetwork.TOKEN);
		List<CheckResult> results = attempt(atHome("www." + DOMAIN));
		assertThat(results).filteredOn((result) -> result.kind() != CheckKind.CERTIFICATE)
			.allSatisfy((result) -> assertThat(result.verdict()).as(result.finding()).isEqualTo(Verdict.PASS))
			.allSatisfy((result) -> assertThat(result.domain()).isEqualTo(DOMAIN));
		CheckResult resolution = of(results, CheckKind.RESOLUTION);
		assertThat(resolution.arguments()).containsExactly("www." + DOMAIN, "127.0.0.1");
		assertThat(resolution.details().values())
			.allSatisfy((records) -> assertThat(records).anySatisfy((line) -> assertThat(line).contains("www.")));
		assertThat(finding(attempt(), CheckKind.RESOLUTION)).isEqualTo("access.resolution.none");
	}

	@Test
	void aDomainThatLeadsElsewhereFailsAlsoWhereItsHomePageIsRight() {
		this.network.zone(DOMAIN);
		this.network.everywhere(DOMAIN, "A", "127.0.0.7");
		this.network.everywhere("www." + DOMAIN, "A", "127.0.0.1");
		assertThat(of(attempt(atHome("www." + DOMAIN)), CheckKind.RESOLUTION).arguments()).containsExactly(DOMAIN,
				"127.0.0.7", "127.0.0.1");
	}

	@Test
	void aHomePageThatLeadsElsewhereFails() {
		this.network.zone(DOMAIN);
		this.network.everywhere("www." + DOMAIN, "A", "127.0.0.7");
		CheckResult resolution = of(attempt(atHome("www." + DOMAIN)), CheckKind.RESOLUTION);
		assertThat(resolution.finding()).isEqualTo("access.resolution.outside");
		assertThat(resolution.arguments().get(0)).isEqualTo("www." + DOMAIN);
	}

	private static VerificationTarget atHome(String host) {
		return new VerificationTarget(DOMAIN, host, NAME, List.of("127.0.0.1"), "provider");
	}

	@Test
	void oneAddressTooManyFailsEvenBesideTheFiledOne() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.everywhere(DOMAIN, "AAAA", "::1");
		assertThat(finding(attempt(), CheckKind.RESOLUTION)).isEqualTo("access.resolution.outside");
	}

	@Test
	void aliasesAreFollowedAndRecorded() {
		this.network.zone(DOMAIN);
		this.network.everywhere("www." + DOMAIN, "CNAME", "site.cdn.example.net.");
		this.network.zone("cdn.example.net");
		this.network.everywhere("site.cdn.example.net", "CNAME", "node7.cdn.example.net.");
		this.network.everywhere("node7.cdn.example.net", "A", "127.0.0.1");
		this.network.first.answerWholeChains();
		CheckResult resolution = of(attempt(target("www." + DOMAIN, NAME)), CheckKind.RESOLUTION);
		assertThat(resolution.verdict()).isEqualTo(Verdict.PASS);
		assertThat(resolution.details()).hasSize(3);
		assertThat(resolution.details().values()).allSatisfy(
				(records) -> assertThat(records).anySatisfy((line) -> assertThat(line).contains("CNAME site.cdn"))
					.anySatisfy((line) -> assertThat(line).contains("CNAME node7.cdn"))
					.anySatisfy((line) -> assertThat(line).contains("A 127.0.0.1")));
	}

	@Test
	void aChainOfEightAliasesIsFollowedAndNineAreNot() {
		this.network.zone(DOMAIN);
		for (int i = 9; i > 0; i--) {
			this.network.everywhere("hop" + i + "." + DOMAIN, "CNAME", "hop" + (i - 1) + "." + DOMAIN + ".");
		}
		this.network.everywhere("hop0." + DOMAIN, "A", "127.0.0.1");
		CheckResult eight = of(attempt(target("hop8." + DOMAIN, NAME)), CheckKind.RESOLUTION);
		assertThat(eight.verdict()).isEqualTo(Verdict.PASS);
		assertThat(finding(attempt(target("hop9." + DOMAIN, NAME)), CheckKind.RESOLUTION))
			.isEqualTo("access.resolution.chain");
	}

	@Test
	void aResolverThatDoesNotKnowYetMeansWaiting() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.second.remove(DOMAIN, "A");
		CheckResult resolution = of(attempt(), CheckKind.RESOLUTION);
		assertThat(resolution.verdict()).isEqualTo(Verdict.FAIL);
		assertThat(resolution.finding()).isEqualTo("access.resolution.spreading");
		assertThat(resolution.arguments().get(1)).startsWith("resolver 127.0.0.1:");
	}

	@Test
	void aResolverThatStillLeadsElsewhereFails() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.second.remove(DOMAIN, "A");
		this.network.second.add(DOMAIN, "A", "127.0.0.7");
		assertThat(finding(attempt(), CheckKind.RESOLUTION)).isEqualTo("access.resolution.outside");
	}

	@Test
	void resolversThatNameDifferentFiledAddressesOnlyWarn() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.second.remove(DOMAIN, "A");
		this.network.second.add(DOMAIN, "A", "127.0.0.2");
		VerificationTarget both = new VerificationTarget(DOMAIN, DOMAIN, NAME, List.of("127.0.0.1-127.0.0.3"),
				"provider");
		CheckResult resolution = of(attempt(both), CheckKind.RESOLUTION);
		assertThat(resolution.verdict()).isEqualTo(Verdict.WARN);
		assertThat(resolution.finding()).isEqualTo("access.resolution.differ");
	}

	@Test
	void aSilentResolverIsNamedAndTheOthersDecide() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.second.fallSilent();
		CheckResult resolution = of(attempt(), CheckKind.RESOLUTION);
		assertThat(resolution.verdict()).isEqualTo(Verdict.WARN);
		assertThat(resolution.finding()).isEqualTo("access.resolution.partly");
	}

	@Test
	void aDomainWithoutAddressFails() {
		this.network.zone(DOMAIN);
		assertThat(finding(attempt(), CheckKind.RESOLUTION)).isEqualTo("access.resolution.none");
	}

	@Test
	void whenNobodyAnswersItIsAnErrorAndNotTheApplicantsFault() {
		this.network.first.fallSilent();
		this.network.second.fallSilent();
		this.network.authority.fallSilent();
		CheckResult resolution = of(attempt(), CheckKind.RESOLUTION);
		assertThat(resolution.verdict()).isEqualTo(Verdict.ERROR);
		assertThat(resolution.finding()).isEqualTo("access.resolution.silent");
	}

	@Test
	void nameServersPassTheSameGuardAsSites() {
		this.network.usualSite(DOMAIN, NAME);
		List.of(this.network.first, this.network.second, this.network.authority)
			.forEach((zone) -> zone.remove("ns1." + DOMAIN, "A"));
		this.network.everywhere("ns1." + DOMAIN, "A", "10.1.2.3");
		CheckResult resolution = of(attempt(), CheckKind.RESOLUTION);
		assertThat(resolution.finding()).isEqualTo("access.resolution.partly");
		assertThat(resolution.details().get("authoritative").get(0)).contains("not permitted").contains("10.1.2.3");
	}

	@Test
	void aServiceFiledByAddressNeedsNoName() {
		this.network.page("127.0.0.1/", NAME, "欢迎光临，本站介绍公司的业务与联系方式。");
		this.network.text("127.0.0.1/.well-known/icp-verify/" + TOKEN + ".txt", TOKEN);
		List<CheckResult> results = attempt(target("127.0.0.1", NAME));
		assertThat(finding(results, CheckKind.RESOLUTION)).isEqualTo("access.resolution.address");
		assertThat(of(results, CheckKind.REACHABLE).verdict()).isEqualTo(Verdict.PASS);
		assertThat(of(results, CheckKind.TOKEN).verdict()).isEqualTo(Verdict.PASS);
	}

	// 2: provider

	@Test
	void aFiledAddressOutsideTheProvidersBlocksFails() {
		this.network.usualSite(DOMAIN, NAME);
		VerificationTarget foreign = new VerificationTarget(DOMAIN, DOMAIN, NAME, List.of("127.0.0.1", "8.8.8.8"),
				"provider");
		CheckResult block = of(attempt(foreign), CheckKind.PROVIDER_BLOCK);
		assertThat(block.verdict()).isEqualTo(Verdict.FAIL);
		assertThat(block.arguments()).containsExactly("8.8.8.8", "provider");
	}

	@Test
	void withoutDeclaredBlocksTheCheckIsNeverGreen() {
		this.network.usualSite(DOMAIN, NAME);
		VerificationTarget unknown = new VerificationTarget(DOMAIN, DOMAIN, NAME, List.of("127.0.0.1"), null);
		assertThat(of(attempt(unknown), CheckKind.PROVIDER_BLOCK).verdict()).isEqualTo(Verdict.WARN);
	}

	// 3: reachable

	@Test
	void aPrivateAddressIsNotTouchedWithoutTheSetting() {
		this.network.usualSite(DOMAIN, NAME);
		AccessProbe strict = this.network.probe((address) -> false, null);
		List<CheckResult> results = strict.attempt(List.of(target(DOMAIN, NAME)), TOKEN);
		assertThat(finding(results, CheckKind.REACHABLE)).isEqualTo("access.reachable.notPermitted");
		assertThat(this.network.requests).isEmpty();
	}

	@Test
	void aPermittedAddressThatIsNotFiledIsNotTouchedEither() throws Exception {
		AtomicInteger connections = new AtomicInteger();
		HttpServer other = HttpServer
			.create(new InetSocketAddress(InetAddresses.forString("127.0.0.7"), this.network.httpPort()), 0);
		other.createContext("/", (exchange) -> {
			connections.incrementAndGet();
			LoopbackNetwork.answer(exchange, 200, "text/plain", "caught");
		});
		other.start();
		try {
			this.network.zone(DOMAIN);
			this.network.everywhere(DOMAIN, "A", "127.0.0.7");
			attempt();
			assertThat(connections).hasValue(0);
		}
		finally {
			other.stop(0);
		}
	}

	@Test
	void redirectsWithinTheFiledDomainsAreFollowed() {
		this.network.usualSite("second.cn", NAME);
		this.network.usualSite(DOMAIN, NAME);
		this.network.everywhere("www.second.cn", "A", "127.0.0.1");
		this.network.page("www.second.cn/home", NAME, "欢迎光临，本站介绍公司的业务与联系方式。");
		this.network.redirect(DOMAIN + "/", "http://second.cn/start");
		this.network.redirect("second.cn/start", "//www.second.cn/home");
		List<CheckResult> results = attempt(target(DOMAIN, NAME), target("second.cn", NAME));
		CheckResult reachable = of(results, CheckKind.REACHABLE);
		assertThat(reachable.verdict()).isEqualTo(Verdict.PASS);
		assertThat(reachable.seen()).isEqualTo("http://www.second.cn/home 200");
		assertThat(reachable.details().get("steps")).anySatisfy((step) -> assertThat(step).contains("-> 302"));
	}

	@Test
	void aRedirectToAnotherHostIsRecordedAndNotFollowed() throws Exception {
		try (Trap trap = new Trap()) {
			this.network.usualSite(DOMAIN, NAME);
			this.network.everywhere("elsewhere.net", "A", "127.0.0.1");
			this.network.redirect(DOMAIN + "/", "http://elsewhere.net:" + trap.port() + "/secret");
			CheckResult reachable = of(attempt(), CheckKind.REACHABLE);
			assertThat(reachable.verdict()).isEqualTo(Verdict.FAIL);
			assertThat(reachable.finding()).isEqualTo("access.reachable.foreign");
			assertThat(reachable.arguments()).containsExactly(DOMAIN, "elsewhere.net");
			assertThat(trap.connections()).isZero();
			assertThat(this.network.requests).noneMatch((place) -> place.startsWith("elsewhere"));
		}
	}

	@Test
	void aRedirectToAnAddressIsNotFollowed() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.redirect(DOMAIN + "/", "http://169.254.169.254/latest/meta-data/");
		assertThat(finding(attempt(), CheckKind.REACHABLE)).isEqualTo("access.reachable.foreign");
	}

	@Test
	void aRedirectToAnotherPortOrSchemeIsNotFollowed() throws Exception {
		try (Trap trap = new Trap()) {
			this.network.usualSite(DOMAIN, NAME);
			for (String location : List.of("http://" + DOMAIN + ":" + trap.port() + "/", "ftp://" + DOMAIN + "/",
					"file:///etc/passwd", "http://user:secret@" + DOMAIN + "/")) {
				this.network.redirect(DOMAIN + "/", location);
				assertThat(finding(attempt(), CheckKind.REACHABLE)).as(location)
					.isEqualTo("access.reachable.redirectNotPermitted");
			}
			assertThat(trap.connections()).isZero();
		}
	}

	@Test
	void aRedirectToAFiledDomainThatLeadsElsewhereIsNotFollowed() throws Exception {
		this.network.usualSite(DOMAIN, NAME);
		this.network.everywhere("www." + DOMAIN, "A", "127.0.0.7");
		this.network.redirect(DOMAIN + "/", "http://www." + DOMAIN + "/");
		assertThat(finding(attempt(), CheckKind.REACHABLE)).isEqualTo("access.reachable.redirectNotPermitted");
	}

	@Test
	void fiveRedirectsAreFollowedAndSixAreNot() {
		this.network.usualSite(DOMAIN, NAME);
		for (int i = 0; i < 6; i++) {
			this.network.redirect(DOMAIN + ((i == 0) ? "/" : "/" + i), "/" + (i + 1));
		}
		this.network.page(DOMAIN + "/5", NAME, "欢迎光临，本站介绍公司的业务与联系方式。");
		assertThat(of(attempt(), CheckKind.REACHABLE).verdict()).isEqualTo(Verdict.PASS);
		this.network.redirect(DOMAIN + "/5", "/6");
		assertThat(finding(attempt(), CheckKind.REACHABLE)).isEqualTo("access.reachable.redirects");
	}

	@Test
	void aServerThatAnswersWithAnErrorIsNotReachable() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.on(DOMAIN + "/", (exchange) -> LoopbackNetwork.answer(exchange, 503, "text/plain", "overloaded"));
		CheckResult reachable = of(attempt(), CheckKind.REACHABLE);
		assertThat(reachable.finding()).isEqualTo("access.reachable.status");
		assertThat(reachable.arguments()).containsExactly(DOMAIN, "503");
	}

	@Test
	void aServerThatHangsUpIsNotReachable() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.on(DOMAIN + "/", (exchange) -> exchange.close());
		assertThat(finding(attempt(), CheckKind.REACHABLE)).isEqualTo("access.reachable.broken");
	}

	@Test
	void nobodyListensIsNotReachable() {
		this.network.usualSite(DOMAIN, NAME);
		VerificationTarget down = new VerificationTarget(DOMAIN, DOMAIN, NAME, List.of("127.0.0.5"), "provider");
		this.network.everywhere("down.cn", "A", "127.0.0.5");
		assertThat(finding(attempt(down), CheckKind.REACHABLE)).isEqualTo("access.reachable.closed");
	}

	/** It never ends by itself. */
	@Test
	@Timeout(300)
	void aBodyThatTricklesInIsCutOffAtTheTimeLimit() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.on(DOMAIN + "/", (exchange) -> {
			exchange.sendResponseHeaders(200, 0);
			trickle(exchange.getResponseBody());
		});
		CheckResult reachable = of(attempt(), CheckKind.REACHABLE);
		assertThat(reachable.finding()).isEqualTo("access.reachable.slow");
		assertThat(reachable.verdict()).isEqualTo(Verdict.ERROR);
	}

	/** One byte now and then, until the other side has gone. */
	private static void trickle(OutputStream out) throws IOException {
		Object pause = new Object();
		try {
			while (true) {
				out.write('.');
				out.flush();
				synchronized (pause) {
					pause.wait(100);
				}
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void ofAHugeBodyOnlyTheBeginningIsRead() {
		this.network.usualSite(DOMAIN, NAME);
		byte[] block = ("<p>" + NAME + "欢迎光临</p>").repeat(200).getBytes(StandardCharsets.UTF_8);
		AtomicInteger blocks = new AtomicInteger();
		this.network.on(DOMAIN + "/", (exchange) -> {
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
			exchange.sendResponseHeaders(200, 0);
			try (OutputStream out = exchange.getResponseBody()) {
				while (blocks.incrementAndGet() < 100_000) {
					out.write(block);
				}
			}
		});
		List<CheckResult> results = attempt();
		CheckResult reachable = of(results, CheckKind.REACHABLE);
		assertThat(reachable.verdict()).isEqualTo(Verdict.PASS);
		assertThat(reachable.details().get("body")).contains("65536 bytes");
		assertThat(reachable.details().get("steps")).anySatisfy((step) -> assertThat(step).contains("cut off"));
		assertThat(of(results, CheckKind.PAGE).verdict()).isEqualTo(Verdict.PASS);
		assertThat(blocks.get()).isLessThan(100_000);
	}

	@Test
	void noCookieAndNoCredentialEverGoesOut() throws Exception {
		this.network.usualSite(DOMAIN, NAME);
		ByteArrayOutputStream seen = new ByteArrayOutputStream();
		this.network.redirect(DOMAIN + "/", "/again");
		this.network.on(DOMAIN + "/", (exchange) -> {
			exchange.getResponseHeaders().set("Set-Cookie", "session=1");
			exchange.getResponseHeaders().set("Location", "/again");
			LoopbackNetwork.answer(exchange, 302, "text/plain", "");
		});
		this.network.on(DOMAIN + "/again", (exchange) -> {
			seen.writeBytes(exchange.getRequestHeaders().keySet().toString().getBytes(StandardCharsets.UTF_8));
			seen.writeBytes(exchange.getRequestHeaders().getFirst("User-agent").getBytes(StandardCharsets.UTF_8));
			exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=x");
			LoopbackNetwork.answer(exchange, 401, "text/plain", "who are you");
		});
		assertThat(finding(attempt(), CheckKind.REACHABLE)).isEqualTo("access.reachable.status");
		assertThat(seen.toString(StandardCharsets.UTF_8)).contains("Beianflow-AccessCheck")
			.doesNotContain("Cookie", "Authorization");
	}

	// 4: token

	@Test
	void withoutTheTokenControlIsNotProven() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.remove(DOMAIN + "/.well-known/icp-verify/" + TOKEN + ".txt");
		CheckResult token = of(attempt(), CheckKind.TOKEN);
		assertThat(token.verdict()).isEqualTo(Verdict.FAIL);
		assertThat(token.arguments()).contains("/.well-known/icp-verify/" + TOKEN + ".txt", "_icp-verify." + DOMAIN);
	}

	@Test
	void aPageThatRepeatsThePathIsNoProof() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.text(DOMAIN + "/.well-known/icp-verify/" + TOKEN + ".txt",
				"no such file: /.well-known/icp-verify/" + TOKEN + ".txt");
		assertThat(of(attempt(), CheckKind.TOKEN).verdict()).isEqualTo(Verdict.FAIL);
	}

	@Test
	void aTextRecordProvesControlToo() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.remove(DOMAIN + "/.well-known/icp-verify/" + TOKEN + ".txt");
		this.network.authority.add("_icp-verify." + DOMAIN, "TXT", "\"" + TOKEN + "\"");
		CheckResult token = of(attempt(), CheckKind.TOKEN);
		assertThat(token.verdict()).isEqualTo(Verdict.PASS);
		assertThat(token.finding()).isEqualTo("access.token.record");
	}

	// 5: certificate

	@Test
	void aCertificateOfOnesOwnMakingOnlyWarns(@TempDir Path folder) throws Exception {
		this.network.usualSite(DOMAIN, NAME);
		this.network.redirect(DOMAIN + "/", "https://" + DOMAIN + "/home");
		this.network.page(DOMAIN + "/home", NAME, "欢迎光临，本站介绍公司的业务与联系方式。");
		KeyStore keys = keys(folder, DOMAIN);
		HttpsServer secure = https(keys);
		try {
			List<CheckResult> results = attempt();
			CheckResult certificate = of(results, CheckKind.CERTIFICATE);
			assertThat(certificate.verdict()).isEqualTo(Verdict.WARN);
			assertThat(certificate.finding()).isEqualTo("access.certificate.invalid");
			assertThat(certificate.details().get("tls"))
				.anySatisfy((line) -> assertThat(line).contains("CN=" + DOMAIN));
			assertThat(of(results, CheckKind.REACHABLE).seen()).isEqualTo("https://" + DOMAIN + "/home 200");

			AccessProbe trusting = this.network.probe(LoopbackNetwork.LOOPBACK, keys);
			List<CheckResult> trusted = trusting.attempt(List.of(target(DOMAIN, NAME)), TOKEN);
			assertThat(of(trusted, CheckKind.CERTIFICATE).verdict()).isEqualTo(Verdict.PASS);
			assertThat(trusted).allSatisfy((result) -> assertThat(result.verdict()).isEqualTo(Verdict.PASS));

			this.network.usualSite("second.cn", NAME);
			List<CheckResult> misnamed = trusting.attempt(List.of(target("second.cn", NAME)), TOKEN);
			assertThat(finding(misnamed, CheckKind.CERTIFICATE)).isEqualTo("access.certificate.invalid");
		}
		finally {
			secure.stop(0);
		}
	}

	@Test
	void aSiteWithoutTlsOnlyWarns() {
		this.network.usualSite(DOMAIN, NAME);
		CheckResult certificate = of(attempt(), CheckKind.CERTIFICATE);
		assertThat(certificate.verdict()).isEqualTo(Verdict.WARN);
		assertThat(certificate.finding()).isEqualTo("access.certificate.none");
	}

	// 6 and 7: page

	@Test
	void aParkedPageIsPutBeforeAPerson() {
		this.network.usualSite(DOMAIN, DOMAIN);
		this.network.page(DOMAIN + "/", DOMAIN, "本域名出售，联系卖家。This Domain is for sale!");
		CheckResult page = of(attempt(), CheckKind.PAGE);
		assertThat(page.verdict()).isEqualTo(Verdict.WARN);
		assertThat(page.finding()).isEqualTo("access.page.parked");
		assertThat(page.kind().askPerson()).isTrue();
	}

	@Test
	void aPageUnderConstructionIsAllowed() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.page(DOMAIN + "/", "网站建设中", "敬请期待");
		assertThat(of(attempt(), CheckKind.PAGE).finding()).isEqualTo("access.page.construction");
	}

	@Test
	void anEmptyPageAndAForeignTitleArePutBeforeAPerson() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.page(DOMAIN + "/", "", "");
		assertThat(finding(attempt(), CheckKind.PAGE)).isEqualTo("access.page.empty");
		this.network.page(DOMAIN + "/", "特价机票", "全国机票预订，天天特价，欢迎来电。");
		CheckResult page = of(attempt(), CheckKind.PAGE);
		assertThat(page.finding()).isEqualTo("access.page.named");
		assertThat(page.expected()).isEqualTo(NAME);
		assertThat(page.seen()).isEqualTo("特价机票");
	}

	@Test
	void aPageInAnOlderCharacterSetIsRead() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.on(DOMAIN + "/", (exchange) -> {
			byte[] body = ("<title>" + NAME + "</title><p>欢迎光临，本站介绍公司的业务</p>").getBytes(Charset.forName("GBK"));
			exchange.getResponseHeaders().set("Content-Type", "text/html; charset=gbk");
			exchange.sendResponseHeaders(200, body.length);
			exchange.getResponseBody().write(body);
			exchange.close();
		});
		CheckResult page = of(attempt(), CheckKind.PAGE);
		assertThat(page.verdict()).isEqualTo(Verdict.PASS);
		assertThat(page.seen()).isEqualTo(NAME);
	}

	@Test
	void prohibitedWordsArePutBeforeAPerson() {
		this.network.usualSite(DOMAIN, NAME);
		this.network.page(DOMAIN + "/", NAME, "提供六 合 彩资料与代开发票服务，欢迎咨询。");
		CheckResult words = of(attempt(), CheckKind.KEYWORDS);
		assertThat(words.verdict()).isEqualTo(Verdict.WARN);
		assertThat(words.arguments().get(1)).contains("六合彩", "代开发票");
	}

	private List<CheckResult> attempt(VerificationTarget... targets) {
		List<VerificationTarget> all = (targets.length == 0) ? List.of(target(DOMAIN, NAME)) : List.of(targets);
		return this.network.probe().attempt(all, TOKEN);
	}

	private static CheckResult of(List<CheckResult> results, CheckKind kind) {
		return results.stream().filter((result) -> result.kind() == kind).findFirst().orElseThrow();
	}

	private static String finding(List<CheckResult> results, CheckKind kind) {
		return of(results, kind).finding();
	}

	private HttpsServer https(KeyStore keys) throws Exception {
		KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
		managers.init(keys, "changeit".toCharArray());
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(managers.getKeyManagers(), null, null);
		HttpsServer server = HttpsServer.create(new InetSocketAddress(LoopbackNetwork.loopback(), 0), 0);
		server.setHttpsConfigurator(new HttpsConfigurator(context));
		server.createContext("/", this.network.handler());
		server.start();
		this.network.https(server.getAddress().getPort());
		return server;
	}

	/** A fresh key with a certificate that nobody else signed. */
	private static KeyStore keys(Path folder, String domain) throws Exception {
		Path file = folder.resolve("keys.p12");
		Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
				"-genkeypair", "-alias", "site", "-keyalg", "EC", "-dname", "CN=" + domain, "-ext", "SAN=dns:" + domain,
				"-validity", "30", "-keystore", file.toString(), "-storetype", "PKCS12", "-storepass", "changeit")
			.redirectErrorStream(true)
			.start();
		String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(keytool.waitFor()).as(said).isZero();
		KeyStore keys = KeyStore.getInstance("PKCS12");
		try (InputStream in = Files.newInputStream(file)) {
			keys.load(in, "changeit".toCharArray());
		}
		return trusted(keys);
	}

	/** The same, with the certificate also as one to trust. */
	private static KeyStore trusted(KeyStore keys) throws Exception {
		keys.setCertificateEntry("trusted", keys.getCertificate("site"));
		return keys;
	}

	/** Counts who connects to it. */
	private static final class Trap implements AutoCloseable {

		private final ServerSocket socket = new ServerSocket(0, 0, LoopbackNetwork.loopback());

		private final AtomicInteger connections = new AtomicInteger();

		Trap() throws IOException {
			Thread thread = new Thread(() -> {
				while (!this.socket.isClosed()) {
					try {
						this.socket.accept().close();
						this.connections.incrementAndGet();
					}
					catch (IOException ex) {
						return;
					}
				}
			});
			thread.setDaemon(true);
			thread.start();
		}

		int port() {
			return this.socket.getLocalPort();
		}

		int connections() {
			return this.connections.get();
		}

		@Override
		public void close() throws IOException {
			this.socket.close();
		}

	}

}
