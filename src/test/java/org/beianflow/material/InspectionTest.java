package org.beianflow.material;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

import javax.imageio.ImageIO;

import org.beianflow.check.Refusal;
import org.beianflow.check.Violation;
import org.beianflow.privacy.FileCipher;
import org.beianflow.privacy.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

class InspectionTest {

	private static final long MEGABYTE = 1024L * 1024;

	private final FileCipher cipher = TestKeys.fileCipher();

	@TempDir
	private Path spool;

	/** Whatever happens, nothing stays behind. */
	@AfterEach
	void spoolIsEmpty() throws IOException {
		try (Stream<Path> files = Files.list(this.spool)) {
			assertThat(files).isEmpty();
		}
	}

	@Test
	void smallPicturesStayAsTheyAre() throws IOException {
		byte[] jpeg = SampleFiles.jpeg(400, 300);
		Result result = look(jpeg, MaterialKind.SUBJECT_CERTIFICATE);
		assertThat(result.type()).isEqualTo("image/jpeg");
		assertThat(pixels(result.bytes())).isEqualTo(pixels(jpeg));
		byte[] png = SampleFiles.png(400, 300);
		result = look(png, MaterialKind.SUBJECT_CERTIFICATE);
		assertThat(result.type()).isEqualTo("image/png");
		assertThat(pixels(result.bytes())).isEqualTo(pixels(png));
	}

	@Test
	void typesAreFoundInTheContent() {
		assertThat(refused(SampleFiles.ascii("<html><body onload=alert(1)>"))).containsExactly("material.type");
		assertThat(refused(SampleFiles.ascii("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>")))
			.containsExactly("material.type");
		assertThat(refused(SampleFiles.zip())).containsExactly("material.type");
		assertThat(refused(SampleFiles.ascii("MZ this program cannot be run in DOS mode")))
			.containsExactly("material.type");
		assertThat(refused(SampleFiles.ascii("GIF89a\1\0\1\0"))).containsExactly("material.type");
		assertThat(refused(SampleFiles.heic())).containsExactly("material.heic");
		assertThat(refused(new byte[0])).containsExactly("material.empty");
		assertThat(refused(SampleFiles.pdf(), MaterialKind.HOME_PAGE_SCREENSHOT))
			.containsExactly("material.type.picture");
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void picturesAreTurnedUprightAndLoseWhatThePhoneWrote(int orientation) throws IOException {
		byte[] held = SampleFiles.withExif(SampleFiles.jpeg(320, 160), orientation);
		assertThat(text(held)).contains("GPS").contains("shot by");
		Result result = look(held, MaterialKind.PRINCIPAL_ID);
		assertThat(text(result.bytes())).doesNotContain("GPS").doesNotContain("Exif").doesNotContain("shot by");
		BufferedImage upright = ImageIO.read(new ByteArrayInputStream(result.bytes()));
		boolean turned = orientation >= 5;
		assertThat(upright.getWidth()).isEqualTo(turned ? 160 : 320);
		assertThat(upright.getHeight()).isEqualTo(turned ? 320 : 160);
		// Where the red quarter at the stored top left belongs, as Exif defines it.
		boolean right = List.of(2, 3, 6, 7).contains(orientation);
		boolean bottom = List.of(3, 4, 7, 8).contains(orientation);
		assertThat(isRed(upright, right, bottom)).isTrue();
		assertThat(isRed(upright, !right, bottom)).isFalse();
		assertThat(isRed(upright, right, !bottom)).isFalse();
	}

	@Test
	void largePhotosAreShrunkToTheLimitAndStayLegible() throws IOException {
		byte[] large = SampleFiles.noisyJpeg(5200, 3900);
		assertThat(large.length).isGreaterThan((int) (4 * MEGABYTE));
		Result result = look(large, MaterialKind.SUBJECT_CERTIFICATE);
		assertThat(result.type()).isEqualTo("image/jpeg");
		assertThat(result.bytes().length).isLessThanOrEqualTo((int) (4 * MEGABYTE));
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(result.bytes()));
		assertThat(image.getWidth()).isBetween(2000, 3600);
		assertThat((double) image.getWidth() / image.getHeight()).isBetween(1.32, 1.35);
	}

