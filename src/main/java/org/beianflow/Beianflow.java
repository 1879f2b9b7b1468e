package org.beianflow;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.modulith.Modulithic;

/** Case management for ICP filing (备案), driven by BPMN processes. */
@SpringBootApplication
@ConfigurationPropertiesScan
@Modulithic(systemName = "Beianflow")
public class Beianflow {

	public static void main(String[] args) {
		SpringApplication.run(Beianflow.class, args);
	}

}
