package org.beianflow.access;

import java.security.KeyStore;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one attempt on all targets of a filing, several at a time, within one time limit.
 */
class AccessProbe implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AccessProbe.class);

	private static final int AT_ONCE = 4;

	private final AccessSettings settings;

	private final TargetProbe.Tools tools;

	private final TimeLimit timeLimit = new TimeLimit();

	private final ExecutorService workers = Executors.newFixedThreadPool(AT_ONCE, (task) -> {
		Thread thread = new Thread(task, "access-probe");
		thread.setDaemon(true);
		return thread;
	});

	/**
	 * @param authorities whose certificates are trusted; {@code null} for those of the
	 * Java installation
	 */
	AccessProbe(AccessSettings settings, ProbeEndpoints endpoints, AddressGuard guard, ProviderBlocks providers,
			KeyStore authorities, Clock clock) {
		this.settings = settings;
		this.tools = new TargetProbe.Tools(settings.dns().timeout(),
				new PinnedFetch(settings.http(), endpoints, this.timeLimit),
				new CertificateProbe(authorities, this.timeLimit), new PageReader(settings.words()), providers, guard,
				endpoints, clock);
	}

	/** Every check on every target, in the order of the targets. */
	List<CheckResult> attempt(List<VerificationTarget> targets, String token) {
		Budget budget = Budget.of(this.settings.schedule().attemptLimit());
		List<Future<List<CheckResult>>> running = new ArrayList<>();
		for (VerificationTarget target : targets) {
			running.add(this.workers.submit(() -> new TargetProbe(target, targets, token, budget, this.tools).run()));
		}
		List<CheckResult> results = new ArrayList<>();
		for (int i = 0; i < running.size(); i++) {
			results.addAll(outcome(running.get(i), targets.get(i)));
		}
		return results;
	}

	/**
	 * What came out for one target. A page or an answer that breaks the checker is the
	 * site's own affair: the attempt goes on, and so do the other filings.
	 */
	private List<CheckResult> outcome(Future<List<CheckResult>> running, VerificationTarget target) {
		try {
			return running.get();
		}
		catch (ExecutionException ex) {
			logger.warn("Access checks of {} broke off", target.domain(), ex.getCause());
			return List.of(new CheckResult(CheckKind.REACHABLE, target.domain(), Verdict.ERROR,
					"access.reachable.checker", List.of(target.domain()), "", ex.getCause().getClass().getSimpleName(),
					this.tools.clock().instant(), Map.of()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("The node is shutting down.", ex);
		}
	}

	/**
	 * The home page of a target as it is served from the filed addresses; empty where
	 * none is.
	 */
	Optional<Fetched> homePage(VerificationTarget target) {
		Budget budget = Budget.of(this.settings.schedule().attemptLimit());
		Fetched page = new TargetProbe(target, List.of(target), "", budget, this.tools).homePage();
		return Optional.ofNullable(page).filter(Fetched::isPage);
	}

	@Override
	public void close() {
		this.workers.shutdownNow();
		this.timeLimit.close();
	}

}
