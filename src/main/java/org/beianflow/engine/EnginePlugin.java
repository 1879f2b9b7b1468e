package org.beianflow.engine;

import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.flywaydb.core.Flyway;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * Puts our parts into the engine before it is built, and after that brings models,
 * tenants, grants and filters up to date, all under one lock.
 */
@Component
class EnginePlugin extends AbstractProcessEnginePlugin {

	private static final String RESOURCE_IDS = "[a-zA-Z0-9._-]+";

	private final EngineSettings settings;

	private final DataSource dataSource;

	private final StaffTaskListener staffTasks;

	private final ObjectProvider<TaskEnds> taskEnds;

	private final MessageSource messages;

	private final String contextPath;

	private StartLock lock;

	EnginePlugin(EngineSettings settings, DataSource dataSource, StaffTaskListener staffTasks,
			ObjectProvider<TaskEnds> taskEnds, MessageSource messages, ServerProperties server) {
		this.settings = settings;
		this.dataSource = dataSource;
		this.staffTasks = staffTasks;
		this.taskEnds = taskEnds;
		this.messages = messages;
		String path = server.getServlet().getContextPath();
		this.contextPath = (path != null) ? path : "";
	}

	@Override
	public void preInit(ProcessEngineConfigurationImpl configuration) {
		this.lock = StartLock.take(this.dataSource);
		StaffPasswords passwords = new StaffPasswords();
		configuration.setPasswordEncryptor(passwords);
		// bcrypt salts by itself and reads 72 bytes only.
		configuration.setSaltGenerator(() -> "");
		configuration.setPasswordPolicy(passwords);
		configuration.setUserResourceWhitelistPattern(RESOURCE_IDS);
		configuration.setGroupResourceWhitelistPattern(RESOURCE_IDS);
		configuration.setTenantIdProvider(new ProvinceTenants());
		configuration.setResourceAuthorizationProvider(new NoTaskGrants());
		configuration.setCustomPreBPMNParseListeners(added(configuration.getCustomPreBPMNParseListeners(),
				new StaffTaskParseListener(this.staffTasks, this.taskEnds, this.contextPath)));
		configuration
			.setCustomPreCommandInterceptorsTxRequired(added(configuration.getCustomPreCommandInterceptorsTxRequired(),
					new RefusalInterceptor(this.messages, configuration)));
	}

	@Override
	public void postProcessEngineBuild(ProcessEngine engine) {
		try {
			Flyway.configure()
				.dataSource(this.dataSource)
				.locations("classpath:db/engine")
				.table("bf_engine_schema_history")
				.baselineOnMigrate(true)
				.baselineVersion("0")
				.load()
				.migrate();
			Provinces.ensure(engine.getIdentityService());
			new Grants(engine).apply();
			new Models(this.settings.modelsDir()).deploy(engine.getRepositoryService());
			new TasklistFilters(engine).ensure();
		}
		finally {
			this.lock.close();
		}
	}

	private static <T> List<T> added(List<T> present, T ours) {
		List<T> all = (present != null) ? new ArrayList<>(present) : new ArrayList<>();
		all.add(ours);
		return all;
	}

}
