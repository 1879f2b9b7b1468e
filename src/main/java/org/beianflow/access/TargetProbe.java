package org.beianflow.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.google.common.net.InetAddresses;

/**
 * Makes the checks of domain.md §14 on one target. Connects to nothing but filed
 * addresses that the guard permits.
 */
final class TargetProbe {

	private static final int MOST_ADDRESSES = 3;

	private static final Duration KNOCK = Duration.ofSeconds(2);

	private final VerificationTarget target;

	/** The name that is asked for: the filed domain, or its home page below it. */
	private String host;

	private final List<VerificationTarget> all;

	private final String token;

	private final Budget budget;

	private final Tools tools;

	private final NameLookup names;

	private final FiledAddresses filed;

	private final List<CheckResult> results = new ArrayList<>();

	private final Map<String, List<InetAddress>> pins = new HashMap<>();

	/** Whether the address answers on the port for {@code http} and {@code https}. */
	private final Map<InetAddress, Boolean> http = new LinkedHashMap<>();

	private final Map<InetAddress, Boolean> https = new LinkedHashMap<>();

	/**
	 * @param target what to check
	 * @param all every target of the filing: a redirect may lead to another of them
	 */
	TargetProbe(VerificationTarget target, List<VerificationTarget> all, String token, Budget budget, Tools tools) {
		this.target = target;
		this.host = target.domain();
		this.all = all;
		this.token = token;
		this.budget = budget;
		this.tools = tools;
		this.names = new NameLookup(tools.endpoints(), tools.guard(), tools.nameTimeout(), budget);
		this.filed = FiledAddresses.of(target);
	}

	/** What the checks are made with. */
	record Tools(Duration nameTimeout, PinnedFetch fetch, CertificateProbe certificates, PageReader pages,
			ProviderBlocks providers, AddressGuard guard, ProbeEndpoints endpoints, Clock clock) {

	}

	List<CheckResult> run() {
		Set<InetAddress> seen = isAddress() ? Set.of(InetAddresses.forString(this.target.domain())) : resolution();
		if (isAddress()) {
			byAddress();
		}
		providerBlock();
		Fetched page = reachable(seen);
		token(page);
		certificate();
		page(page);
		return this.results;
	}

	/** Only the home page, from the filed addresses; {@code null} if nobody was asked. */
	Fetched homePage() {
		this.host = this.target.home();
		Fetched page = reachable(Set.of());
		if ((page == null || !page.isPage()) && !this.host.equals(this.target.domain())) {
			this.host = this.target.domain();
			page = reachable(Set.of());
		}
		return page;
	}

	private boolean isAddress() {
		return InetAddresses.isInetAddress(this.target.domain());
	}

	// 1

	private Set<InetAddress> resolution() {
		Map<String, List<String>> details = new LinkedHashMap<>();
		List<NameAnswer> answers = ask(details);
		if (answersNothing(answers) && !this.target.home().equals(this.host)) {
			this.host = this.target.home();
			answers = ask(details);
			if (answersNothing(answers)) {
				this.host = this.target.domain();
			}
		}
		List<NameAnswer> heard = heard(answers);
		Set<InetAddress> seen = new LinkedHashSet<>();
		heard.forEach((answer) -> seen.addAll(answer.addresses()));
		List<InetAddress> outside = seen.stream().filter((address) -> !this.filed.contain(address)).toList();
		String domain = this.host;
		String deaf = sources(answers, (answer) -> answer.outcome() != NameAnswer.Outcome.ANSWERED);
		String ignorant = sources(heard, (answer) -> answer.addresses().isEmpty());
		boolean differ = heard.stream().map(NameAnswer::addresses).distinct().count() > 1;
		Finding finding = new Finding(CheckKind.RESOLUTION, filedText(), text(seen), details);
		if (answers.stream().anyMatch((answer) -> answer.outcome() == NameAnswer.Outcome.CHAIN_TOO_LONG)) {
			finding.add(Verdict.FAIL, "chain", domain);
		}
		else if (heard.isEmpty()) {
			finding.add(Verdict.ERROR, "silent", domain, deaf);
		}
		else if (seen.isEmpty()) {
			finding.add(Verdict.FAIL, "none", domain, filedText());
		}
		else if (!outside.isEmpty()) {
			finding.add(Verdict.FAIL, "outside", domain, text(outside), filedText());
		}
		else if (!ignorant.isEmpty()) {
			finding.add(Verdict.FAIL, "spreading", domain, ignorant);
		}
		else if (differ) {
			finding.add(Verdict.WARN, "differ", domain);
		}
		else if (!deaf.isEmpty()) {
			finding.add(Verdict.WARN, "partly", domain, deaf);
		}
		else {
			finding.add(Verdict.PASS, "filed", domain, text(seen));
		}
		return seen;
	}

