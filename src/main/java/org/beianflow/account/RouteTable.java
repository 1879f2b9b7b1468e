package org.beianflow.account;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Reads {@code account/routes.csv}: the first row that fits a request decides. */
final class RouteTable {

	private static final String EVERY_METHOD = "*";

	private final List<Row> rows = CsvTable.rows("account/routes.csv").stream().map(Row::of).toList();

	/** The row for a request, or empty: closed. */
	Optional<Row> find(HttpServletRequest request) {
		return find(request.getMethod(), PathMatcher.path(request));
	}

	/**
	 * The row for a route.
	 * @param path below the context path, as sent, so still encoded, without a slash at
	 * its end
	 */
	Optional<Row> find(String method, String path) {
		PathContainer container = PathContainer.parsePath(path);
		return this.rows.stream().filter((row) -> row.fits(method, container)).findFirst();
	}

	List<Row> rows() {
		return this.rows;
	}

	/** Who may call a route. */
	enum Access {

		PUBLIC, SIGNED_IN, APPLICANT, STAFF, CLOSED

	}

	/**
	 * One line of the table.
	 *
	 * @param method HTTP method or *
	 * @param pattern path below the context path
	 * @param access who may call it
	 * @param roles for {@link Access#STAFF} the roles it is restricted to; empty means
	 * all
	 */
	record Row(String method, PathPattern pattern, Access access, Set<Role> roles) {

		private static Row of(List<String> cells) {
			PathPattern pattern = PathPatternParser.defaultInstance.parse(cells.get(1));
			return switch (cells.get(2)) {
				case "public" -> new Row(cells.get(0), pattern, Access.PUBLIC, Set.of());
				case "signed-in" -> new Row(cells.get(0), pattern, Access.SIGNED_IN, Set.of());
				case "applicant" -> new Row(cells.get(0), pattern, Access.APPLICANT, Set.of());
				case "staff" -> new Row(cells.get(0), pattern, Access.STAFF, Set.of());
				case "closed" -> new Row(cells.get(0), pattern, Access.CLOSED, Set.of());
				default -> new Row(cells.get(0), pattern, Access.STAFF, roles(cells.get(2)));
			};
		}

		private static Set<Role> roles(String cell) {
			EnumSet<Role> roles = EnumSet.noneOf(Role.class);
			Arrays.stream(cell.split("\\|")).map(Role::valueOf).forEach(roles::add);
			return roles;
		}

		private boolean fits(String asked, PathContainer path) {
			// Who may read may ask for the head and the options of it.
			boolean sameMethod = EVERY_METHOD.equals(this.method) || this.method.equals(asked)
					|| (this.method.equals("GET") && (asked.equals("HEAD") || asked.equals("OPTIONS")));
			return sameMethod && this.pattern.matches(path);
		}

		boolean allows(CurrentActor who) {
			return switch (this.access) {
				case PUBLIC -> true;
				case SIGNED_IN -> who != null;
				case APPLICANT -> who != null && who.isApplicant();
				case STAFF -> who != null && who.isStaff()
						&& (this.roles.isEmpty() || who.roles().stream().anyMatch(this.roles::contains));
				case CLOSED -> false;
			};
		}

	}

}
