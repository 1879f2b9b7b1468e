package org.beianflow.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.beianflow.account.CurrentActors;
import org.beianflow.check.Refusal;
import org.beianflow.filing.BlankPapers;
import org.beianflow.filing.FilingReference;

import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Papers to print, sign and hand in again. */
@RestController
@RequestMapping("/api/v1/filings/{reference}/papers")
@Tag(name = "待签文书", description = "已填好办件信息的真实性核验单、承诺书、授权书，签字后作为材料上传")
class PaperController {

	private final BlankPapers papers;

	private final CurrentActors actors;

	private final MessageSource messages;

	PaperController(BlankPapers papers, CurrentActors actors, MessageSource messages) {
		this.papers = papers;
		this.actors = actors;
		this.messages = messages;
	}

	/** A paper and the material it becomes. */
	record PaperView(String name, String title, String material, String url) {

	}

	@GetMapping
	@Operation(summary = "需要签字的文书", description = "按应交材料列出，可以直接下载的。")
	List<PaperView> papers(@PathVariable String reference, Locale locale) {
		return this.papers.of(new FilingReference(reference), this.actors.current())
			.stream()
			.map((paper) -> new PaperView(paper.key(),
					this.messages.getMessage(paper.kind().messageKey(), null, locale), paper.kind().code(),
					"/api/v1/filings/" + reference + "/papers/" + paper.key()))
			.toList();
	}

	@GetMapping("/{name}")
	@Operation(summary = "下载待签文书", description = "PDF，含本办件的信息；没有填写的留空。")
	ResponseEntity<byte[]> paper(@PathVariable String reference, @PathVariable String name) {
		BlankPapers.Paper paper = BlankPapers.Paper.of(name)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "filing.paper.unknown", name));
		byte[] pdf = this.papers.pdf(new FilingReference(reference), paper, this.actors.current());
		String title = this.messages.getMessage(paper.kind().messageKey(), null, Locale.SIMPLIFIED_CHINESE);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_PDF)
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename(title + "-" + reference + ".pdf", StandardCharsets.UTF_8)
						.build()
						.toString())
			.body(pdf);
	}

}
