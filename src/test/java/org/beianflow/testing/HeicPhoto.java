package org.beianflow.testing;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A photo as telephones take it: stored lying on its side, with the turn that puts it
 * upright both as a property of the picture and, for old readers, in Exif. Upright it
 * shows a card with a square in each corner: red and green above, blue and yellow below.
 */
public final class HeicPhoto {

	private HeicPhoto() {
	}

	public static byte[] bytes() {
		try (InputStream photo = HeicPhoto.class.getResourceAsStream("/material/photo.heic")) {
			return photo.readAllBytes();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static void assertUpright(BufferedImage image) {
		assertThat(image.getWidth()).isEqualTo(480);
		assertThat(image.getHeight()).isEqualTo(640);
		assertColour(image, 105, 125, new Color(0xcc2222));
		assertColour(image, 375, 125, new Color(0x22aa33));
		assertColour(image, 105, 515, new Color(0x2244cc));
		assertColour(image, 375, 515, new Color(0xddbb22));
	}

	/** Photos and JPEG keep colours only roughly. */
	private static void assertColour(BufferedImage image, int x, int y, Color expected) {
		Color seen = new Color(image.getRGB(x, y));
		assertThat(Math.abs(seen.getRed() - expected.getRed()) + Math.abs(seen.getGreen() - expected.getGreen())
				+ Math.abs(seen.getBlue() - expected.getBlue()))
			.as("colour at %d, %d is %s", x, y, seen)
			.isLessThan(60);
	}

}
