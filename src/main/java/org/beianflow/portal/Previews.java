package org.beianflow.portal;

import java.awt.AlphaComposite;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.beianflow.check.Refusal;
import org.beianflow.material.MaterialContent;

import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Small pictures of documents, with the purpose written across them (domain.md §9, §16):
 * enough to see that the right page was handed in, of no use elsewhere.
 */
@Component
class Previews {

	/** The longer side in points; pages show it at two thirds of that. */
	private static final int LONG_SIDE = 480;

	/** A page with all its documents stays light. */
	private static final float QUALITY = 0.7f;

	/** Pictures drawn at once; each holds some 40 MB. */
	private final Semaphore places = new Semaphore(2);

	private Font font;

	/**
	 * The picture as JPEG; of a PDF its first page.
	 * @param mark what is written across
	 * @throws Refusal UNAVAILABLE while too many are drawn already
	 */
	byte[] of(MaterialContent content, String mark) throws IOException {
		try {
			if (!this.places.tryAcquire(10, TimeUnit.SECONDS)) {
				throw new Refusal(Refusal.Kind.UNAVAILABLE, "portal.preview.busy");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Refusal(Refusal.Kind.UNAVAILABLE, "portal.preview.busy");
		}
		try {
			boolean pdf = "application/pdf".equals(content.version().mediaType());
			BufferedImage image = pdf ? page(content.stream()) : picture(content.stream());
			return marked(image, mark);
		}
		finally {
			this.places.release();
		}
	}

	private static BufferedImage page(InputStream stream) throws IOException {
		try (PDDocument document = Loader.loadPDF(stream.readAllBytes())) {
			var box = document.getPage(0).getCropBox();
			float scale = Math.min(2, LONG_SIDE / Math.max(1, Math.max(box.getWidth(), box.getHeight())));
			return new PDFRenderer(document).renderImage(0, scale, ImageType.RGB);
		}
	}

	private static BufferedImage picture(InputStream stream) throws IOException {
		try (ImageInputStream in = ImageIO.createImageInputStream(stream)) {
			Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
			if (!readers.hasNext()) {
				throw new IOException("no picture that can be drawn");
			}
			ImageReader reader = readers.next();
			try {
				reader.setInput(in, true, true);
				ImageReadParam param = reader.getDefaultReadParam();
				int every = Math.max(1, Math.max(reader.getWidth(0), reader.getHeight(0)) / (2 * LONG_SIDE));
				param.setSourceSubsampling(every, every, 0, 0);
				return reader.read(0, param);
			}
			finally {
				reader.dispose();
			}
		}
	}

	private byte[] marked(BufferedImage source, String mark) throws IOException {
		double scale = Math.min(1, (double) LONG_SIDE / Math.max(source.getWidth(), source.getHeight()));
		int width = Math.max(1, (int) (source.getWidth() * scale));
		int height = Math.max(1, (int) (source.getHeight() * scale));
		BufferedImage target = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
		Graphics2D graphics = target.createGraphics();
		try {
			graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
			graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
			graphics.setColor(Color.WHITE);
			graphics.fillRect(0, 0, width, height);
			graphics.drawImage(source, 0, 0, width, height, null);
			float size = Math.max(14f, Math.min(width, height) / 18f);
			graphics.setFont(font().deriveFont(size));
			graphics.rotate(-Math.PI / 8, width / 2d, height / 2d);
			int step = graphics.getFontMetrics().stringWidth(mark) + (int) (2 * size);
			for (int y = -height; y < 2 * height; y += (int) (5 * size)) {
				for (int x = -width; x < 2 * width; x += step) {
					graphics.setComposite(AlphaComposite.getInstance(AlphaComposite.SRC_OVER, 0.35f));
					graphics.setColor(Color.WHITE);
					graphics.drawString(mark, x + 1, y + 1);
					graphics.setColor(new Color(0xb3261e));
					graphics.drawString(mark, x, y);
				}
			}
		}
		finally {
			graphics.dispose();
		}
		return jpeg(target);
	}

	private static byte[] jpeg(BufferedImage image) throws IOException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (ImageOutputStream stream = ImageIO.createImageOutputStream(out)) {
			ImageWriteParam param = writer.getDefaultWriteParam();
			param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			param.setCompressionQuality(QUALITY);
			writer.setOutput(stream);
			writer.write(null, new IIOImage(image, null, null), param);
		}
		finally {
			writer.dispose();
		}
		return out.toByteArray();
	}

	private synchronized Font font() {
		if (this.font == null) {
			try (InputStream file = new ClassPathResource("fonts/NotoSansSC-Bold.ttf").getInputStream()) {
				this.font = Font.createFont(Font.TRUETYPE_FONT, file);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
			catch (FontFormatException ex) {
				throw new IllegalStateException("the font of this application is broken", ex);
			}
		}
		return this.font;
	}

}
