package org.beianflow.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.beianflow.account.CurrentActors;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Joins the engine's web interfaces to our sign-in: their filters stand behind the chains
 * of Spring Security and before Camunda's own.
 */
@Configuration(proxyBeanMethods = false)
class EngineWeb {

	private static final int BEHIND_SECURITY = 201;

	@Bean
	FilterRegistrationBean<WebappsSignIn> webappsSignIn(CurrentActors actors) {
		FilterRegistrationBean<WebappsSignIn> filter = new FilterRegistrationBean<>(new WebappsSignIn(actors));
		filter.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
		filter.setOrder(BEHIND_SECURITY);
		return filter;
	}

	@Bean
	FilterRegistrationBean<EngineApiActor> engineApiActor(CurrentActors actors, ActingStaff acting) {
		FilterRegistrationBean<EngineApiActor> filter = new FilterRegistrationBean<>(
				new EngineApiActor(actors, acting));
		filter.addUrlPatterns("/engine-rest/*");
		filter.setOrder(BEHIND_SECURITY);
		return filter;
	}

	@Bean
	FilterRegistrationBean<NoForeignVariables> noForeignVariables(ObjectMapper json) {
		FilterRegistrationBean<NoForeignVariables> filter = new FilterRegistrationBean<>(new NoForeignVariables(json));
		filter.addUrlPatterns("/engine-rest/*", "/camunda/api/engine/*");
		filter.setOrder(BEHIND_SECURITY + 1);
		return filter;
	}

}
