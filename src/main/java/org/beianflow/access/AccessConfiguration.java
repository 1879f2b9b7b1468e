package org.beianflow.access;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.net.HostAndPort;
import com.google.common.net.InetAddresses;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.xbill.DNS.ResolverConfig;

/** Puts the probe together. */
@Configuration(proxyBeanMethods = false)
class AccessConfiguration {

	private static final int NAME_SERVICE = 53;

	@Bean
	AccessRecords accessRecords(JdbcClient jdbc, ObjectMapper json) {
		return new AccessRecords(jdbc, json);
	}

	@Bean
	AccessProbe accessProbe(AccessSettings settings, ProbeEndpoints endpoints, ClosedNetwork closedNetwork,
			AccessProviders providers, Clock clock) {
		return new AccessProbe(settings, endpoints, new AddressGuard(closedNetwork::permits),
				new DeclaredBlocks(providers), null, clock);
	}

	/** The endpoints of the settings; the demo puts its own before them. */
	@Bean
	ProbeEndpoints probeEndpoints(AccessSettings settings) {
		return new ConfiguredEndpoints(settings,
				settings.dns().resolvers().stream().map(AccessConfiguration::resolver).toList());
	}

	private static InetSocketAddress resolver(String text) {
		HostAndPort place = HostAndPort.fromString(text).withDefaultPort(NAME_SERVICE);
		return new InetSocketAddress(InetAddresses.forString(place.getHost()), place.getPort());
	}

	private record ConfiguredEndpoints(AccessSettings settings,
			List<InetSocketAddress> configured) implements ProbeEndpoints {

		@Override
		public List<InetSocketAddress> resolvers() {
			return this.configured.isEmpty() ? ResolverConfig.getCurrentConfig().servers() : this.configured;
		}

		@Override
		public int nameServerPort() {
			return this.settings.dns().nameServerPort();
		}

		@Override
		public int httpPort() {
			return this.settings.httpPort();
		}

		@Override
		public int httpsPort() {
			return this.settings.httpsPort();
		}

	}

	private record DeclaredBlocks(AccessProviders providers) implements ProviderBlocks {

		@Override
		public boolean known(String provider) {
			return this.providers.find(provider).filter((found) -> !found.blocks().isEmpty()).isPresent();
		}

		@Override
		public String name(String provider) {
			return this.providers.find(provider).map(AccessProvider::name).orElse(provider);
		}

		@Override
		public boolean contains(String provider, InetAddress address) {
			return this.providers.find(provider).filter((found) -> found.declares(address)).isPresent();
		}

	}

}
