package parts;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/**
 * Sign-in, engine and web applications without the rest: enough to try who may do what.
 * Started by hand it offers a few tasks to look at.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@ConfigurationPropertiesScan({ "org.beianflow.account", "org.beianflow.engine", "org.beianflow.privacy",
		"org.beianflow.audit" })
@ComponentScan(basePackages = { "org.beianflow.account", "org.beianflow.engine", "org.beianflow.privacy",
		"org.beianflow.audit" })
@ComponentScan(basePackages = "org.beianflow.demo", useDefaultFilters = false,
		includeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = "org\\.beianflow\\.demo\\.DemoPeople"))
// The sign-in pages stand in the portal's layout.
@ComponentScan(basePackages = "org.beianflow.portal", useDefaultFilters = false,
		includeFilters = @ComponentScan.Filter(type = FilterType.REGEX,
				pattern = "org\\.beianflow\\.portal\\.(PageFrames|PageLocale.*)"))
public class PartsApplication {

	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(PartsApplication.class, args);
		RuntimeService runtime = context.getBean(RuntimeService.class);
		Instant now = context.getBean(Clock.class).instant();
		for (int i = -2; i < 3; i++) {
			start(runtime, "provider-review", "F2026110000" + (120 + i), "110000", now.plus(i, ChronoUnit.DAYS));
		}
	}

	/** Starts one of the small processes under {@code src/test/resources/parts}. */
	public static String start(RuntimeService runtime, String process, String filing, String province, Instant dueAt) {
		return runtime
			.startProcessInstanceByKey(process, filing,
					Variables.createVariables().putValue("province", province).putValue("dueAt", Date.from(dueAt)))
			.getId();
	}

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

}
