package org.beianflow.demo;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

import org.beianflow.access.ProbeEndpoints;
import org.xbill.DNS.ARecord;
import org.xbill.DNS.DClass;
import org.xbill.DNS.NSRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * The internet of the demo: every domain leads to the demo's own site, unless its switch
 * says otherwise. Access verification then succeeds or fails at will.
 */
public final class DemoNetwork implements ProbeEndpoints, AutoCloseable {

	private static final long TTL_SECONDS = 60;

	private static final Name SERVER = Name.fromConstantString("ns1.demo.");

	private final Map<String, DemoSite.Behaviour> switches = new ConcurrentHashMap<>();

	private final InetAddress address;

	private final DemoNames names;

	private final DemoSite site;

	/**
	 * Starts names and site.
	 * @param address the loopback address that the demo's filings name as their server
	 * @param namesPort port of the name server, 0 for any free one
	 * @param sitePort port of the site, 0 for any free one
	 */
	public DemoNetwork(InetAddress address, int namesPort, int sitePort) {
		if (!address.isLoopbackAddress()) {
			throw new IllegalArgumentException("The demo's network stays on this machine: " + address);
		}
		this.address = address;
		this.names = new DemoNames(address, namesPort, this::records);
		this.site = new DemoSite(address, sitePort, this::behaviour);
	}

	/** How the site of a domain behaves; a host below a domain behaves like it. */
	public DemoSite.Behaviour behaviour(String host) {
		String name = host.toLowerCase(Locale.ROOT);
		while (!name.isEmpty()) {
			DemoSite.Behaviour behaviour = this.switches.get(name);
			if (behaviour != null) {
				return behaviour;
			}
			int dot = name.indexOf('.');
			name = (dot < 0) ? "" : name.substring(dot + 1);
		}
		return DemoSite.Behaviour.OK;
	}

	/** Switches the site of a domain. */
	public void set(String domain, DemoSite.Behaviour behaviour) {
		this.switches.put(domain.toLowerCase(Locale.ROOT), behaviour);
	}

	/** The domains whose switch was ever set. */
	public Map<String, DemoSite.Behaviour> switches() {
		return new TreeMap<>(this.switches);
	}

	/** The address that filings name as their server. */
	public InetAddress address() {
		return this.address;
	}

	@Override
	public List<InetSocketAddress> resolvers() {
		return List.of(this.names.address());
	}

	@Override
	public int nameServerPort() {
		return this.names.address().getPort();
	}

	@Override
	public int httpPort() {
		return this.site.address().getPort();
	}

	/** The demo speaks no TLS: nobody listens on the discard port. */
	@Override
	public int httpsPort() {
		return 9;
	}

	@Override
	public void close() {
		this.names.close();
		this.site.close();
	}

	private List<Record> records(Name name, int type) {
		if (type == Type.A) {
			boolean wrong = behaviour(name.toString(true)) == DemoSite.Behaviour.WRONG_ADDRESS;
			return List.of(new ARecord(name, DClass.IN, TTL_SECONDS, wrong ? elsewhere() : this.address));
		}
		return (type == Type.NS) ? List.of(new NSRecord(name, DClass.IN, TTL_SECONDS, SERVER)) : List.of();
	}

	/** Another loopback address, which no demo filing names. */
	private static InetAddress elsewhere() {
		try {
			return InetAddress.getByAddress(new byte[] { 127, 9, 9, 9 });
		}
		catch (UnknownHostException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
