package org.beianflow.review;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The catalogue holds the codes of domain.md §12, each in two languages. */
class ReasonCatalogueTest {

	private static final String MIIT = "1002 1003 1004 1005 1039 1006 1063 1007 1010 1011 1009 1008 1015 1014 1016 1017 1019 1020 1021 1022 1041 1025 1026 1027 1030 1032 1029 1038 1033 1034 1035 1036 1042 1043 1045 1046 1048 1049 1050 1051 1055 1061 1056 1057 1064 1065 1066 5001 5008";

	private final ReasonCatalogue catalogue = new CataloguedReasons();

	@Test
	void everyCodeOfTheInterfaceIsThere() {
		assertThat(Arrays.asList(MIIT.split(" ")))
			.allSatisfy((code) -> assertThat(this.catalogue.find(code)).isPresent());
		assertThat(this.catalogue.find("ACCESS")).isPresent();
		assertThat(this.catalogue.find("CONTACT")).isPresent();
		assertThat(this.catalogue.find("0000")).isEmpty();
	}

	@Test
	void everyReasonCanBeReadAndUsed() {
		assertThat(this.catalogue.all()).allSatisfy((reason) -> {
			assertThat(reason.zh()).isNotBlank();
			assertThat(reason.en()).isNotBlank();
			assertThat(reason.scope()).isNotNull();
			assertThat(reason.severity()).isNotNull();
			if (!reason.code().equals("OTHER")) {
				assertThat(reason.error()).endsWith("。");
				assertThat(reason.suggestion()).endsWith("。");
			}
		});
	}

	@Test
	void formsOfferTheReasonsOfAScope() {
		for (ReturnScope scope : ReturnScope.values()) {
			assertThat(this.catalogue.of(scope)).isNotEmpty().allMatch((reason) -> reason.scope() == scope);
		}
	}

}
