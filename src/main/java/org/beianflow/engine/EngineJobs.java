package org.beianflow.engine;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.runtime.Job;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Runs the engine's due jobs one after the other in the caller's thread, for whoever
 * moves a clock and wants to see what comes of it: the demo's filings and the tests.
 */
@Component
public class EngineJobs {

	/**
	 * More rounds than any road has steps: a job that makes itself due again ends here.
	 */
	private static final int MOST_ROUNDS = 500;

	private final ProcessEngine engine;

	EngineJobs(ProcessEngine engine) {
		this.engine = engine;
	}

	/**
	 * Runs what is due now, and what becomes due by it. A job that fails is left to its
	 * retries.
	 * @return how many jobs were run
	 */
	public int runDue() {
		ManagementService management = this.engine.getManagementService();
		int run = 0;
		for (int round = 0; round < MOST_ROUNDS; round++) {
			List<Job> due = management.createJobQuery().executable().withRetriesLeft().active().listPage(0, 50);
			if (due.isEmpty()) {
				return run;
			}
			for (Job job : due) {
				if (execute(management, job.getId())) {
					run++;
				}
			}
		}
		return run;
	}

	/** When the next job becomes due; empty if none waits. */
	public Optional<Instant> nextDue() {
		return this.engine.getManagementService()
			.createJobQuery()
			.withRetriesLeft()
			.active()
			.orderByJobDuedate()
			.asc()
			.listPage(0, 1)
			.stream()
			.map((job) -> job.getDuedate())
			.filter((due) -> due != null)
			.map(Date::toInstant)
			.findFirst();
	}

	private static boolean execute(ManagementService management, String job) {
		try {
			management.executeJob(job);
			return true;
		}
		catch (RuntimeException ex) {
			// The engine has noted the failure at the job; somebody else may have run it,
			// too.
			return false;
		}
	}

	/**
	 * Runs something while no job is run by anybody else. One caller at a time.
	 */
	public synchronized void undisturbed(Runnable work) {
		JobExecutor executor = ((ProcessEngineConfigurationImpl) this.engine.getProcessEngineConfiguration())
			.getJobExecutor();
		boolean active = executor.isActive();
		if (active) {
			executor.shutdown();
		}
		try {
			work.run();
		}
		finally {
			if (active) {
				executor.start();
			}
		}
	}

}
