package org.beianflow.fee;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.OptionalLong;

/** Amounts of money as people write and read them. */
public final class Amounts {

	private Amounts() {
	}

	/** For example ¥1,300.00. */
	static String yuan(long fen) {
		return String.format(Locale.ROOT, "¥%,.2f", BigDecimal.valueOf(fen, 2));
	}

	/**
	 * What somebody wrote in yuan, for example 300, 300.00 or ¥1,300.00.
	 * @return in 分; empty for what is no amount of whole 分
	 */
	public static OptionalLong fen(String yuan) {
		try {
			return OptionalLong
				.of(new BigDecimal(yuan.strip().replace("¥", "").replace(",", "")).movePointRight(2).longValueExact());
		}
		catch (ArithmeticException | NumberFormatException ex) {
			return OptionalLong.empty();
		}
	}

}
