package org.beianflow.material;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Iterator;

import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Opens pictures, turns them upright and makes them smaller. What it holds in memory is
 * bounded whatever the picture's size: large ones are read coarsely.
 */
final class PictureConversion {

	/** Points that are held at once. */
	private static final long HELD = 26_000_000;

	/** A picture that is only looked at. */
	private static final long GLANCE = 1_000_000;

	/** Longer sides, in points, and qualities that are tried one after the other. */
	private static final Step[] STEPS = { new Step(3600, 0.88f), new Step(3600, 0.75f), new Step(2800, 0.75f),
			new Step(2000, 0.75f) };

	private PictureConversion() {
	}

	/**
	 * Whether the whole picture can be drawn.
	 * @throws IOException where it cannot
	 */
	static void prove(InputStream source, String mediaType, PictureFile picture) throws IOException {
		read(source, mediaType, picture, GLANCE);
	}

	/** Reads it, not larger than can be held. */
	static BufferedImage read(InputStream source, String mediaType, PictureFile picture) throws IOException {
		return read(source, mediaType, picture, HELD);
	}

	static int steps() {
		return STEPS.length;
	}

	/** Writes it as JPEG, upright, on white, no larger than the step allows. */
	static void write(BufferedImage image, int orientation, int step, OutputStream target) throws IOException {
		BufferedImage upright = upright(image, orientation, STEPS[step].longSide());
		ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
		try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(target)) {
			ImageWriteParam param = writer.getDefaultWriteParam();
			param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
			param.setCompressionQuality(STEPS[step].quality());
			writer.setOutput(out);
			writer.write(null, new IIOImage(upright, null, null), param);
		}
		finally {
			writer.dispose();
		}
	}

	private static BufferedImage read(InputStream source, String mediaType, PictureFile picture, long points)
			throws IOException {
		Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(mediaType);
		ImageReader reader = readers.next();
		try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(source)) {
			boolean[] damaged = { false };
			reader.addIIOReadWarningListener((origin, warning) -> damaged[0] = true);
			reader.setInput(in, true, true);
			ImageReadParam param = reader.getDefaultReadParam();
			int every = (int) Math.ceil(Math.sqrt((double) picture.width() * picture.height() / points));
			if (every > 1) {
				param.setSourceSubsampling(every, every, 0, 0);
			}
			BufferedImage image = reader.read(0, param);
			if (damaged[0]) {
				throw new PictureFile.Damaged("The decoder complained");
			}
			return image;
		}
		catch (IllegalArgumentException | IndexOutOfBoundsException | java.awt.color.CMMException ex) {
			// What decoders throw at data that contradicts itself.
			throw new IOException(ex);
		}
		finally {
			reader.dispose();
		}
	}

	private static BufferedImage upright(BufferedImage image, int orientation, int longSide) {
		double scale = Math.min(1, (double) longSide / Math.max(image.getWidth(), image.getHeight()));
		boolean turned = orientation >= 5;
		int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
		int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
		BufferedImage target = new BufferedImage(turned ? height : width, turned ? width : height,
				BufferedImage.TYPE_3BYTE_BGR);
		AffineTransform transform = turn(orientation, width, height);
		transform.scale((double) width / image.getWidth(), (double) height / image.getHeight());
		Graphics2D graphics = target.createGraphics();
		try {
			graphics.setColor(Color.WHITE);
			graphics.fillRect(0, 0, target.getWidth(), target.getHeight());
			graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
			graphics.drawImage(image, transform, null);
		}
		finally {
			graphics.dispose();
		}
		return target;
	}

	/** The eight ways to hold a camera, as Exif counts them. */
	private static AffineTransform turn(int orientation, int width, int height) {
		return switch (orientation) {
			case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
			case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
			case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
			case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
			case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
			case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
			case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
			default -> new AffineTransform();
		};
	}

	/** How much smaller and coarser to try. */
	private record Step(int longSide, float quality) {
	}

}
