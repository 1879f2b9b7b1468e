package org.beianflow.number;

import com.fasterxml.jackson.databind.json.JsonMapper;
import org.beianflow.site.ServiceType;
import org.beianflow.subject.Province;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Filing numbers as they are written (domain.md §15). */
class FilingNumberTest {

	@ParameterizedTest
	@CsvSource({ "京ICP备2026000001号, BEIJING, 2026000001, 京ICP备2026000001号",
			"粤ICP备05008878号, GUANGDONG, 05008878, 粤ICP备05008878号",
			"川ICP备2026000001号, SICHUAN, 2026000001, 蜀ICP备2026000001号",
			"蜀ICP备2026000001号, SICHUAN, 2026000001, 蜀ICP备2026000001号",
			"贵icp备12345678号, GUIZHOU, 12345678, 黔ICP备12345678号", "云Icp备12345678号, YUNNAN, 12345678, 滇ICP备12345678号",
			"秦ICP备12345678号, SHAANXI, 12345678, 陕ICP备12345678号", "甘ICP备12345678号, GANSU, 12345678, 陇ICP备12345678号",
			"'  京ＩＣＰ备２０２６０００００１号 ', BEIJING, 2026000001, 京ICP备2026000001号" })
	void numbersOfSubjects(String text, Province province, String serial, String shown) {
		FilingNumber number = FilingNumber.parse(text);
		assertThat(number).isEqualTo(new FilingNumber(province, serial)).hasToString(shown);
	}

	@ParameterizedTest
	@CsvSource({ "京ICP备13052560号-1, 1, WEBSITE", "蒙ICP备2026010486号-2A, 2, APP",
			"京ICP备2026050077号-10x, 10, MINI_PROGRAM", "京ICP备2026050077号－99999K, 99999, QUICK_APP" })
	void numbersOfServices(String text, int sequence, ServiceType type) {
		ServiceNumber number = ServiceNumber.parse(text);
		assertThat(number.sequence()).isEqualTo(sequence);
		assertThat(number.type()).isEqualTo(type);
		assertThat(ServiceNumber.parse(number.toString())).isEqualTo(number);
		assertThat(FilingNumber.tryParse(text)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "京ICP备202600001号", "京ICP备20260000011号", "京ICP证030173号", "粤B2-20090059-1626X",
			"港ICP备12345678号", "京ICP备2026000001", "京ICP备2026000001号-0", "京ICP备2026000001号-01", "京ICP备2026000001号-100000",
			"京ICP备2026000001号-1B", "x京ICP备2026000001号", "京ICP备2026000001号-1 2" })
	void otherTextsAreNoNumbers(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> FilingNumber.parse(text));
		assertThatIllegalArgumentException().isThrownBy(() -> ServiceNumber.parse(text));
		assertThat(ServiceNumber.tryParse(text)).isEmpty();
	}

	@ParameterizedTest
	@EnumSource(Province.class)
	void everyProvinceCanBeWrittenAndRead(Province province) {
		FilingNumber number = new FilingNumber(province, "2026000001");
		assertThat(FilingNumber.parse(number.toString())).isEqualTo(number);
		assertThat(Province.ofCode(province.code())).contains(province);
	}

	@Test
	void numbersAreTextInJson() throws Exception {
		JsonMapper json = JsonMapper.builder().build();
		ServiceNumber number = ServiceNumber.parse("京ICP备2026000001号-3A");
		assertThat(json.writeValueAsString(number)).isEqualTo("\"京ICP备2026000001号-3A\"");
		assertThat(json.readValue("\"京ICP备2026000001号-3A\"", ServiceNumber.class)).isEqualTo(number);
	}

	@ParameterizedTest
	@ValueSource(strings = { "京ICP备2026000001号", "京icp备2026000001号", "京ＩＣＰ备２０２６０００００１号", " 京 ICP 备 2026000001 号 ",
			"京ICP备2026000001号-1", "京ICP备2026000001号-1A", "京icp备2026000001号－12x", "京ICP备2026000001号 — 3",
			"京ICP备2026000001", "京ICP备2026000001-1", "京　ICP备2026000001号" })
	void whatSomebodyTypesIsTheNumberOfTheSubject(String typed) {
		assertThat(FilingNumber.meantBy(typed)).hasToString("Optional[京ICP备2026000001号]");
	}

	@Test
	void whatIsNoNumberMeansNone() {
		assertThat(FilingNumber.meantBy("ICP备案服务有限公司")).isEmpty();
		assertThat(FilingNumber.meantBy("11010119900307001X")).isEmpty();
		assertThat(FilingNumber.meantBy(null)).isEmpty();
	}

}
