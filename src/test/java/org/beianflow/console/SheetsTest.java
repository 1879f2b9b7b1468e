package org.beianflow.console;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/** Tables leave page by page and whole. */
class SheetsTest {

	private static final int ROWS = 6500;

	private static final int PAGE = 1000;

	@TempDir
	Path directory;

	private final List<Integer> read = new ArrayList<>();

	private Stream<Integer> numbers() {
		return Sheets.all((Integer last) -> {
			int from = (last != null) ? last + 1 : 1;
			this.read.add(from);
			return IntStream.range(from, Math.min(from + PAGE, ROWS + 1)).boxed().toList();
		}, PAGE);
	}

	private Iterable<List<Object>> table() {
		return Sheets.table(List.of("head", "text"), numbers().map((number) -> List.of(number, "text " + number)));
	}

	@Test
	void aPageIsReadWhenTheOneBeforeIsUsedUp() {
		Iterator<List<Object>> rows = table().iterator();
		for (int i = 0; i < PAGE / 2; i++) {
			rows.next();
		}
		assertThat(this.read).containsExactly(1);
		rows.forEachRemaining((row) -> {
		});
		assertThat(this.read).containsExactly(1, 1001, 2001, 3001, 4001, 5001, 6001);
	}

	@Test
	void aPageThatIsFullMayBeTheLast() {
		assertThat(Sheets.all((Integer last) -> (last != null) ? List.of() : List.of(1, 2), 2)).containsExactly(1, 2);
		assertThat(Sheets.all((Integer last) -> List.<Integer>of(), 2)).isEmpty();
	}

	@Test
	void everyRowIsInTheFile() throws Exception {
		MockHttpServletResponse csv = new MockHttpServletResponse();
		Sheets.write("csv", "all", "All", table(), csv);
		assertThat(csv.getContentAsString(StandardCharsets.UTF_8).lines()).hasSize(ROWS + 1)
			.endsWith(ROWS + ",text " + ROWS);
		MockHttpServletResponse xlsx = new MockHttpServletResponse();
		Sheets.write("xlsx", "all", "All", table(), xlsx);
		String sheet = sheet(xlsx.getContentAsByteArray());
		assertThat(sheet.split("<row ", -1)).hasSize(ROWS + 2);
		assertThat(sheet).contains("<pane ").contains("text " + ROWS);
	}

	private String sheet(byte[] book) throws Exception {
		Path file = Files.write(this.directory.resolve("all.xlsx"), book);
		try (ZipFile zip = new ZipFile(file.toFile())) {
			return new String(zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml")).readAllBytes(),
					StandardCharsets.UTF_8);
		}
	}

}
