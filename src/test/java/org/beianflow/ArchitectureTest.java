package org.beianflow;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** Who may import what, beyond the directions between modules. */
@AnalyzeClasses(packages = "org.beianflow", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

	@ArchTest
	static final ArchRule ENGINE_STAYS_AT_THE_EDGE = noClasses().that()
		.resideOutsideOfPackages("..process..", "..engine..")
		.should()
		.dependOnClassesThat()
		.resideInAPackage("org.camunda..");

	@ArchTest
	static final ArchRule STORE_SDK_STAYS_IN_ITS_ADAPTER = noClasses().that()
		.resideOutsideOfPackage("..material.minio..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("io.minio..", "okhttp3..");

	@ArchTest
	static final ArchRule MAIL_STAYS_IN_ITS_ADAPTER = noClasses().that()
		.resideOutsideOfPackage("..notice.mail..")
		.should()
		.dependOnClassesThat()
		.resideInAnyPackage("org.springframework.mail..", "jakarta.mail..");

	@ArchTest
	static final ArchRule TIME_COMES_FROM_THE_CLOCK = noClasses().should()
		.callMethod(Instant.class, "now")
		.orShould()
		.callMethod(LocalDate.class, "now")
		.orShould()
		.callMethod(LocalDateTime.class, "now")
		.orShould()
		.callMethod(ZonedDateTime.class, "now")
		.orShould()
		.callMethod(OffsetDateTime.class, "now")
		.orShould()
		.callMethod(System.class, "currentTimeMillis")
		.orShould()
		.callMethod(Clock.class, "systemDefaultZone");

}
