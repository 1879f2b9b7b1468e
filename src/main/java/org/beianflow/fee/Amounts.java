package org.beianflow.fee;

import java.math.BigDecimal;
import java.util.Locale;

/** Writes amounts as people read them. */
final class Amounts {

	private Amounts() {
	}

	/** For example ¥1,300.00. */
	static String yuan(long fen) {
		return String.format(Locale.ROOT, "¥%,.2f", BigDecimal.valueOf(fen, 2));
	}

}
