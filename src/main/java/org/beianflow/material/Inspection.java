package org.beianflow.material;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;

import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;
import org.beianflow.check.Refusal;
import org.beianflow.privacy.FileCipher;

import org.springframework.util.unit.DataSize;

/**
 * Finds out what an upload really is and makes it fit for the store, or refuses it with
 * the reason (domain.md §9).
 */
final class Inspection {

	private static final Set<String> HEIC = Set.of("image/heic", "image/heif", "image/heic-sequence",
			"image/heif-sequence");

	private static final String PDF = "application/pdf";

	private static final String JPEG = "image/jpeg";

	/** A picture of more points is an attack or a mistake: no phone takes it. */
	private static final long POINTS = 210_000_000;

	/** Pictures in several passes are held whole by the decoder. */
	private static final long PROGRESSIVE_POINTS = 40_000_000;

	private static final int SIDE = 30_000;

	private final Path directory;

	private final FileCipher cipher;

	private final Semaphore conversions;

	private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

	Inspection(Path directory, FileCipher cipher, int conversions) {
		this.directory = directory;
		this.cipher = cipher;
		this.conversions = new Semaphore(conversions, true);
	}

	/**
	 * What may go into the store.
	 *
	 * @param mediaType its real type
	 * @param file a new file where the upload had to be changed, else the upload
	 */
	record Accepted(String mediaType, Spool file) {
	}

	/** Looks into an upload; closes nothing. */
	Accepted look(Spool upload, MaterialKind kind, String context) {
		if (upload.size() == 0) {
			throw Unacceptable.because("material.empty");
		}
		try {
			String type = typeOf(upload);
			if (HEIC.contains(type)) {
				throw Unacceptable.because("material.heic");
			}
			if (!kind.acceptedTypes().contains(type)) {
				throw Unacceptable
					.because(kind.acceptedTypes().contains(PDF) ? "material.type" : "material.type.picture");
			}
			acquire();
			try {
				return PDF.equals(type) ? pdf(upload, kind) : picture(upload, kind, type, context);
			}
			finally {
				this.conversions.release();
			}
		}
		catch (IOException ex) {
			Refusal refusal = new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
			refusal.initCause(ex);
			throw refusal;
		}
	}

	/** By the content alone: names lie. */
	private String typeOf(Spool upload) throws IOException {
		try (InputStream content = new java.io.BufferedInputStream(upload.open(), 64 * 1024)) {
			return this.types.detect(content, new Metadata()).toString();
		}
	}

	private Accepted pdf(Spool upload, MaterialKind kind) throws IOException {
		if (upload.size() > kind.limit(PDF)) {
			throw new Refusal(Refusal.Kind.TOO_LARGE, "material.tooLarge.pdf", megabytes(kind.limit(PDF)));
		}
		List<String> faults;
		try (InputStream content = upload.open()) {
			// Bounded by the limit above and the number of conversions.
			faults = PdfCheck.faults(content.readAllBytes());
		}
		if (!faults.isEmpty()) {
			throw Unacceptable.because(faults);
		}
		return new Accepted(PDF, upload);
	}

	private Accepted picture(Spool upload, MaterialKind kind, String type, String context) throws IOException {
		PictureFile[] found = new PictureFile[1];
		Spool clean;
		try {
			clean = Spool.write(this.directory, this.cipher, context, Long.MAX_VALUE, (out) -> {
				try (InputStream content = upload.open()) {
					found[0] = copy(type, content, out);
				}
				catch (PictureFile.Damaged ex) {
					throw Unacceptable.because("material.picture.damaged");
				}
			});
		}
		catch (ArrayIndexOutOfBoundsException ex) {
			throw Unacceptable.because("material.picture.damaged");
		}
		boolean kept = false;
		try {
			PictureFile picture = found[0];
			refuseBombs(picture);
			if (picture.foreign()) {
				throw Unacceptable.because("material.polyglot");
			}
			if (picture.orientation() == 1 && clean.size() <= kind.limit(type)) {
				draw(() -> {
					try (InputStream content = clean.open()) {
						PictureConversion.prove(content, type, picture);
						return null;
					}
				});
				kept = true;
				return new Accepted(type, clean);
			}
			BufferedImage image = draw(() -> {
				try (InputStream content = clean.open()) {
					return PictureConversion.read(content, type, picture);
				}
			});
			return new Accepted(JPEG, shrunk(image, picture.orientation(), kind, context));
		}
		finally {
			if (!kept) {
				clean.close();
			}
		}
	}

	private static PictureFile copy(String type, InputStream content, OutputStream out) throws IOException {
		return JPEG.equals(type) ? PictureFile.copyJpeg(content, out) : PictureFile.copyPng(content, out);
	}

	private static void refuseBombs(PictureFile picture) {
		long points = (long) picture.width() * picture.height();
		if (picture.width() < 1 || picture.height() < 1) {
			throw Unacceptable.because("material.picture.damaged");
		}
		if (points > (picture.progressive() ? PROGRESSIVE_POINTS : POINTS) || picture.width() > SIDE
				|| picture.height() > SIDE) {
			throw Unacceptable.because("material.picture.tooManyPoints", picture.width(), picture.height());
		}
	}

	private Spool shrunk(BufferedImage image, int orientation, MaterialKind kind, String context) {
		for (int step = 0; step < PictureConversion.steps(); step++) {
			int tried = step;
			try {
				return Spool.write(this.directory, this.cipher, context, kind.limit(JPEG),
						(out) -> PictureConversion.write(image, orientation, tried, out));
			}
			catch (Spool.TooLarge ex) {
				// The next step is smaller.
				continue;
			}
		}
		throw new Refusal(Refusal.Kind.TOO_LARGE, "material.tooLarge.picture", megabytes(kind.limit(JPEG)));
	}

	/** A picture that cannot be drawn here would not be drawn for the reviewer either. */
	private static <T> T draw(Drawing<T> drawing) {
		try {
			return drawing.draw();
		}
		catch (IOException ex) {
			throw Unacceptable.because("material.picture.undrawable");
		}
	}

	private void acquire() {
		try {
			this.conversions.acquire();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new Refusal(Refusal.Kind.UNAVAILABLE, "material.store.unavailable");
		}
	}

	static long megabytes(long bytes) {
		return DataSize.ofBytes(bytes).toMegabytes();
	}

	private interface Drawing<T> {

		T draw() throws IOException;

	}

}
