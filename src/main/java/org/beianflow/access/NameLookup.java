package org.beianflow.access;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.google.common.net.InetAddresses;
import com.google.common.net.InternetDomainName;
import org.xbill.DNS.AAAARecord;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.CNAMERecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;

/**
 * Asks resolvers and authoritative servers for names. Follows CNAMEs itself, so that
 * every link of the chain is recorded; asks no server whose address the guard refuses,
 * except the resolvers, which the operator chose. For one target in one attempt.
 */
final class NameLookup {

	/** domain.md §14: at most so many CNAMEs. */
	private static final int MOST_CNAMES = 8;

	private static final int MOST_NAME_SERVERS = 3;

	private final ProbeEndpoints endpoints;

	private final AddressGuard guard;

	private final Duration timeout;

	private final Budget budget;

	/** Servers that did not answer; asking them again would only take time. */
	private final Set<InetSocketAddress> silent = new HashSet<>();

	NameLookup(ProbeEndpoints endpoints, AddressGuard guard, Duration timeout, Budget budget) {
		this.endpoints = endpoints;
		this.guard = guard;
		this.timeout = timeout;
		this.budget = budget;
	}

	/** Every resolver's answer for the addresses of a name, then the zone's own. */
	List<NameAnswer> everywhere(String domain) {
		List<NameAnswer> answers = fromResolvers(domain);
		answers.add(addresses(new Authority(), name(domain)));
		return answers;
	}

	/** Every resolver's answer for the addresses of a name. */
	List<NameAnswer> fromResolvers(String domain) {
		List<NameAnswer> answers = new ArrayList<>();
		for (InetSocketAddress resolver : this.endpoints.resolvers()) {
			answers.add(addresses(new Recursion(resolver), name(domain)));
		}
		return answers;
	}

	/**
	 * The TXT records of a name. The zone's own servers are asked first: resolvers may
	 * still remember that there was none.
	 */
	List<String> texts(String domain) {
		List<Source> sources = new ArrayList<>();
		sources.add(new Authority());
		this.endpoints.resolvers().forEach((resolver) -> sources.add(new Recursion(resolver)));
		Set<String> texts = new LinkedHashSet<>();
		for (Source source : sources) {
			Chain chain = new Chain(source, Type.TXT);
			chain.follow(name(domain));
			chain.found.forEach((found) -> texts.add(String.join("", ((TXTRecord) found).getStrings())));
		}
		return List.copyOf(texts);
	}

	private NameAnswer addresses(Source source, Name name) {
		Chain ipv4 = new Chain(source, Type.A);
		ipv4.follow(name);
		if (ipv4.outcome != NameAnswer.Outcome.ANSWERED) {
			return new NameAnswer(source.label(), source.authoritative(), ipv4.outcome, Set.of(), ipv4.records);
		}
		Chain ipv6 = new Chain(source, Type.AAAA);
		ipv6.follow(name);
		Set<InetAddress> addresses = new LinkedHashSet<>();
		ipv4.found.forEach((found) -> addresses.add(bare(((ARecord) found).getAddress())));
		ipv6.found.forEach((found) -> addresses.add(bare(((AAAARecord) found).getAddress())));
		Set<String> records = new LinkedHashSet<>(ipv4.records);
		records.addAll(ipv6.records);
		return new NameAnswer(source.label(), source.authoritative(), ipv6.outcome, addresses, List.copyOf(records));
	}

	private Message ask(InetSocketAddress server, Name name, int type, boolean recursive) throws IOException {
		if (this.budget.isSpent()) {
			throw new IOException("no time left");
		}
		if (this.silent.contains(server)) {
			throw new IOException("no answer before");
		}
		Message query = Message.newQuery(Record.newRecord(name, type, DClass.IN));
		if (!recursive) {
			query.getHeader().unsetFlag(Flags.RD);
		}
		SimpleResolver resolver = new SimpleResolver(server);
		resolver.setTimeout(this.budget.atMost(this.timeout));
		try {
			return resolver.send(query);
		}
		catch (IOException ex) {
			this.silent.add(server);
			throw ex;
		}
	}

