package org.beianflow.subject;

import java.time.LocalDate;
import java.util.stream.IntStream;

import org.beianflow.testing.SampleSubjects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Social credit codes and identity cards (domain.md §6.5, §6.6). */
class CredentialNumbersTest {

	private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

	private static final String CREDIT_CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";

	@ParameterizedTest
	@ValueSource(strings = { "91330100799655058B", "9144030071526726XG", "914403001922038216", "91110000802100433B",
			"12441400456763110Y", " 91330100799655058b ", "９１３３０１００７９９６５５０５８Ｂ" })
	void creditCodesOfTheCatalogueAreRight(String code) {
		assertThat(UnifiedSocialCreditCode.defectOf(code)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "91330100799655058B", "9144030071526726XG", "914403001922038216", "91110000802100433B",
			"12441400456763110Y" })
	void anyOtherCharacterInAnyPlaceOfACreditCodeIsNoticed(String code) {
		for (int place = 0; place < 18; place++) {
			for (char other : CREDIT_CODE_CHARACTERS.toCharArray()) {
				if (other != code.charAt(place)) {
					String wrong = code.substring(0, place) + other + code.substring(place + 1);
					assertThat(UnifiedSocialCreditCode.defectOf(wrong)).as(wrong).isNotNull();
				}
			}
		}
	}

	@Test
	void theOrganisationCodeInsideACreditCodeHasACheckOfItsOwn() {
		String right = "91330100799655058B";
		for (char other : "012345679".toCharArray()) {
			String first = right.substring(0, 16) + other;
			String wrong = first + UnifiedSocialCreditCode.checkCharacter(first);
			assertThat(UnifiedSocialCreditCode.defectOf(wrong)).as(wrong)
				.isEqualTo((other == right.charAt(16)) ? null : UnifiedSocialCreditCode.Defect.ORGANISATION_CHECK);
		}
	}

	@ParameterizedTest
	@CsvSource({ "9133010079965505, FORM", "91330100799655058I, FORM", "9133010079965505OB, FORM",
			"9133O100799655058B, FORM", "91330100799655058C, CHECK" })
	void wrongCreditCodesSayWhatIsWrong(String code, UnifiedSocialCreditCode.Defect defect) {
		assertThat(UnifiedSocialCreditCode.defectOf(code)).isEqualTo(defect);
	}

	@Test
	void theExceptionOfAWrongNumberDoesNotRepeatIt() {
		assertThatIllegalArgumentException().isThrownBy(() -> new IdentityCard("110105199001011234"))
			.withMessageNotContaining("1101");
		assertThat(new IdentityCard("11010519491231002X")).asString().doesNotContain("1101");
	}

	@Test
	void identityCardTellsProvinceAndBirthDate() {
		IdentityCard card = new IdentityCard("11010519491231002x");
		assertThat(card.province()).contains(Province.BEIJING);
		assertThat(card.birthDate()).isEqualTo("1949-12-31");
		assertThat(card.ageOn(LocalDate.of(1967, 12, 30))).isEqualTo(17);
		assertThat(card.ageOn(LocalDate.of(1967, 12, 31))).isEqualTo(18);
	}

	@Test
	void anyOtherDigitInAnyPlaceOfAnIdentityCardIsNoticed() {
		IntStream.range(0, 20).mapToObj((n) -> SampleSubjects.identityCard(n * 31_337)).forEach((number) -> {
			assertThat(IdentityCard.defectOf(number, TODAY)).as(number).isNull();
			for (int place = 0; place < 18; place++) {
				for (char other : "0123456789X".toCharArray()) {
					if (other != number.charAt(place)) {
						String wrong = number.substring(0, place) + other + number.substring(place + 1);
						assertThat(IdentityCard.defectOf(wrong, TODAY)).as(wrong).isNotNull();
					}
				}
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "110105199001011234, CHECK", "11010519490231002, FORM", "11010519491231002Y, FORM" })
	void wrongIdentityCardsSayWhatIsWrong(String number, IdentityCard.Defect defect) {
		assertThat(IdentityCard.defectOf(number, TODAY)).isEqualTo(defect);
	}

	@ParameterizedTest
	@CsvSource({ "11010519490231002, BIRTH_DATE", "11010519491331002, BIRTH_DATE", "11010520261123002, BIRTH_DATE",
			"11010518000101002, BIRTH_DATE", "99010519491231002, REGION", "11990519491231002, REGION",
			"11000019491231002, REGION" })
	void anIdentityCardHasARealBirthDateAndARegion(String first, IdentityCard.Defect defect) {
		assertThat(IdentityCard.defectOf(first + IdentityCard.checkCharacter(first), TODAY)).isEqualTo(defect);
	}

	@ParameterizedTest
	@ValueSource(strings = { "11010319491231002", "44190019900101002", "81000019900101002", "83000019900101002",
			"23070219900101002" })
	void regionsThatAreNoMoreStillCount(String first) {
		assertThat(IdentityCard.defectOf(first + IdentityCard.checkCharacter(first), TODAY)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "PASSPORT, E12345678, true", "PASSPORT, e1234, true", "PASSPORT, E 123, false",
			"HONG_KONG_MACAU_TRAVEL_PERMIT, H12345678, true", "HONG_KONG_MACAU_TRAVEL_PERMIT, M1234567890, true",
			"HONG_KONG_MACAU_TRAVEL_PERMIT, H123456789, false", "HONG_KONG_MACAU_TRAVEL_PERMIT, A12345678, false",
			"TAIWAN_TRAVEL_PERMIT, 12345678, true", "TAIWAN_TRAVEL_PERMIT, 1234567, false",
			"PERMANENT_RESIDENCE, CHN110101010101, true", "PERMANENT_RESIDENCE, 911124198108030024, true",
			"PERMANENT_RESIDENCE, 911124198108030025, false", "MILITARY_CODE, 第00012号, true",
			"MILITARY_CODE, <b>1</b>, false" })
	void otherCertificatesFollowTheirForms(CertificateType type, String number, boolean right) {
		assertThat(CertificateNumbers.check("certificateNumber", type, number, TODAY).isEmpty()).isEqualTo(right);
	}

	@Test
	void aResidencePermitBeginsWithItsPlace() {
		String hongKong = "81000019900101002" + IdentityCard.checkCharacter("81000019900101002");
		assertThat(CertificateNumbers.check("n", CertificateType.HONG_KONG_MACAU_RESIDENCE, hongKong, TODAY)).isEmpty();
		assertThat(CertificateNumbers.check("n", CertificateType.TAIWAN_RESIDENCE, hongKong, TODAY)).singleElement()
			.satisfies((violation) -> assertThat(violation.messageKey()).isEqualTo("subject.residence-permit.prefix"));
	}

	@Test
	void theKindInACreditCodeFitsTheCertificate() {
		assertThat(CertificateNumbers.check("n", CertificateType.BUSINESS_LICENCE, "12441400456763110Y", TODAY))
			.singleElement()
			.satisfies((violation) -> assertThat(violation.code()).isEqualTo("1014"));
		assertThat(CertificateNumbers.check("n", CertificateType.INSTITUTION_CERTIFICATE, "12441400456763110Y", TODAY))
			.isEmpty();
	}

}
