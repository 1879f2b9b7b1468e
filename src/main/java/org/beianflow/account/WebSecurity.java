package org.beianflow.account;

import java.io.IOException;
import java.time.Clock;
import java.util.Set;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.check.Refusal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.CsrfConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.factory.PasswordEncoderFactories;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.HttpStatusEntryPoint;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.logout.HttpStatusReturningLogoutSuccessHandler;
import org.springframework.security.web.authentication.www.BasicAuthenticationEntryPoint;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfException;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.HttpSessionRequestCache;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.util.unit.DataSize;

/**
 * The chains of Spring Security: API, engine API, Camunda's web applications, staff
 * pages, and everything else. Who may call what stands in {@code account/routes.csv} for
 * all of them.
 */
@Configuration(proxyBeanMethods = false)
class WebSecurity {

	/** Camunda uses XSRF-TOKEN on the same host. */
	static final String CSRF_COOKIE = "BF-XSRF";

	static final String CSRF_HEADER = "X-BF-XSRF";

	private static final String STAFF_SIGN_IN = "/staff/sign-in";

	private static final String SIGN_IN = "/sign-in";

	/** Styles inline, because charts are drawn as SVG by the server; scripts never. */
	private static final String CONTENT_SECURITY = "default-src 'self'; script-src 'self'; "
			+ "style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'self'; frame-src 'self'; "
			+ "frame-ancestors 'self'; base-uri 'self'; form-action 'self'";

	private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

	/** From here on a form with files may be too large to be read; see the settings. */
	private static final DataSize MOST_FILES = DataSize.ofMegabytes(20);

	private final RouteAuthorization routes = new RouteAuthorization();

	@Bean
	static PasswordEncoder passwordEncoder() {
		return PasswordEncoderFactories.createDelegatingPasswordEncoder();
	}

	@Bean
	@Order(1)
	SecurityFilterChain api(HttpSecurity http, ApiTokens tokens, StaffDirectory staff, Clock clock, Problems problems)
			throws Exception {
		AuthenticationEntryPoint entry = (request, response, ex) -> problems.write(request, response,
				new Refusal(Refusal.Kind.UNAUTHENTICATED, "account.signIn.needed"));
		AccessDeniedHandler denied = (request, response, ex) -> problems.write(request, response,
				new Refusal(Refusal.Kind.FORBIDDEN, "account.forbidden"));
		http.securityMatcher(new PathMatcher("/api/**"))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
			.csrf((csrf) -> csrf(csrf).requireCsrfProtectionMatcher((request) -> isUnsafe(request)
					&& !TokenFilter.isBearer(request) && request.getSession(false) != null))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.exceptionHandling((handling) -> handling.authenticationEntryPoint(entry).accessDeniedHandler(denied))
			.addFilterBefore(new TokenFilter(tokens, clock, problems), CsrfFilter.class)
			.addFilterBefore(new StaffRefreshFilter(staff, clock), AuthorizationFilter.class);
		return finish(http);
	}

	/**
	 * The engine's API: for Modeler and scripts by HTTP Basic, for our pages by session.
	 */
	@Bean
	@Order(2)
	SecurityFilterChain engineApi(HttpSecurity http, StaffSignIn signIn, StaffDirectory staff, Clock clock)
			throws Exception {
		BasicAuthenticationEntryPoint entry = new BasicAuthenticationEntryPoint();
		entry.setRealmName("Beianflow");
		http.securityMatcher(new PathMatcher("/engine-rest/**"))
			.sessionManagement((session) -> session.sessionCreationPolicy(SessionCreationPolicy.NEVER))
			.csrf((csrf) -> csrf(csrf)
				.requireCsrfProtectionMatcher((request) -> isUnsafe(request) && !isBasicOfOwn(request)))
			.requestCache(AbstractHttpConfigurer::disable)
			.logout(AbstractHttpConfigurer::disable)
			.authenticationProvider(signIn)
			.httpBasic((basic) -> basic.authenticationEntryPoint(entry)
				.authenticationDetailsSource(StaffSignIn.BasicDetails::new))
			.addFilterBefore(new StaffRefreshFilter(staff, clock), AuthorizationFilter.class);
		return finish(http);
	}

