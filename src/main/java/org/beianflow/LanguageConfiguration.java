package org.beianflow;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/**
 * In which language people are answered: the one they chose on a page with
 * {@code ?lang=zh} or {@code ?lang=en}, which a cookie remembers; otherwise the one their
 * browser asks for, and Chinese where it asks for none.
 */
@Configuration(proxyBeanMethods = false)
class LanguageConfiguration implements WebMvcConfigurer {

	private static final Map<String, Locale> LANGUAGES = Map.of("zh", Locale.SIMPLIFIED_CHINESE, "en", Locale.ENGLISH);

	private static final Duration REMEMBERED = Duration.ofDays(365);

	@Bean
	static LocaleResolver localeResolver() {
		CookieLocaleResolver resolver = new CookieLocaleResolver("BF-LANG");
		resolver.setDefaultLocaleFunction((request) -> (request.getHeader(HttpHeaders.ACCEPT_LANGUAGE) != null)
				? request.getLocale() : Locale.SIMPLIFIED_CHINESE);
		resolver.setCookieMaxAge(REMEMBERED);
		resolver.setCookieSameSite("Lax");
		resolver.setRejectInvalidCookies(false);
		return resolver;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(new Choice());
	}

	/** Remembers the language a link names; anything else a link may say is ignored. */
	private static final class Choice implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			Locale chosen = LANGUAGES.get(String.valueOf(request.getParameter("lang")));
			if (chosen != null) {
				((LocaleResolver) request
					.getAttribute(org.springframework.web.servlet.DispatcherServlet.LOCALE_RESOLVER_ATTRIBUTE))
					.setLocale(request, response, chosen);
			}
			return true;
		}

	}

}