	@Test
	void largePngsBecomeJpegs() throws IOException {
		Result result = look(SampleFiles.noisyPng(1500, 1200), MaterialKind.SUBJECT_CERTIFICATE);
		assertThat(result.type()).isEqualTo("image/jpeg");
		assertThat(result.bytes().length).isLessThanOrEqualTo((int) (4 * MEGABYTE));
	}

	@Test
	void anotherFileBehindAPictureIsRefusedAPhonesOwnDataIsCutOff() throws IOException {
		byte[] jpeg = SampleFiles.jpeg(100, 100);
		byte[] png = SampleFiles.png(100, 100);
		assertThat(refused(SampleFiles.joined(jpeg, SampleFiles.zip()))).containsExactly("material.polyglot");
		assertThat(refused(SampleFiles.joined(png, SampleFiles.ascii("\n<SCRIPT>alert(1)</SCRIPT>"))))
			.containsExactly("material.polyglot");
		assertThat(refused(SampleFiles.joined(jpeg, SampleFiles.pdf()))).containsExactly("material.polyglot");
		byte[] motion = SampleFiles.joined(jpeg, new byte[] { 0, 0, 0, 24 }, SampleFiles.ascii("ftypmp42 the film"));
		assertThat(text(look(motion, MaterialKind.PRINCIPAL_ID).bytes())).doesNotContain("the film");
		byte[] inComment = SampleFiles.withExif(jpeg, 1);
		assertThat(text(look(inComment, MaterialKind.PRINCIPAL_ID).bytes())).doesNotContain("shot by");
	}

