package org.beianflow.portal;

import java.util.Locale;
import java.util.Optional;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.StandingPage;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Gives every page its {@link PageFrame}, the sign-in and error pages included. */
@Configuration(proxyBeanMethods = false)
class PageFrames implements WebMvcConfigurer, HandlerInterceptor {

	/** Remembers large type; nothing personal. */
	static final String TYPE_COOKIE = "bf-type";

	static final String LARGE = "large";

	private final CurrentActors actors;

	private final LocaleResolver locales;

	PageFrames(CurrentActors actors, LocaleResolver locales) {
		this.actors = actors;
		this.locales = locales;
	}

	@Override
	public void addInterceptors(InterceptorRegistry registry) {
		registry.addInterceptor(this).excludePathPatterns("/api/**", "/assets/**", "/vendor/**", "/webjars/**");
	}

	@Override
	public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
		Optional<CurrentActor> who = this.actors.find();
		request.setAttribute("frame",
				new PageFrame(this.locales.resolveLocale(request).getLanguage().equals(Locale.ENGLISH.getLanguage()),
						LARGE.equals(PageLocale.cookie(request, TYPE_COOKIE)),
						who.filter(CurrentActor::isApplicant).isPresent(),
						who.filter(CurrentActor::isStaff).isPresent(), path(request)));
		return true;
	}

	/** A page that answers a form is left for the page the form stands on. */
	private static String path(HttpServletRequest request) {
		Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
		Object other = (failed != null) ? failed : request.getAttribute(RequestDispatcher.FORWARD_REQUEST_URI);
		return (other != null) ? other.toString().substring(request.getContextPath().length())
				: StandingPage.of(request);
	}

}