	private List<NameAnswer> ask(Map<String, List<String>> details) {
		List<NameAnswer> answers = this.names.everywhere(this.host);
		answers.forEach((answer) -> details.merge(answer.source(), answer.records(),
				(before, now) -> Stream.concat(before.stream(), now.stream()).toList()));
		return answers;
	}

	private static List<NameAnswer> heard(List<NameAnswer> answers) {
		return answers.stream().filter((answer) -> answer.outcome() == NameAnswer.Outcome.ANSWERED).toList();
	}

	/** Whether somebody answered, and nobody with an address. */
	private static boolean answersNothing(List<NameAnswer> answers) {
		List<NameAnswer> heard = heard(answers);
		return !heard.isEmpty() && heard.stream().allMatch((answer) -> answer.addresses().isEmpty());
	}

	private void byAddress() {
		String address = this.target.domain();
		Finding finding = new Finding(CheckKind.RESOLUTION, filedText(), address, Map.of());
		if (this.filed.contain(InetAddresses.forString(address))) {
			finding.add(Verdict.PASS, "address", address);
		}
		else {
			finding.add(Verdict.FAIL, "outside", address, address, filedText());
		}
	}

	private static String sources(List<NameAnswer> answers, Predicate<NameAnswer> which) {
		return answers.stream().filter(which).map(NameAnswer::source).collect(Collectors.joining(", "));
	}

	// 2

	private void providerBlock() {
		String provider = this.target.provider();
		String name = (provider != null) ? this.tools.providers().name(provider) : "";
		Finding finding = new Finding(CheckKind.PROVIDER_BLOCK, name, filedText(), Map.of());
		if (provider == null || !this.tools.providers().known(provider)) {
			finding.add(Verdict.WARN, "unknown", filedText());
			return;
		}
		List<String> outside = this.filed.blocks()
			.stream()
			.flatMap((block) -> List.of(block.first(), block.last()).stream())
			.distinct()
			.filter((address) -> !this.tools.providers().contains(provider, address))
			.map(InetAddresses::toAddrString)
			.toList();
		if (outside.isEmpty()) {
			finding.add(Verdict.PASS, "inside", filedText(), name);
		}
		else {
			finding.add(Verdict.FAIL, "outside", String.join(", ", outside), name);
		}
	}

	// 3

	/** Asks for the home page; {@code null} where nothing could be asked. */
	private Fetched reachable(Set<InetAddress> seen) {
		List<InetAddress> candidates = seen.stream().filter(this.filed::contain).limit(MOST_ADDRESSES).toList();
		if (candidates.isEmpty()) {
			// The name leads elsewhere; whether the site stands ready is still worth
			// knowing.
			candidates = this.filed.head(MOST_ADDRESSES);
		}
		List<InetAddress> permitted = candidates.stream().filter(this.tools.guard()::permits).toList();
		Map<String, List<String>> details = new LinkedHashMap<>();
		Finding finding = new Finding(CheckKind.REACHABLE, "HTTP 200", "", details);
		if (permitted.isEmpty()) {
			finding.add(Verdict.FAIL, "notPermitted", text(candidates));
			return null;
		}
		List<String> knocks = new ArrayList<>();
		permitted.forEach((address) -> {
			this.http.put(address, knock(address, this.tools.endpoints().httpPort(), knocks));
			this.https.put(address, knock(address, this.tools.endpoints().httpsPort(), knocks));
		});
		details.put("tcp", knocks);
		List<InetAddress> open = permitted.stream()
			.filter((address) -> this.http.get(address) || this.https.get(address))
			.toList();
		if (open.isEmpty()) {
			finding.add(Verdict.FAIL, "closed", text(permitted));
			return null;
		}
		this.pins.put(this.host, open);
		Fetched page = this.tools.fetch().get(place("/"), this::pinned, this.budget);
		details.put("steps", page.trail());
		details.put("headers", page.headers());
		if (page.outcome() == Fetched.Outcome.ANSWERED) {
			details.put("body", List.of("SHA-256 " + sha256(page.body()), page.body().length + " bytes"));
		}
		judge(page, open.size() < permitted.size(), finding);
		return page;
	}

