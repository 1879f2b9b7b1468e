package org.beianflow.material;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSDocument;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSObject;
import org.apache.pdfbox.cos.COSObjectKey;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;

/**
 * Looks into every object of a PDF for what a material never needs: scripts, programs to
 * start, files inside, dynamic forms, encryption.
 */
final class PdfCheck {

	private static final Pattern STREAM = Pattern.compile(">>\\s{0,8}stream\\r?\\n");

	private static final Pattern ESCAPED = Pattern.compile("#([0-9a-fA-F]{2})");

	/** What the structure of a PDF may unfold to. Pictures are not unfolded here. */
	private static final long STRUCTURE_LIMIT = 48L * 1024 * 1024;

	private static final int OBJECTS_LIMIT = 200_000;

	private static final int LOOK_BACK = 2048;

	private static final int DEPTH_LIMIT = 64;

	/** What can be wrong with one, in the order it is told. */
	private enum Danger {

		SCRIPT("material.pdf.script"), ACTION("material.pdf.action"), EMBEDDED("material.pdf.embedded"),
		FORM("material.pdf.form");

		private final String key;

		Danger(String key) {
			this.key = key;
		}

	}

	private static final Map<String, Danger> ACTIONS = Map.of("JavaScript", Danger.SCRIPT, "Launch", Danger.ACTION,
			"ImportData", Danger.ACTION, "SubmitForm", Danger.ACTION, "GoToE", Danger.EMBEDDED, "Rendition",
			Danger.EMBEDDED, "RichMediaExecute", Danger.EMBEDDED, "Movie", Danger.EMBEDDED, "Sound", Danger.EMBEDDED);

	private static final Map<String, Danger> KEYS = Map.of("JS", Danger.SCRIPT, "JavaScript", Danger.SCRIPT,
			"EmbeddedFiles", Danger.EMBEDDED, "EF", Danger.EMBEDDED, "RichMediaContent", Danger.EMBEDDED, "XFA",
			Danger.FORM);

	private static final Set<String> MEDIA = Set.of("FileAttachment", "RichMedia", "Movie", "Sound", "Screen", "3D");

	private PdfCheck() {
	}

	/**
	 * Everything that is wrong with it, as message keys; empty where it may come in.
	 * @param bytes the whole PDF, at most some ten megabytes
	 */
	static List<String> faults(byte[] bytes) {
		if (hidesAnother(bytes)) {
			return List.of("material.polyglot");
		}
		if (unfoldsTooFar(bytes)) {
			return List.of("material.pdf.tooComplex");
		}
		try (PDDocument document = Loader.loadPDF(bytes)) {
			if (document.isEncrypted()) {
				return List.of("material.pdf.encrypted");
			}
			if (document.getNumberOfPages() == 0) {
				return List.of("material.pdf.damaged");
			}
			COSDocument objects = document.getDocument();
			if (objects.getXrefTable().size() > OBJECTS_LIMIT) {
				return List.of("material.pdf.tooComplex");
			}
			Set<Danger> found = EnumSet.noneOf(Danger.class);
			look(objects.getTrailer(), found, 0);
			for (COSObjectKey key : new ArrayList<>(objects.getXrefTable().keySet())) {
				COSObject object = objects.getObjectFromPool(key);
				look(object.getObject(), found, 0);
			}
			return found.stream().map((danger) -> danger.key).toList();
		}
		catch (InvalidPasswordException ex) {
			return List.of("material.pdf.encrypted");
		}
		catch (IOException | RuntimeException | StackOverflowError ex) {
			// PDFBox answers broken files with whatever breaks.
			return List.of("material.pdf.damaged");
		}
	}

	private static void look(COSBase base, Set<Danger> found, int depth) {
		if (depth > DEPTH_LIMIT) {
			return;
		}
		if (base instanceof COSArray array) {
			for (int i = 0; i < array.size(); i++) {
				look(array.get(i), found, depth + 1);
			}
		}
		else if (base instanceof COSDictionary dictionary) {
			for (Map.Entry<COSName, COSBase> entry : dictionary.entrySet()) {
				Danger danger = KEYS.get(entry.getKey().getName());
				if (danger != null) {
					found.add(danger);
				}
				look(entry.getValue(), found, depth + 1);
			}
			Danger action = ACTIONS.get(String.valueOf(dictionary.getNameAsString(COSName.S)));
			if (action != null) {
				found.add(action);
			}
			if (MEDIA.contains(String.valueOf(dictionary.getNameAsString(COSName.SUBTYPE)))) {
				found.add(Danger.EMBEDDED);
			}
		}
		// References lead to objects of the table, each of which is looked at itself.
	}

	/** A PDF begins at its first byte, and no archive ends with its last. */
	private static boolean hidesAnother(byte[] bytes) {
		String head = new String(bytes, 0, Math.min(5, bytes.length), StandardCharsets.ISO_8859_1);
		if (!head.equals("%PDF-")) {
			return true;
		}
		String tail = new String(bytes, Math.max(0, bytes.length - 70_000), Math.min(bytes.length, 70_000),
				StandardCharsets.ISO_8859_1);
		int end = tail.lastIndexOf("%%EOF");
		String behind = (end < 0) ? "" : tail.substring(end);
		byte[] rest = behind.getBytes(StandardCharsets.ISO_8859_1);
		return tail.contains("PK\u0005\u0006")
				|| (end >= 0 && Foreign.begins(rest, rest.length) && !behind.startsWith("%PDF-"));
	}

	/**
	 * Whether the streams that reading unfolds, object streams and tables, unfold to more
	 * than any honest file needs. They are tried here with an eye on the amount, because
	 * PDFBox takes them into memory whole.
	 */
	private static boolean unfoldsTooFar(byte[] bytes) {
		String text = new String(bytes, StandardCharsets.ISO_8859_1);
		Matcher streams = STREAM.matcher(text);
		long total = 0;
		while (streams.find()) {
			String before = text.substring(Math.max(0, streams.start() - LOOK_BACK), streams.start());
			String dictionary = unescaped(before.substring(Math.max(0, before.lastIndexOf(" obj"))));
			if (dictionary.contains("/ObjStm") || dictionary.contains("/XRef")) {
				if (!dictionary.contains("/Filter")) {
					continue;
				}
				String filter = dictionary.substring(dictionary.indexOf("/Filter") + 7).strip();
				if (!filter.matches("(?s)(\\[\\s*)?/FlateDecode(\\s*\\])?\\s*($|[/>]).*")) {
					return true;
				}
				total += unfolded(bytes, streams.end(), STRUCTURE_LIMIT - total);
				if (total >= STRUCTURE_LIMIT) {
					return true;
				}
			}
		}
		return false;
	}

	private static long unfolded(byte[] bytes, int from, long limit) {
		Inflater inflater = new Inflater();
		try {
			inflater.setInput(bytes, from, bytes.length - from);
			byte[] buffer = new byte[64 * 1024];
			long total = 0;
			while (total < limit && !inflater.finished()) {
				int count = inflater.inflate(buffer);
				if (count == 0) {
					break;
				}
				total += count;
			}
			return total;
		}
		catch (DataFormatException ex) {
			return 0;
		}
		finally {
			inflater.end();
		}
	}

	/** Names may be written with their characters as hexadecimal digits. */
	private static String unescaped(String dictionary) {
		return ESCAPED.matcher(dictionary)
			.replaceAll(
					(match) -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(match.group(1), 16))));
	}

}
