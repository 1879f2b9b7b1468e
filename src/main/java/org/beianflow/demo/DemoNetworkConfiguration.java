package org.beianflow.demo;

import java.net.InetAddress;
import java.net.UnknownHostException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** Puts the demo's own names and site in the place of the internet. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoNetworkConfiguration {

	@Bean
	@Primary
	DemoNetwork demoNetwork(Settings settings) throws UnknownHostException {
		DemoNetwork network = new DemoNetwork(InetAddress.getByName(settings.address()), settings.namesPort(),
				settings.sitePort());
		// Its filing waits in the demo for somebody to mend it; a start does not mend it.
		network.set(DemoFilings.WITHOUT_SITE, DemoSite.Behaviour.WRONG_ADDRESS);
		return network;
	}

	/**
	 * The demo's network.
	 *
	 * @param address loopback address of the demo's site and name server
	 * @param namesPort port of the name server, 0 for any free one
	 * @param sitePort port of the site, 0 for any free one
	 */
	@ConfigurationProperties("beianflow.demo.network")
	record Settings(@DefaultValue("127.0.0.1") String address, @DefaultValue("0") int namesPort,
			@DefaultValue("0") int sitePort) {

	}

}