	/** The same address without the name it was found under. */
	private static InetAddress bare(InetAddress address) {
		try {
			return InetAddress.getByAddress(address.getAddress());
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Name name(String domain) {
		try {
			return Name.fromString(domain, Name.root);
		}
		catch (TextParseException ex) {
			throw new IllegalArgumentException(domain, ex);
		}
	}

	private static String text(InetSocketAddress server) {
		return InetAddresses.toUriString(server.getAddress()) + ":" + server.getPort();
	}

	/** Somebody who answers questions about names. */
	private interface Source {

		String label();

		boolean authoritative();

		Message ask(Name name, int type) throws IOException;

	}

	/** Says that a server must not be asked. */
	private static final class NotPermitted extends IOException {

		private static final long serialVersionUID = 1L;

		NotPermitted(String message) {
			super(message);
		}

	}

	private final class Recursion implements Source {

		private final InetSocketAddress resolver;

		Recursion(InetSocketAddress resolver) {
			this.resolver = resolver;
		}

		@Override
		public String label() {
			return "resolver " + text(this.resolver);
		}

		@Override
		public boolean authoritative() {
			return false;
		}

		@Override
		public Message ask(Name name, int type) throws IOException {
			return NameLookup.this.ask(this.resolver, name, type, true);
		}

	}

	/** The servers that a zone names as its own, found through the resolvers. */
	private final class Authority implements Source {

		private String label = "authoritative";

		private Name known;

		private List<InetSocketAddress> servers = List.of();

		@Override
		public String label() {
			return this.label;
		}

		@Override
		public boolean authoritative() {
			return true;
		}

		@Override
		public Message ask(Name name, int type) throws IOException {
			if (!name.equals(this.known)) {
				find(name);
				this.known = name;
			}
			IOException last = new IOException("no authoritative server found");
			for (InetSocketAddress server : this.servers) {
				try {
					Message answer = NameLookup.this.ask(server, name, type, false);
					this.label = "authoritative " + text(server);
					return answer;
				}
				catch (IOException ex) {
					last = ex;
				}
			}
			throw last;
		}

		private void find(Name name) throws IOException {
			List<Name> names = nameServers(name);
			List<InetSocketAddress> found = new ArrayList<>();
			List<String> refused = new ArrayList<>();
			for (Name server : names) {
				for (InetAddress address : resolve(server)) {
					if (NameLookup.this.guard.permits(address)) {
						found.add(new InetSocketAddress(address, NameLookup.this.endpoints.nameServerPort()));
					}
					else {
						refused.add(server + " " + InetAddresses.toAddrString(address));
					}
				}
				if (found.size() >= MOST_NAME_SERVERS) {
					break;
				}
			}
			if (found.isEmpty() && !refused.isEmpty()) {
				throw new NotPermitted("address not permitted: " + String.join(", ", refused));
			}
			this.servers = found;
		}

		/** Goes up from the name to the zone it lies in. */
		private List<Name> nameServers(Name name) throws IOException {
			Name top = registrable(name);
			for (Name candidate = name; candidate.subdomain(top); candidate = new Name(candidate, 1)) {
				for (InetSocketAddress resolver : NameLookup.this.endpoints.resolvers()) {
					List<Name> names = new ArrayList<>();
					for (Record answer : askOrNothing(resolver, candidate, Type.NS)) {
						if (answer instanceof NSRecord server && server.getName().equals(candidate)
								&& names.size() < MOST_NAME_SERVERS) {
							names.add(server.getTarget());
						}
					}
					if (!names.isEmpty()) {
						return names;
					}
				}
			}
			throw new IOException("no name servers for " + top);
		}

		private Set<InetAddress> resolve(Name server) {
			for (InetSocketAddress resolver : NameLookup.this.endpoints.resolvers()) {
				NameAnswer answer = addresses(new Recursion(resolver), server);
				if (!answer.addresses().isEmpty()) {
					return answer.addresses();
				}
			}
			return Set.of();
		}

		private List<Record> askOrNothing(InetSocketAddress resolver, Name name, int type) {
			try {
				return NameLookup.this.ask(resolver, name, type, true).getSection(Section.ANSWER);
			}
			catch (IOException ex) {
				return List.of();
			}
		}

	}

	/** The last name for which there can be a zone of somebody's own. */
	private static Name registrable(Name name) {
		String text = name.toString(true);
		if (InternetDomainName.isValid(text)) {
			InternetDomainName domain = InternetDomainName.from(text);
			if (domain.isUnderPublicSuffix()) {
				return name(domain.topPrivateDomain().toString());
			}
		}
		return (name.labels() > 3) ? new Name(name, name.labels() - 3) : name;
	}

	/** One walk along CNAMEs to the records of one type. */
	private static final class Chain {

		private final Source source;

		private final int type;

		private final List<Record> found = new ArrayList<>();

		private final List<String> records = new ArrayList<>();

		private NameAnswer.Outcome outcome = NameAnswer.Outcome.ANSWERED;

		private int links;

		Chain(Source source, int type) {
			this.source = source;
			this.type = type;
		}

		void follow(Name start) {
			Name name = start;
			while (name != null) {
				name = step(name);
			}
		}

		/** Asks once; returns the name to go on with, or {@code null} at the end. */
		private Name step(Name asked) {
			List<Record> answers;
			try {
				Message message = this.source.ask(asked, this.type);
				int code = message.getRcode();
				if (code != Rcode.NOERROR && code != Rcode.NXDOMAIN) {
					throw new IOException(Rcode.string(code));
				}
				answers = message.getSection(Section.ANSWER);
			}
			catch (NotPermitted ex) {
				return end(NameAnswer.Outcome.NOT_PERMITTED, ex.getMessage());
			}
			catch (IOException ex) {
				return end(NameAnswer.Outcome.SILENT, String.valueOf(ex.getMessage()));
			}
			answers.forEach((answer) -> this.records.add(answer.toString().replaceAll("\\s+", " ")));
			Name name = asked;
			for (Name next = target(answers, name); next != null; next = target(answers, name)) {
				name = next;
				this.links++;
				if (this.links > MOST_CNAMES) {
					return end(NameAnswer.Outcome.CHAIN_TOO_LONG, "more than " + MOST_CNAMES + " CNAME");
				}
			}
			for (Record answer : answers) {
				if (answer.getType() == this.type && answer.getName().equals(name)) {
					this.found.add(answer);
				}
			}
			return (this.found.isEmpty() && !name.equals(asked)) ? name : null;
		}

		private Name end(NameAnswer.Outcome outcome, String why) {
			this.outcome = outcome;
			this.records.add(why);
			return null;
		}

		private static Name target(List<Record> answers, Name name) {
			for (Record answer : answers) {
				if (answer instanceof CNAMERecord alias && alias.getName().equals(name)) {
					return alias.getTarget();
				}
			}
			return null;
		}

	}

}
