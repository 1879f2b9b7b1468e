package parts;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.ActiveProfiles;

/**
 * A test against sign-in, engine and web applications on a port of their own, with the
 * demo's people and the small processes under {@code src/test/resources/parts}. All such
 * tests share one application.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = PartsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.datasource.url=jdbc:h2:mem:parts;DB_CLOSE_DELAY=-1",
				"beianflow.engine.models-dir=src/test/resources/parts",
				"beianflow.privacy.demo-directory=target/parts/keys",
				"beianflow.audit.seal-directory=target/parts/anchors", "camunda.bpm.job-execution.enabled=false",
				"server.address=127.0.0.1" })
@ActiveProfiles("demo")
@Tag("application")
public @interface PartsTest {

}
