package org.beianflow.engine;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the engine that Camunda's own properties do not cover.
 *
 * @param modelsDir folder whose models win over those inside the application, so that an
 * analyst's edited file is deployed at the next start; a folder that does not exist is
 * ignored
 */
@ConfigurationProperties("beianflow.engine")
record EngineSettings(@DefaultValue("bpmn") Path modelsDir) {

}
