package org.beianflow.paper;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.openhtmltopdf.extend.FSSupplier;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder.PdfAConformance;
import com.openhtmltopdf.util.XRLog;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

import org.springframework.context.MessageSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Makes papers: a template {@code templates/paper/<template>.html} and a model become a
 * PDF with its Chinese type embedded, of which only the characters used go into the file.
 * The papers are tagged for screen readers and follow PDF/A-2, as what is sealed must
 * stay readable.
 * <p>
 * Every template finds the {@link Formats} of its language as {@code formats}. Nothing is
 * fetched while rendering, neither from the network nor from disk.
 */
@Component
public class Papers {

	private static final String FAMILY = "Noto Sans SC";

	private static final FSSupplier<InputStream> REGULAR = () -> font("NotoSansSC-Regular.ttf");

	private static final FSSupplier<InputStream> BOLD = () -> font("NotoSansSC-Bold.ttf");

	/** Pictures lie in the paper itself; nothing is ever fetched. */
	private static final String INLINE_PICTURE = "data:image/png;base64,";

	private final SpringTemplateEngine templates = new SpringTemplateEngine();

	private final byte[] colours = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();

	public Papers(MessageSource messages) {
		XRLog.setLoggingEnabled(false);
		ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(getClass().getClassLoader());
		resolver.setPrefix("templates/paper/");
		resolver.setSuffix(".html");
		resolver.setTemplateMode(TemplateMode.HTML);
		resolver.setCharacterEncoding("UTF-8");
		this.templates.setTemplateResolver(resolver);
		this.templates.setTemplateEngineMessageSource(messages);
	}

	/**
	 * Renders one paper.
	 * @param template name below {@code templates/paper}: {@code fee-notice},
	 * {@code application-form}, {@code materials-list} or {@code refusal-letter}; its
	 * model is described at the head of the template
	 * @param model values for the template
	 * @param locale language of the paper
	 * @param out receives the PDF; not closed
	 * @throws IOException if {@code out} does not take it
	 */
	public void render(String template, Map<String, Object> model, Locale locale, OutputStream out) throws IOException {
		Map<String, Object> values = new HashMap<>(model);
		values.put("formats", Formats.of(locale));
		String html = this.templates.process(template, new Context(locale, values));
		PdfRendererBuilder pdf = new PdfRendererBuilder();
		pdf.withW3cDocument(new W3CDom().fromJsoup(Jsoup.parse(html)), "");
		pdf.useExternalResourceAccessControl((uri, type) -> uri.startsWith(INLINE_PICTURE),
				ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
		pdf.useExternalResourceAccessControl((uri, type) -> uri.startsWith(INLINE_PICTURE),
				ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI);
		pdf.useFont(REGULAR, FAMILY, 400, FontStyle.NORMAL, true);
		pdf.useFont(BOLD, FAMILY, 700, FontStyle.NORMAL, true);
		// What the font lacks, such as a very rare character in a name, is seen to lack.
		pdf.useReplacementText("□");
		pdf.usePdfUaAccessibility(true);
		pdf.usePdfAConformance(PdfAConformance.PDFA_2_A);
		pdf.useColorProfile(this.colours);
		pdf.withProducer("Beianflow");
		pdf.toStream(out);
		pdf.run();
	}

	private static InputStream font(String name) {
		try {
			return new ClassPathResource("fonts/" + name).getInputStream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