	/**
	 * Tasklist, Cockpit, Admin: signed in with our session; their own CSRF and headers.
	 */
	@Bean
	@Order(3)
	SecurityFilterChain camunda(HttpSecurity http, StaffDirectory staff, Clock clock) throws Exception {
		http.securityMatcher(new PathMatcher("/camunda/**"))
			.csrf(AbstractHttpConfigurer::disable)
			.requestCache((cache) -> cache.requestCache(pagesOnly("/camunda/app/**")))
			.logout((logout) -> logout
				.logoutRequestMatcher(new PathMatcher(HttpMethod.POST, "/camunda/api/admin/auth/user/*/logout"))
				.logoutSuccessHandler(new HttpStatusReturningLogoutSuccessHandler(HttpStatus.NO_CONTENT)))
			.exceptionHandling((handling) -> handling
				.defaultAuthenticationEntryPointFor(new HttpStatusEntryPoint(HttpStatus.UNAUTHORIZED),
						new PathMatcher("/camunda/api/**"))
				.defaultAuthenticationEntryPointFor(new LoginUrlAuthenticationEntryPoint(STAFF_SIGN_IN),
						new PathMatcher("/**")))
			.addFilterBefore(new StaffRefreshFilter(staff, clock), AuthorizationFilter.class)
			.authorizeHttpRequests((requests) -> requests.anyRequest().access(this.routes))
			.headers((headers) -> headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
				.cacheControl(HeadersConfigurer.CacheControlConfig::disable)
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
		return http.build();
	}

	@Bean
	@Order(4)
	SecurityFilterChain staffPages(HttpSecurity http, StaffSignIn signIn, StaffDirectory staff, Clock clock)
			throws Exception {
		http.securityMatcher(new PathMatcher("/staff/**", "/console/**", "/forms/**", "/demo/**"))
			.csrf(WebSecurity::csrf)
			.authenticationProvider(signIn)
			.requestCache((cache) -> cache.requestCache(pagesOnly("/console/**")))
			.sessionManagement((session) -> session.sessionFixation((fixation) -> fixation.newSession()))
			.formLogin((form) -> form.loginPage(STAFF_SIGN_IN)
				.successHandler(toDesk())
				.failureHandler(backTo(STAFF_SIGN_IN))
				.permitAll(false))
			.logout((logout) -> logout.logoutUrl("/staff/sign-out").logoutSuccessUrl(STAFF_SIGN_IN + "?out"))
			.addFilterBefore(new StaffRefreshFilter(staff, clock), AuthorizationFilter.class);
		return finish(http);
	}

	/** The portal and all that belongs to nobody in particular. */
	@Bean
	@Order(5)
	SecurityFilterChain portal(HttpSecurity http, ApplicantSignIn signIn, StoredApplicants applicants, Clock clock)
			throws Exception {
		http.csrf(WebSecurity::csrf)
			.authenticationProvider(signIn)
			.requestCache((cache) -> cache.requestCache(pagesOnly("/**")))
			.sessionManagement((session) -> session.sessionFixation((fixation) -> fixation.newSession()))
			.formLogin((form) -> form.loginPage(SIGN_IN).failureHandler(backTo(SIGN_IN)).permitAll(false))
			.logout((logout) -> logout.logoutUrl("/sign-out").logoutSuccessUrl(SIGN_IN + "?out"))
			.exceptionHandling((handling) -> handling.accessDeniedHandler(WebSecurity::denied))
			.addFilterBefore(new ApplicantRefreshFilter(applicants, clock), AuthorizationFilter.class);
		return finish(http);
	}

	private SecurityFilterChain finish(HttpSecurity http) throws Exception {
		http.authorizeHttpRequests((requests) -> requests.anyRequest().access(this.routes))
			.headers((headers) -> headers.contentSecurityPolicy((policy) -> policy.policyDirectives(CONTENT_SECURITY))
				.frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
				.referrerPolicy((referrer) -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)));
		return http.build();
	}

