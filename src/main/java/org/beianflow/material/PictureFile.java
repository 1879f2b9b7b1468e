package org.beianflow.material;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Copies a JPEG or PNG piece by piece, keeping what draws the picture and nothing else:
 * no place, device, time, comment or thumbnail, and nothing behind its end. The picture
 * itself stays as it is, bit by bit.
 *
 * @param width as stored
 * @param height as stored
 * @param orientation how to hold it, 1 to 8 as Exif counts; 1 is upright
 * @param progressive whether it is drawn in several passes, which takes more memory
 * @param foreign whether another file hides behind its end
 */
record PictureFile(int width, int height, int orientation, boolean progressive, boolean foreign) {

	private static final byte[] PNG = { (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

	private static final Set<String> PNG_CHUNKS = Set.of("IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB",
			"pHYs");

	private static final int TRAILER = 4096;

	private static final int MAX_CHUNK = 32 * 1024 * 1024;

	/** The file is not what its head promises, or was cut off. */
	static final class Damaged extends IOException {

		private static final long serialVersionUID = 1L;

		Damaged(String message) {
			super(message);
		}

	}

	/**
	 * Copies a JPEG.
	 * @throws Damaged where it is cut off or no JPEG
	 */
	static PictureFile copyJpeg(InputStream source, OutputStream target) throws IOException {
		DataInputStream in = new DataInputStream(new BufferedInputStream(source, 64 * 1024));
		try {
			if (in.readUnsignedShort() != 0xffd8) {
				throw new Damaged("No JPEG");
			}
			target.write(new byte[] { (byte) 0xff, (byte) 0xd8 });
			return new Jpeg(in, target).copy();
		}
		catch (EOFException ex) {
			throw new Damaged("Cut off");
		}
	}

	/**
	 * Copies a PNG.
	 * @throws Damaged where it is cut off, a sum is wrong, or it is no PNG
	 */
	static PictureFile copyPng(InputStream source, OutputStream target) throws IOException {
		DataInputStream in = new DataInputStream(new BufferedInputStream(source, 64 * 1024));
		try {
			if (!Arrays.equals(in.readNBytes(PNG.length), PNG)) {
				throw new Damaged("No PNG");
			}
			target.write(PNG);
			int width = 0;
			int height = 0;
			boolean interlaced = false;
			byte[] buffer = new byte[64 * 1024];
			while (true) {
				int length = in.readInt();
				byte[] name = new byte[4];
				in.readFully(name);
				String type = new String(name, StandardCharsets.ISO_8859_1);
				if (length < 0 || length > MAX_CHUNK || (width == 0) != type.equals("IHDR")) {
					throw new Damaged("Chunk " + type);
				}
				boolean kept = PNG_CHUNKS.contains(type);
				if (kept) {
					target.write(ByteBuffer.allocate(8).putInt(length).put(name).array());
				}
				CRC32 sum = new CRC32();
				sum.update(name);
				for (int left = length; left > 0;) {
					int read = in.read(buffer, 0, Math.min(left, buffer.length));
					if (read < 0) {
						throw new EOFException();
					}
					if (left == length && type.equals("IHDR")) {
						if (read < 13) {
							throw new Damaged("Header");
						}
						width = ByteBuffer.wrap(buffer).getInt(0);
						height = ByteBuffer.wrap(buffer).getInt(4);
						interlaced = buffer[12] != 0;
					}
					sum.update(buffer, 0, read);
					if (kept) {
						target.write(buffer, 0, read);
					}
					left -= read;
				}
				int expected = in.readInt();
				if ((int) sum.getValue() != expected) {
					throw new Damaged("Sum of " + type);
				}
				if (kept) {
					target.write(ByteBuffer.allocate(4).putInt(expected).array());
				}
				if (type.equals("IEND")) {
					return new PictureFile(width, height, 1, interlaced, foreignIn(in));
				}
			}
		}
		catch (EOFException ex) {
			throw new Damaged("Cut off");
		}
	}

	/** Reads the rest, looking at its beginning. */
	private static boolean foreignIn(InputStream rest) throws IOException {
		byte[] trailer = new byte[TRAILER];
		int length = rest.readNBytes(trailer, 0, TRAILER);
		boolean foreign = Foreign.begins(trailer, length);
		rest.transferTo(OutputStream.nullOutputStream());
		return foreign;
	}

	private static final class Jpeg {

		private final DataInputStream in;

		private final OutputStream target;

		private int width;

		private int height;

		private int orientation = 1;

		private boolean progressive;

		Jpeg(DataInputStream in, OutputStream target) {
			this.in = in;
			this.target = target;
		}

		PictureFile copy() throws IOException {
			int marker = nextMarker();
			while (marker != 0xd9) {
				if (marker == 0x01 || (marker >= 0xd0 && marker <= 0xd7)) {
					write(marker);
					marker = nextMarker();
					continue;
				}
				if (marker == 0xd8 || marker == 0) {
					throw new Damaged("Marker " + marker);
				}
				int length = this.in.readUnsignedShort();
				if (length < 2) {
					throw new Damaged("Segment of marker " + marker);
				}
				byte[] segment = new byte[length - 2];
				this.in.readFully(segment);
				look(marker, segment);
				if (kept(marker, segment)) {
					write(marker);
					this.target.write(length >> 8);
					this.target.write(length);
					this.target.write(segment);
				}
				marker = (marker == 0xda) ? copyScan() : nextMarker();
			}
			if (this.width == 0 || this.height == 0) {
				throw new Damaged("No picture in it");
			}
			write(0xd9);
			return new PictureFile(this.width, this.height, this.orientation, this.progressive, foreignIn(this.in));
		}

		private void write(int marker) throws IOException {
			this.target.write(0xff);
			this.target.write(marker);
		}

		private int nextMarker() throws IOException {
			if (this.in.readUnsignedByte() != 0xff) {
				throw new Damaged("Marker expected");
			}
			int marker = this.in.readUnsignedByte();
			while (marker == 0xff) {
				marker = this.in.readUnsignedByte();
			}
			return marker;
		}

		/** Copies coded data up to the next marker that is none of its own. */
		private int copyScan() throws IOException {
			byte[] buffer = new byte[8192];
			int filled = 0;
			while (true) {
				int value = this.in.readUnsignedByte();
				if (value == 0xff) {
					int next = this.in.readUnsignedByte();
					while (next == 0xff) {
						next = this.in.readUnsignedByte();
					}
					if (next != 0 && (next < 0xd0 || next > 0xd7)) {
						this.target.write(buffer, 0, filled);
						return next;
					}
					buffer[filled++] = (byte) 0xff;
					value = next;
				}
				buffer[filled++] = (byte) value;
				if (filled > buffer.length - 2) {
					this.target.write(buffer, 0, filled);
					filled = 0;
				}
			}
		}

		private void look(int marker, byte[] segment) throws Damaged {
			boolean frame = marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
			if (frame) {
				if (segment.length < 6) {
					throw new Damaged("Frame");
				}
				ByteBuffer header = ByteBuffer.wrap(segment);
				this.height = header.getShort(1) & 0xffff;
				this.width = header.getShort(3) & 0xffff;
				this.progressive = (marker & 0x03) == 0x02;
			}
			else if (marker == 0xe1 && starts(segment, "Exif\0\0")) {
				this.orientation = orientation(Arrays.copyOfRange(segment, 6, segment.length));
			}
		}

		/**
		 * Of what applications write, only what colours need: JFIF, colour profile,
		 * Adobe's transform.
		 */
		private static boolean kept(int marker, byte[] segment) {
			return switch (marker) {
				case 0xe0 -> starts(segment, "JFIF\0");
				case 0xe2 -> starts(segment, "ICC_PROFILE\0");
				case 0xee -> starts(segment, "Adobe");
				default -> (marker < 0xe0 || marker > 0xef) && marker != 0xfe;
			};
		}

		private static boolean starts(byte[] segment, String text) {
			byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
			return segment.length >= start.length && Arrays.equals(segment, 0, start.length, start, 0, start.length);
		}

		/** Tag 0x0112 in the first directory of the TIFF structure that Exif is. */
		private static int orientation(byte[] tiff) {
			if (tiff.length < 8) {
				return 1;
			}
			ByteBuffer data = ByteBuffer.wrap(tiff)
				.order((tiff[0] == 'I') ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
			long directory = data.getInt(4) & 0xffffffffL;
			if (directory + 2 > tiff.length) {
				return 1;
			}
			int entries = data.getShort((int) directory) & 0xffff;
			for (int i = 0; i < entries; i++) {
				long entry = directory + 2 + i * 12L;
				if (entry + 12 > tiff.length) {
					return 1;
				}
				if ((data.getShort((int) entry) & 0xffff) == 0x0112) {
					int value = data.getShort((int) entry + 8) & 0xffff;
					return (value >= 1 && value <= 8) ? value : 1;
				}
			}
			return 1;
		}

	}

}
