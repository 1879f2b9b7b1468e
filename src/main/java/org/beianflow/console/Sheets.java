package org.beianflow.console;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.check.Refusal;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

import org.springframework.http.HttpHeaders;

/** Writes a table as csv or xlsx. */
final class Sheets {

	private static final String BYTE_ORDER_MARK = "\uFEFF";

	private static final int ROWS_IN_MEMORY = 1000;

	private Sheets() {
	}

	/**
	 * Sends a table to be kept.
	 * @param format {@code csv} or {@code xlsx}
	 * @param name of the file, without ending
	 * @param title of the sheet
	 * @param rows the first is the head; numbers stay numbers
	 */
	static void write(String format, String name, String title, List<List<Object>> rows, HttpServletResponse response)
			throws IOException {
		write(format, name, title, rows.stream(), response);
	}

	/** The same for as many rows as there are; they are not kept in memory. */
	static void write(String format, String name, String title, Stream<List<Object>> rows, HttpServletResponse response)
			throws IOException {
		if (!format.equals("csv") && !format.equals("xlsx")) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "console.export.format", format);
		}
		response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "." + format + "\"");
		if (format.equals("csv")) {
			response.setContentType("text/csv;charset=UTF-8");
			csv(rows.iterator(), new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8));
		}
		else {
			response.setContentType("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
			xlsx(title, rows.iterator(), response);
		}
	}

	/** With a mark at the beginning, by which spreadsheets know that it is UTF-8. */
	private static void csv(Iterator<List<Object>> rows, Writer out) throws IOException {
		out.write(BYTE_ORDER_MARK);
		while (rows.hasNext()) {
			out.write(String.join(",", rows.next().stream().map(Sheets::cell).toList()));
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

	private static void xlsx(String title, Iterator<List<Object>> rows, HttpServletResponse response)
			throws IOException {
		try (Workbook book = new Workbook(response.getOutputStream(), "Beianflow", "1.0");
				Worksheet sheet = book.newWorksheet(title)) {
			sheet.freezePane(0, 1);
			for (int r = 0; rows.hasNext() && r < Worksheet.MAX_ROWS; r++) {
				List<Object> row = rows.next();
				for (int c = 0; c < row.size(); c++) {
					if (row.get(c) instanceof Number number) {
						sheet.value(r, c, number);
					}
					else if (row.get(c) != null) {
						sheet.value(r, c, row.get(c).toString());
					}
				}
				if (r == 0) {
					sheet.range(0, 0, 0, row.size() - 1).style().bold().set();
				}
				else if (r % ROWS_IN_MEMORY == 0) {
					sheet.flush();
				}
			}
		}
	}

}
