package org.beianflow.material;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;

import javax.imageio.ImageIO;

import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionLaunch;

/** Files as people and attackers send them. */
final class SampleFiles {

	private SampleFiles() {
	}

	/** White, with a red quarter at the top left. */
	static byte[] jpeg(int width, int height) {
		return encoded(quartered(width, height), "jpeg");
	}

	static byte[] png(int width, int height) {
		return encoded(quartered(width, height), "png");
	}

	/** Does not compress. */
	static byte[] noisyJpeg(int width, int height) {
		return encoded(noise(width, height), "jpeg");
	}

	static byte[] noisyPng(int width, int height) {
		return encoded(noise(width, height), "png");
	}

	/** With what phones write: how it was held, a comment, a place, a thumbnail. */
	static byte[] withExif(byte[] jpeg, int orientation) {
		byte[] secret = "GPS 39.9042N 116.4074E".getBytes(StandardCharsets.US_ASCII);
		ByteBuffer exif = ByteBuffer.allocate(6 + 8 + 2 + 12 + 4 + secret.length);
		exif.put("Exif\0\0MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8);
		exif.putShort((short) 1)
			.putShort((short) 0x0112)
			.putShort((short) 3)
			.putInt(1)
			.putShort((short) orientation)
			.putShort((short) 0)
			.putInt(0)
			.put(secret);
		byte[] comment = "shot by 张三".getBytes(StandardCharsets.UTF_8);
		return joined(new byte[] { (byte) 0xff, (byte) 0xd8 }, segment(0xe1, exif.array()), segment(0xfe, comment),
				java.util.Arrays.copyOfRange(jpeg, 2, jpeg.length));
	}

	static byte[] pdf() {
		return saved(new PDDocument(), (document) -> {
		});
	}

	static byte[] pdfWithScript() {
		return saved(new PDDocument(),
				(document) -> document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)")));
	}

	static byte[] pdfThatLaunches() {
		return saved(new PDDocument(), (document) -> {
			PDActionLaunch launch = new PDActionLaunch();
			launch.setF("cmd.exe");
			document.getDocumentCatalog().setOpenAction(launch);
		});
	}

	static byte[] pdfWithScriptAndAttachment() {
		return saved(new PDDocument(), (document) -> {
			document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
			attach(document);
		});
	}

	static byte[] pdfWithAttachment() {
		return saved(new PDDocument(), SampleFiles::attach);
	}

	static byte[] pdfWithDynamicForm() {
		return saved(new PDDocument(), (document) -> {
			document.getDocumentCatalog()
				.setAcroForm(new org.apache.pdfbox.pdmodel.interactive.form.PDAcroForm(document));
			document.getDocumentCatalog().getAcroForm(null).getCOSObject().setString(COSName.XFA, "<xdp/>");
		});
	}

	static byte[] pdfWithPassword(String user) {
		return saved(new PDDocument(),
				(document) -> document.protect(new StandardProtectionPolicy("owner", user, new AccessPermission())));
	}

	/** A PDF whose table of objects unfolds to far more than it weighs. */
	static byte[] pdfBomb() {
		byte[] zeros = new byte[64 * 1024 * 1024];
		java.util.zip.Deflater deflater = new java.util.zip.Deflater(9);
		deflater.setInput(zeros);
		deflater.finish();
		byte[] small = new byte[256 * 1024];
		int length = deflater.deflate(small);
		deflater.end();
		return joined(
				ascii("%PDF-1.7\n1 0 obj\n<< /Type /Obj#53tm /N 1 /First 4 /Filter /FlateDecode /Length " + length
						+ " >>\nstream\n"),
				java.util.Arrays.copyOf(small, length), ascii("\nendstream\nendobj\n%%EOF"));
	}

	static byte[] zip() {
		return joined(ascii("PK\u0003\u0004"), new byte[200]);
	}

	static byte[] heic() {
		return joined(new byte[] { 0, 0, 0, 24 }, ascii("ftypheic"), new byte[4], ascii("mif1heic"), new byte[100]);
	}

	static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.ISO_8859_1);
	}

	static byte[] joined(byte[]... parts) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		for (byte[] part : parts) {
			out.writeBytes(part);
		}
		return out.toByteArray();
	}

	private static void attach(PDDocument document) throws IOException {
		PDComplexFileSpecification file = new PDComplexFileSpecification();
		file.setFile("payload.exe");
		file.setEmbeddedFile(new PDEmbeddedFile(document, new java.io.ByteArrayInputStream(zip())));
		PDEmbeddedFilesNameTreeNode files = new PDEmbeddedFilesNameTreeNode();
		files.setNames(java.util.Map.of("payload", file));
		PDDocumentNameDictionary names = new PDDocumentNameDictionary(document.getDocumentCatalog());
		names.setEmbeddedFiles(files);
		document.getDocumentCatalog().setNames(names);
	}

	private static byte[] saved(PDDocument document, Change change) {
		try (document) {
			document.addPage(new PDPage());
			change.to(document);
			ByteArrayOutputStream out = new ByteArrayOutputStream();
			document.save(out);
			return out.toByteArray();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] segment(int marker, byte[] content) {
		int length = content.length + 2;
		return joined(new byte[] { (byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length }, content);
	}

	private static BufferedImage quartered(int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
		Graphics2D graphics = image.createGraphics();
		graphics.setColor(Color.WHITE);
		graphics.fillRect(0, 0, width, height);
		graphics.setColor(Color.RED);
		graphics.fillRect(0, 0, width / 2, height / 2);
		graphics.dispose();
		return image;
	}

	private static BufferedImage noise(int width, int height) {
		BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
		Random random = new Random(1);
		for (int y = 0; y < height; y++) {
			for (int x = 0; x < width; x++) {
				image.setRGB(x, y, random.nextInt());
			}
		}
		return image;
	}

	private static byte[] encoded(BufferedImage image, String format) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			ImageIO.write(image, format, out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return out.toByteArray();
	}

	private interface Change {

		void to(PDDocument document) throws IOException;

	}

}