	@Test
	void picturesThatAreCutOffOrChangedAreRefused() {
		byte[] jpeg = SampleFiles.noisyJpeg(200, 200);
		byte[] png = SampleFiles.noisyPng(200, 200);
		assertThat(refused(Arrays.copyOf(jpeg, jpeg.length / 2))).containsExactly("material.picture.damaged");
		assertThat(refused(Arrays.copyOf(png, png.length / 2))).containsExactly("material.picture.damaged");
		byte[] changed = png.clone();
		changed[png.length / 2] ^= 1;
		assertThat(refused(changed)).containsExactly("material.picture.damaged");
		assertThat(refused(
				SampleFiles.joined(new byte[] { (byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0 }, new byte[500])))
			.hasSize(1);
	}

	@Test
	void picturesThatUnfoldTooFarAreRefusedBeforeTheyDo() {
		assertThat(refused(resized(SampleFiles.png(10, 10), 25_000, 25_000)))
			.containsExactly("material.picture.tooManyPoints");
		assertThat(refused(resized(SampleFiles.png(10, 10), 40_000, 10)))
			.containsExactly("material.picture.tooManyPoints");
		assertThat(refused(resized(SampleFiles.png(10, 10), 0, 10))).hasSize(1);
		// Large, allowed, but with nothing in it: drawn coarsely, then found wanting.
		assertThat(refused(resized(SampleFiles.png(10, 10), 14_000, 14_000)))
			.containsExactly("material.picture.undrawable");
	}

	@Test
	void plainPdfsComeIn() throws IOException {
		byte[] pdf = SampleFiles.pdf();
		Result result = look(pdf, MaterialKind.COMMITMENT);
		assertThat(result.type()).isEqualTo("application/pdf");
		assertThat(result.bytes()).isEqualTo(pdf);
	}

	@Test
	void dangerousPdfsAreRefusedWithEverythingThatIsWrong() {
		assertThat(refused(SampleFiles.pdfWithScript())).containsExactly("material.pdf.script");
		assertThat(refused(SampleFiles.pdfThatLaunches())).containsExactly("material.pdf.action");
		assertThat(refused(SampleFiles.pdfWithAttachment())).containsExactly("material.pdf.embedded");
		assertThat(refused(SampleFiles.pdfWithScriptAndAttachment())).containsExactly("material.pdf.script",
				"material.pdf.embedded");
		assertThat(refused(SampleFiles.pdfWithDynamicForm())).containsExactly("material.pdf.form");
		assertThat(refused(SampleFiles.pdfWithPassword("secret"))).containsExactly("material.pdf.encrypted");
		assertThat(refused(SampleFiles.pdfWithPassword(""))).containsExactly("material.pdf.encrypted");
		assertThat(refused(SampleFiles.pdfBomb())).containsExactly("material.pdf.tooComplex");
		assertThat(refused(SampleFiles.ascii("%PDF-1.7\nnothing follows"))).containsExactly("material.pdf.damaged");
		byte[] pdf = SampleFiles.pdf();
		assertThat(
				refused(SampleFiles.joined(pdf, SampleFiles.zip(), SampleFiles.ascii("PK\u0005\u0006"), new byte[18])))
			.containsExactly("material.polyglot");
		assertThat(refused(SampleFiles.joined(pdf, SampleFiles.ascii("<html><script>"))))
			.containsExactly("material.polyglot");
	}

	@Test
	void pdfsHaveALimitOfTheirOwn() {
		byte[] large = SampleFiles.joined(SampleFiles.pdf(), new byte[(int) (10 * MEGABYTE)]);
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> look(large, MaterialKind.COMMITMENT));
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.TOO_LARGE);
		assertThat(refusal.messageKey()).isEqualTo("material.tooLarge.pdf");
		assertThat(refusal.arguments()).containsExactly(10L);
	}

	private List<String> refused(byte[] bytes) {
		return refused(bytes, MaterialKind.SUBJECT_CERTIFICATE);
	}

	private List<String> refused(byte[] bytes, MaterialKind kind) {
		Refusal refusal = catchThrowableOfType(Refusal.class, () -> look(bytes, kind));
		assertThat(refusal).isNotNull();
		assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
		assertThat(refusal.violations()).allSatisfy((violation) -> assertThat(violation.code()).isEqualTo("1056"));
		return refusal.violations().stream().map(Violation::messageKey).toList();
	}

	private Result look(byte[] bytes, MaterialKind kind) throws IOException {
		Inspection inspection = new Inspection(this.spool, this.cipher, 1);
		try (Spool upload = Spool.receive(this.spool, this.cipher, "c", 64 * MEGABYTE,
				new ByteArrayInputStream(bytes))) {
			Inspection.Accepted accepted = inspection.look(upload, kind, "c");
			try (Spool file = accepted.file(); InputStream content = file.open()) {
				return new Result(accepted.mediaType(), content.readAllBytes());
			}
		}
	}

	private static boolean isRed(BufferedImage image, boolean right, boolean bottom) {
		int rgb = image.getRGB(image.getWidth() * (right ? 3 : 1) / 4, image.getHeight() * (bottom ? 3 : 1) / 4);
		return ((rgb >> 16) & 0xff) > 200 && ((rgb >> 8) & 0xff) < 80;
	}

	private static int[] pixels(byte[] picture) throws IOException {
		BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
		return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
	}

	/** The same PNG with another size in its head. */
	private static byte[] resized(byte[] png, int width, int height) {
		byte[] changed = png.clone();
		ByteBuffer.wrap(changed).putInt(16, width).putInt(20, height);
		CRC32 sum = new CRC32();
		sum.update(changed, 12, 17);
		ByteBuffer.wrap(changed).putInt(29, (int) sum.getValue());
		return changed;
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.ISO_8859_1);
	}

	private record Result(String type, byte[] bytes) {
	}

}