	private void judge(Fetched page, boolean someClosed, Finding finding) {
		finding.seen = (page.status() > 0) ? page.place() + " " + page.status() : page.outcome() + " " + page.place();
		String domain = this.host;
		switch (page.outcome()) {
			case ANSWERED -> {
				if (page.status() != 200) {
					finding.add(Verdict.FAIL, "status", domain, String.valueOf(page.status()));
				}
				else if (someClosed) {
					finding.add(Verdict.WARN, "someClosed", domain);
				}
				else {
					finding.add(Verdict.PASS, "answers", page.place().toString());
				}
			}
			case NO_CONNECTION -> finding.add(Verdict.FAIL, "broken", domain);
			case TOO_SLOW -> finding.add(Verdict.ERROR, "slow", domain);
			case TOO_MANY_REDIRECTS -> finding.add(Verdict.FAIL, "redirects", domain);
			case FOREIGN -> finding.add(Verdict.FAIL, "foreign", domain, page.place().getHost());
			case NOT_PERMITTED -> finding.add(Verdict.FAIL, "redirectNotPermitted", domain, page.place().toString());
		}
	}

	private boolean knock(InetAddress address, int port, List<String> knocks) {
		String place = InetAddresses.toUriString(address) + ":" + port;
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(address, port), (int) this.budget.atMost(KNOCK).toMillis());
			knocks.add(place + " open");
			return true;
		}
		catch (SocketTimeoutException ex) {
			knocks.add(place + " no answer");
		}
		catch (IOException ex) {
			knocks.add(place + " closed");
		}
		return false;
	}

	private URI place(String path) {
		String scheme = this.http.containsValue(true) ? "http" : "https";
		InetAddress literal = isAddress() ? InetAddresses.forString(this.target.domain()) : null;
		String authority = (literal != null) ? InetAddresses.toUriString(literal) : this.host;
		return URI.create(scheme + "://" + authority + path);
	}

	/** The addresses to connect to for a host; {@code null} if it is not filed. */
	private List<InetAddress> pinned(String host) {
		String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
		if (this.pins.containsKey(name)) {
			return this.pins.get(name);
		}
		List<InetAddress> addresses = null;
		for (VerificationTarget other : this.all) {
			if (name.equals(other.domain()) || name.endsWith("." + other.domain())) {
				FiledAddresses theirs = FiledAddresses.of(other);
				addresses = resolve(name).stream()
					.filter(theirs::contain)
					.filter(this.tools.guard()::permits)
					.limit(MOST_ADDRESSES)
					.toList();
				break;
			}
		}
		this.pins.put(name, addresses);
		return addresses;
	}

	private Set<InetAddress> resolve(String name) {
		if (InetAddresses.isInetAddress(name)) {
			return Set.of(InetAddresses.forString(name));
		}
		Set<InetAddress> addresses = new LinkedHashSet<>();
		this.names.fromResolvers(name).forEach((answer) -> addresses.addAll(answer.addresses()));
		return addresses;
	}

	// 4

	private void token(Fetched home) {
		String path = "/.well-known/icp-verify/" + this.token + ".txt";
		String domain = this.target.domain();
		Map<String, List<String>> details = new LinkedHashMap<>();
		Finding finding = new Finding(CheckKind.TOKEN, this.token, "", details);
		boolean answers = home != null && home.outcome() != Fetched.Outcome.NO_CONNECTION
				&& home.outcome() != Fetched.Outcome.TOO_SLOW;
		if (answers) {
			Fetched file = this.tools.fetch().get(place(path), this::pinned, this.budget);
			details.put("file", file.trail());
			// The whole body: a page that only repeats the path it was asked for is no
			// proof.
			if (file.isPage() && this.token.equals(new String(file.body(), StandardCharsets.UTF_8).strip())) {
				finding.seen = file.place().toString();
				finding.add(Verdict.PASS, "file", file.place().toString());
				return;
			}
		}
		String record = "_icp-verify." + domain;
		if (!isAddress()) {
			List<String> texts = this.names.texts(record);
			details.put("TXT " + record, texts);
			if (texts.stream().anyMatch((text) -> this.token.equals(text.strip()))) {
				finding.seen = "TXT " + record;
				finding.add(Verdict.PASS, "record", record);
				return;
			}
		}
		finding.add(Verdict.FAIL, "missing", domain, path, record, this.token);
	}

	// 5

	private void certificate() {
		String domain = this.host;
		InetAddress address = this.https.entrySet()
			.stream()
			.filter(Map.Entry::getValue)
			.map(Map.Entry::getKey)
			.findFirst()
			.orElse(null);
		Finding finding = new Finding(CheckKind.CERTIFICATE, domain, "", Map.of());
		if (address == null) {
			finding.add(Verdict.WARN, "none", domain);
			return;
		}
		CertificateProbe.Shown shown = this.tools.certificates()
			.look(domain, address, this.tools.endpoints().httpsPort(), this.budget);
		finding.details = Map.of("tls", shown.description());
		finding.seen = (shown.objection() != null) ? shown.objection() : shown.description().get(0);
		if (!shown.secured()) {
			finding.add(Verdict.WARN, "none", domain);
		}
		else if (shown.objection() != null) {
			finding.add(Verdict.WARN, "invalid", domain, shown.objection());
		}
		else {
			finding.add(Verdict.PASS, "valid", domain);
		}
	}

	// 6 and 7

	private void page(Fetched fetched) {
		String domain = this.host;
		Finding page = new Finding(CheckKind.PAGE, this.target.serviceName(), "", Map.of());
		Finding words = new Finding(CheckKind.KEYWORDS, "", "", Map.of());
		if (fetched == null || !fetched.isPage()) {
			page.add(Verdict.ERROR, "unseen", domain);
			words.add(Verdict.ERROR, "unseen", domain);
			return;
		}
		PageReader.Reading reading = this.tools.pages()
			.read(fetched.body(), fetched.contentType(), this.target.serviceName());
		page.seen = reading.title();
		page.details = Map.of("page", List.of("title " + reading.title(), reading.length() + " characters"));
		if (!isText(fetched.contentType())) {
			page.add(Verdict.WARN, "notText", domain, fetched.contentType());
		}
		else if (reading.empty()) {
			page.add(Verdict.WARN, "empty", domain);
		}
		else if (reading.parked() != null) {
			page.add(Verdict.WARN, "parked", domain, reading.parked());
		}
		else if (!reading.named()) {
			page.add(Verdict.WARN, "named", reading.title(), this.target.serviceName());
		}
		else {
			page.add(Verdict.PASS, reading.construction() ? "construction" : "shown", domain);
		}
		words.seen = String.join(", ", reading.prohibited());
		if (reading.prohibited().isEmpty()) {
			words.add(Verdict.PASS, "clean", domain);
		}
		else {
			words.add(Verdict.WARN, "found", domain, words.seen);
		}
	}

	private static boolean isText(String contentType) {
		return contentType == null || contentType.toLowerCase(Locale.ROOT).strip().startsWith("text/")
				|| contentType.contains("xhtml");
	}

	private String filedText() {
		return String.join(", ", this.target.addresses());
	}

	private static String text(Collection<InetAddress> addresses) {
		return addresses.stream().map(InetAddresses::toAddrString).collect(Collectors.joining(", "));
	}

	private static String sha256(byte[] body) {
		try {
			return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/** Collects what belongs to a result until its verdict is known. */
	private final class Finding {

		private final CheckKind kind;

		private final String expected;

		private String seen;

		private Map<String, List<String>> details;

		Finding(CheckKind kind, String expected, String seen, Map<String, List<String>> details) {
			this.kind = kind;
			this.expected = expected;
			this.seen = seen;
			this.details = details;
		}

		void add(Verdict verdict, String finding, String... arguments) {
			String key = "access." + this.kind.name().toLowerCase(Locale.ROOT) + "." + finding;
			TargetProbe.this.results
				.add(new CheckResult(this.kind, TargetProbe.this.target.domain(), verdict, key, List.of(arguments),
						this.expected, this.seen, TargetProbe.this.tools.clock().instant(), this.details));
		}

	}

}
