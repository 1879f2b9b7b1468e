package org.beianflow.access;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/** What the settings of the probe come to. */
class AccessConfigurationTest {

	private final ApplicationContextRunner context = new ApplicationContextRunner()
		.withUserConfiguration(AccessConfiguration.class, Settings.class, AccessProviders.class)
		.withBean(Clock.class, Clock::systemUTC)
		.withBean(ObjectMapper.class, ObjectMapper::new)
		.withBean(JdbcClient.class, () -> mock(JdbcClient.class));

	@Test
	void withoutSettingsItAsksTheSystemsResolversOnTheWellKnownPorts() {
		this.context.run((running) -> {
			assertThat(running).hasNotFailed().hasSingleBean(AccessProbe.class);
			ProbeEndpoints endpoints = running.getBean(ProbeEndpoints.class);
			assertThat(endpoints.httpPort()).isEqualTo(80);
			assertThat(endpoints.httpsPort()).isEqualTo(443);
			assertThat(endpoints.nameServerPort()).isEqualTo(53);
			assertThat(endpoints.resolvers()).isNotEmpty();
			AccessSettings settings = running.getBean(AccessSettings.class);
			assertThat(settings.maxWindows()).isEqualTo(3);
			assertThat(settings.http().sizeLimit().toMegabytes()).isEqualTo(1);
		});
	}

	@Test
	void resolversAreAddressesWithOrWithoutPort() {
		this.context
			.withPropertyValues("beianflow.access.dns.resolvers=223.5.5.5, 119.29.29.29:5353, [2400:3200::1]",
					"beianflow.access.http-port=8081")
			.run((running) -> {
				ProbeEndpoints endpoints = running.getBean(ProbeEndpoints.class);
				assertThat(endpoints.resolvers()).containsExactly(new InetSocketAddress("223.5.5.5", 53),
						new InetSocketAddress("119.29.29.29", 5353), new InetSocketAddress("2400:3200::1", 53));
				assertThat(endpoints.httpPort()).isEqualTo(8081);
			});
		this.context.withPropertyValues("beianflow.access.dns.resolvers=dns.example.com")
			.run((running) -> assertThat(running).hasFailed());
	}

	@Test
	void limitsCanBeTightenedButNotLifted() {
		this.context
			.withPropertyValues("beianflow.access.dns.timeout=60s", "beianflow.access.http.time-limit=10m",
					"beianflow.access.schedule.attempt-limit=1h")
			.run((running) -> {
				AccessSettings settings = running.getBean(AccessSettings.class);
				assertThat(settings.dns().timeout()).isEqualTo(Duration.ofSeconds(5));
				assertThat(settings.http().timeLimit()).isEqualTo(Duration.ofSeconds(15));
				assertThat(settings.schedule().attemptLimit()).isEqualTo(Duration.ofSeconds(20));
			});
		this.context.withPropertyValues("beianflow.access.http.time-limit=4s")
			.run((running) -> assertThat(running.getBean(AccessSettings.class).http().timeLimit())
				.isEqualTo(Duration.ofSeconds(4)));
	}

	@Configuration(proxyBeanMethods = false)
	@EnableConfigurationProperties({ AccessSettings.class, ClosedNetwork.class })
	static class Settings {

	}

}
