package org.beianflow.material;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Recognises a second file hidden behind the first one: what follows the end of a picture
 * or PDF may be a phone's own data, but not an archive, a program or a page.
 */
final class Foreign {

	private static final List<String> BEGINNINGS = List.of("PK\u0003\u0004", "%PDF-", "Rar!", "7z\u00bc\u00af", "MZ",
			"\u007fELF", "\u00ca\u00fe\u00ba\u00be");

	private static final List<String> PAGES = List.of("<html", "<script", "<!doctype", "<svg", "<?php", "<?xml",
			"<iframe", "javascript:");

	private Foreign() {
	}

	/**
	 * Whether a file begins here.
	 * @param bytes what follows the end; a few hundred are enough
	 */
	static boolean begins(byte[] bytes, int length) {
		String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
		String lower = text.toLowerCase(Locale.ROOT);
		String begin = text.stripLeading();
		return BEGINNINGS.stream().anyMatch(begin::startsWith) || PAGES.stream().anyMatch(lower::contains);
	}

}
