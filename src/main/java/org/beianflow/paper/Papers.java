package org.beianflow.paper;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Map;

import org.springframework.stereotype.Component;

/**
 * Makes papers: a template {@code templates/paper/<template>.html} and a model become a
 * PDF with its Chinese type embedded.
 */
@Component
public class Papers {

	/**
	 * Renders one paper.
	 * @param template name below {@code templates/paper}, for example {@code fee-notice};
	 * its model is described at the head of the template
	 * @param model values for the template
	 * @param locale language of the paper
	 * @param out receives the PDF; not closed
	 * @throws IOException if {@code out} does not take it
	 */
	public void render(String template, Map<String, Object> model, Locale locale, OutputStream out) throws IOException {
		throw new UnsupportedOperationException();
	}

}
