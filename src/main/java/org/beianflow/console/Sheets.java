package org.beianflow.console;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.check.Refusal;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import org.springframework.http.HttpHeaders;

/** Writes a table as csv or xlsx. */
final class Sheets {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	/** A sheet cannot hold many more; what does not fit goes on the next. */
	private static final int MOST_ROWS = 1_000_000;

	/** After so many rows what was written leaves the memory. */
	private static final int KEPT = 500;

	private Sheets() {
	}

	/**
	 * All of a list that is read page by page: a page is only read when the one before it
	 * is used up.
	 * @param page the rows after this one, from the first after null
	 * @param size of a page; a smaller one is the last
	 */
	static <T> Stream<T> all(Function<T, List<T>> page, int size) {
		return Stream
			.iterate(page.apply(null), (rows) -> !rows.isEmpty(),
					(rows) -> (rows.size() < size) ? List.<T>of() : page.apply(rows.get(rows.size() - 1)))
			.flatMap(List::stream);
	}

	/** A table of which only a part is in the memory at a time. */
	static Iterable<List<Object>> table(List<Object> head, Stream<List<Object>> rows) {
		return Stream.concat(Stream.of(head), rows)::iterator;
	}

	/**
	 * Sends a table to be kept.
	 * @param format {@code csv} or {@code xlsx}
	 * @param name of the file, without ending
	 * @param title of the sheet
	 * @param rows the first is the head; numbers stay numbers
	 */
	static void write(String format, String name, String title, Iterable<List<Object>> rows,
			HttpServletResponse response) throws IOException {
		if (!format.equals("csv") && !format.equals("xlsx")) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "console.export.format", format);
		}
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + format + "\"");
		if (format.equals("csv")) {
			response.setContentType("text/csv;charset=UTF-8");
			csv(rows, new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
		}
		else {
			response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
			xlsx(title, rows, response);
		}
	}

	/** With a mark at the beginning, by which spreadsheets know that it is UTF-8. */
	private static void csv(Iterable<List<Object>> rows, Writer out) throws IOException {
		out.write(BYTE_ORDER_MARK);
		for (List<Object> row : rows) {
			out.write(String.join(",", row.stream().map(Sheets::cell).toList()));
			out.write("\r\n");
		}
		out.flush();
	}

	/**
	 * A text that a spreadsheet would take for a formula gets an apostrophe before it.
	 */
	static String cell(Object value) {
		if (value == null) {
			return "";
		}
		String text = value.toString();
		if (!(value instanceof Number) && !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0) {
			text = "'" + text;
		}
		return (text.contains(",") || text.contains("\"") || text.contains("\n") || text.contains("\r"))
				? "\"" + text.replace("\"", "\"\"") + "\"" : text;
	}

	private static void xlsx(String title, Iterable<List<Object>> rows, HttpServletResponse response)
			throws IOException {
		Iterator<List<Object>> all = rows.iterator();
		List<Object> head = all.next();
		try (Workbook book = new Workbook(response.getOutputStream(), "Beianflow", "1.0")) {
			int sheets = 0;
			do {
				sheets++;
				try (Worksheet sheet = book.newWorksheet((sheets == 1) ? title : title + " " + sheets)) {
					fill(sheet, head, all);
				}
			}
			while (all.hasNext());
		}
	}

	private static void fill(Worksheet sheet, List<Object> head, Iterator<List<Object>> rows) throws IOException {
		put(sheet, 0, head);
		sheet.range(0, 0, 0, head.size() - 1).style().bold().set();
		sheet.freezePane(0, 1);
		for (int r = 1; r <= MOST_ROWS && rows.hasNext(); r++) {
			put(sheet, r, rows.next());
			if (r % KEPT == 0) {
				sheet.flush();
			}
		}
	}

	private static void put(Worksheet sheet, int row, List<Object> cells) {
		for (int c = 0; c < cells.size(); c++) {
			if (cells.get(c) instanceof Number number) {
				sheet.value(row, c, number);
			}
			else if (cells.get(c) != null) {
				sheet.inlineString(row, c, cells.get(c).toString());
			}
		}
	}

}