	private static CsrfConfigurer<HttpSecurity> csrf(CsrfConfigurer<HttpSecurity> csrf) {
		CookieCsrfTokenRepository repository = CookieCsrfTokenRepository.withHttpOnlyFalse();
		repository.setCookieName(CSRF_COOKIE);
		repository.setHeaderName(CSRF_HEADER);
		repository.setCookieCustomizer((cookie) -> cookie.sameSite("Lax"));
		return csrf.csrfTokenRepository(repository).csrfTokenRequestHandler(new CsrfHandler());
	}

	/**
	 * A form whose files are too large is not read, so the token in it is missing; what
	 * is wrong with it is the size.
	 */
	private static void denied(HttpServletRequest request, HttpServletResponse response, AccessDeniedException ex)
			throws IOException, ServletException {
		String type = request.getContentType();
		boolean files = type != null && type.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE);
		if (ex instanceof CsrfException && files && request.getContentLengthLong() > MOST_FILES.toBytes()) {
			response.sendError(HttpStatus.PAYLOAD_TOO_LARGE.value());
		}
		else {
			new AccessDeniedHandlerImpl().handle(request, response, ex);
		}
	}

	private static boolean isUnsafe(HttpServletRequest request) {
		return !SAFE.contains(request.getMethod());
	}

	/**
	 * HTTP Basic of a program, or of a page of ours. A browser that once asked for the
	 * password sends it along for other sites' pages too, and says so in this header.
	 */
	private static boolean isBasicOfOwn(HttpServletRequest request) {
		String header = request.getHeader(HttpHeaders.AUTHORIZATION);
		String site = request.getHeader("Sec-Fetch-Site");
		return header != null && header.regionMatches(true, 0, "Basic ", 0, 6)
				&& (site == null || site.equals("same-origin") || site.equals("none"));
	}

	/** After the sign-in people go where they wanted to, if that was a page. */
	private static HttpSessionRequestCache pagesOnly(String pattern) {
		PathMatcher pages = new PathMatcher(HttpMethod.GET, pattern);
		RequestMatcher html = (request) -> {
			String accept = request.getHeader(HttpHeaders.ACCEPT);
			return accept != null && accept.contains("text/html") && pages.matches(request);
		};
		HttpSessionRequestCache cache = new HttpSessionRequestCache();
		cache.setRequestMatcher(html);
		return cache;
	}

	private static AuthenticationSuccessHandler toDesk() {
		return new SavedRequestAwareAuthenticationSuccessHandler() {
			@Override
			protected String determineTargetUrl(HttpServletRequest request, HttpServletResponse response,
					Authentication person) {
				return desk(SecurityActors.of(person).orElseThrow());
			}
		};
	}

	/** Where a member of staff begins the day. */
	static String desk(CurrentActor who) {
		if (who.has(Role.ADMIN)) {
			return "/camunda/app/admin/default/";
		}
		return (who.has(Role.OPERATOR) || who.has(Role.ANALYST)) ? "/camunda/app/cockpit/default/"
				: "/camunda/app/tasklist/default/";
	}

	private static AuthenticationFailureHandler backTo(String page) {
		return (request, response, ex) -> again(page, request, response, SignInRefused.of(ex));
	}

	private static void again(String page, HttpServletRequest request, HttpServletResponse response, Refusal refusal)
			throws IOException, ServletException {
		request.setAttribute(SignInPages.REFUSAL, refusal);
		response.setStatus(Problems.status(refusal).value());
		request.getRequestDispatcher(page + "/failed").forward(request, response);
	}

}
