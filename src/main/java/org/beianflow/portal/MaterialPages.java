package org.beianflow.portal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.account.Scope;
import org.beianflow.check.Refusal;
import org.beianflow.filing.BlankPapers;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.filing.FilingState;
import org.beianflow.material.ChecklistEntry;
import org.beianflow.material.MaterialContent;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;

import org.springframework.context.MessageSource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The documents of a draft: what is needed and why, handing in, looking at. */
@Controller
@RequestMapping("/filings/{reference}")
class MaterialPages {

	private static final DraftStep.Place HERE = new DraftStep.Place(DraftStep.MATERIALS, 0);

	private final FilingDesk desk;

	private final Materials materials;

	private final DraftPages drafts;

	private final Previews previews;

	private final BlankPapers papers;

	private final Permissions permissions;

	private final ProblemTexts texts;

	private final CurrentActors actors;

	private final MessageSource messages;

	MaterialPages(FilingDesk desk, Materials materials, DraftPages drafts, Previews previews, BlankPapers papers,
			Permissions permissions, ProblemTexts texts, CurrentActors actors, MessageSource messages) {
		this.desk = desk;
		this.materials = materials;
		this.drafts = drafts;
		this.previews = previews;
		this.papers = papers;
		this.permissions = permissions;
		this.texts = texts;
		this.actors = actors;
		this.messages = messages;
	}

	/**
	 * One material on the page.
	 *
	 * @param path where problems with it are told
	 * @param state {@code missing}, {@code received}, {@code accepted}, {@code rejected},
	 * {@code expired} or {@code none} where nothing is to be handed in
	 * @param sheet whether there is a form to print
	 * @param identity whether the picture shows an identity document
	 */
	record Item(String path, String code, String slot, String name, String hint, String why, boolean required,
			boolean upload, String state, String rejection, boolean scanned, String fileName, long kilobytes,
			int version, UUID document, String accept, boolean sheet, boolean identity) {

		/** Id of the item in the page. */
		public String id() {
			return PageProblems.id(this.path);
		}

	}

	@GetMapping("/draft/materials")
	String list(@PathVariable String reference, @RequestParam(required = false) String check, Model model,
			Locale locale) {
		Filing filing = read(reference);
		if (filing.state() != FilingState.DRAFT) {
			return DraftPages.elsewhere(reference);
		}
		if (!filing.form().maySpeakOfPersons()) {
			return ConsentPages.first(reference);
		}
		PageProblems problems = (model.getAttribute("problems") instanceof PageProblems told) ? told
				: PageProblems.NONE;
		if (check != null) {
			problems = this.texts.of(this.drafts.violations(filing)
				.stream()
				.filter((violation) -> violation.path().startsWith("materials"))
				.toList(), text("portal.materials.problems", locale), null, locale);
		}
		return page(filing, problems, model, locale);
	}

	/** Takes the first file that was chosen, from the camera or from the files. */
	@PostMapping(path = "/draft/materials/{code}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	String upload(@PathVariable String reference, @PathVariable String code,
			@RequestParam(defaultValue = "") String slot, @RequestParam(required = false) List<MultipartFile> file,
			RedirectAttributes flash, Locale locale) throws IOException {
		Filing filing = read(reference);
		MaterialKind kind = kind(code);
		String path = path(kind, slot);
		MultipartFile chosen = Optional.ofNullable(file)
			.orElse(List.of())
			.stream()
			.filter((one) -> StringUtils.hasText(one.getOriginalFilename()))
			.findFirst()
			.orElse(null);
		if (chosen == null) {
			return refused(reference, path, new Refusal(Refusal.Kind.INVALID, "portal.materials.nothing"), flash,
					locale);
		}
		try (var content = chosen.getInputStream()) {
			this.desk.upload(filing.reference(), kind, slot,
					(chosen.getOriginalFilename() != null) ? chosen.getOriginalFilename() : "file", content,
					this.actors.current());
		}
		catch (Refusal refusal) {
			return refused(reference, path, refusal, flash, locale);
		}
		return "redirect:/filings/" + reference + "/draft/materials?received=" + PageProblems.id(path) + "#"
				+ PageProblems.id(path);
	}

	/** Takes a material back that need not be there, or was the wrong one. */
	@PostMapping("/draft/materials/{code}/removal")
	String remove(@PathVariable String reference, @PathVariable String code,
			@RequestParam(defaultValue = "") String slot) {
		MaterialKind kind = kind(code);
		this.desk.withdrawMaterial(new FilingReference(reference), kind, slot, this.actors.current());
		return "redirect:/filings/" + reference + "/draft/materials#" + PageProblems.id(path(kind, slot));
	}

	/** What was handed in, small and marked for this use only. */
	@GetMapping("/documents/{id}/preview")
	void preview(@PathVariable String reference, @PathVariable UUID id, Locale locale, HttpServletResponse response)
			throws IOException {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		MaterialVersion version = this.materials.find(id);
		if (!version.filing().equals(reference)) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "material.none");
		}
		this.permissions.require(who, isIdentity(version.kind()) ? Action.MATERIAL_READ_IDENTITY : Action.MATERIAL_READ,
				filing.scope());
		byte[] picture;
		try (MaterialContent content = this.materials.open(id)) {
			picture = this.previews.of(content, this.messages.getMessage("portal.watermark", null, locale));
		}
		response.setContentType(MediaType.IMAGE_JPEG_VALUE);
		response.setContentLength(picture.length);
		response.setHeader("Cache-Control", "private, no-store");
		response.getOutputStream().write(picture);
	}

	/**
	 * A paper to be printed, signed and handed in, with what the filing says filled in.
	 */
	@GetMapping("/sheets/{code:M5|M6|M12|M13}")
	ResponseEntity<byte[]> sheet(@PathVariable String reference, @PathVariable String code) {
		BlankPapers.Paper paper = BlankPapers.Paper.of(kind(code)).orElseThrow();
		byte[] pdf = this.papers.pdf(new FilingReference(reference), paper, this.actors.current());
		String name = this.messages.getMessage(paper.kind().messageKey(), null, Locale.SIMPLIFIED_CHINESE);
		return ResponseEntity.ok()
			.contentType(MediaType.APPLICATION_PDF)
			.cacheControl(CacheControl.noStore())
			.header(HttpHeaders.CONTENT_DISPOSITION,
					ContentDisposition.attachment()
						.filename(name + "-" + reference + ".pdf", StandardCharsets.UTF_8)
						.build()
						.toString())
			.body(pdf);
	}

	@ExceptionHandler
	String tooLarge(MaxUploadSizeExceededException ex, HttpServletRequest request, RedirectAttributes flash,
			Locale locale) {
		@SuppressWarnings("unchecked")
		Map<String, String> parts = (Map<String, String>) request
			.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE);
		return refused(parts.get("reference"), "materials[" + parts.get("code") + "]",
				new Refusal(Refusal.Kind.TOO_LARGE, "material.tooLarge.door", 20), flash, locale);
	}

	/** Told on the page of the materials itself: the address of an upload is none. */
	private String refused(String reference, String path, Refusal refusal, RedirectAttributes flash, Locale locale) {
		PageProblems told = this.texts.of(refusal, locale);
		List<PageProblems.Shown> all = new ArrayList<>();
		if (told.all().isEmpty()) {
			all.add(new PageProblems.Shown(path, null, told.headline(), told.remedy(), "#" + PageProblems.id(path)));
		}
		told.all()
			.forEach((problem) -> all.add(new PageProblems.Shown(path, null, problem.message(), problem.remedy(),
					"#" + PageProblems.id(path))));
		flash.addFlashAttribute("problems", new PageProblems(text("portal.materials.refused", locale), null, all));
		return "redirect:/filings/" + reference + "/draft/materials";
	}

	private String page(Filing filing, PageProblems problems, Model model, Locale locale) {
		List<MaterialVersion> present = this.materials.list(filing.reference().value());
		Set<MaterialKind> sheets = this.papers.of(filing.reference(), this.actors.current())
			.stream()
			.map(BlankPapers.Paper::kind)
			.collect(Collectors.toSet());
		List<Item> items = this.desk.checklist(filing)
			.stream()
			.map((entry) -> item(entry, present, sheets, filing.form().services().size(), locale))
			.toList();
		model.addAttribute("filing", filing);
		model.addAttribute("problems", problems);
		model.addAttribute("steps", this.drafts.steps(filing, HERE));
		model.addAttribute("upload", items.stream().filter(Item::upload).toList());
		model.addAttribute("given", items.stream().filter((item) -> !item.upload()).toList());
		model.addAttribute("known", !items.isEmpty());
		model.addAttribute("missing",
				items.stream().filter((item) -> item.required() && item.state().equals("missing")).count());
		return "portal/materials";
	}

	private Item item(ChecklistEntry entry, List<MaterialVersion> present, Set<MaterialKind> sheets, int services,
			Locale locale) {
		MaterialVersion version = present.stream()
			.filter((one) -> one.kind() == entry.kind() && one.slot().equals(entry.slot()))
			.findFirst()
			.orElse(null);
		boolean upload = entry.source() == ChecklistEntry.Source.UPLOAD;
		String state = "none";
		if (upload) {
			state = (version == null) ? "missing" : version.state().name().toLowerCase(Locale.ROOT);
		}
		String code = entry.kind().code();
		return new Item(path(entry.kind(), entry.slot()), code, entry.slot(), name(entry, services, locale),
				this.texts.text(entry.kind().messageKey() + ".hint", List.of(), locale), text(entry.reason(), locale),
				entry.level() == ChecklistEntry.Level.REQUIRED, upload, state,
				(version != null) ? version.reason() : null,
				version != null && version.scan() == MaterialVersion.Scan.CLEAN,
				(version != null) ? version.fileName() : null,
				(version != null) ? Math.max(1, version.size() / 1024) : 0, (version != null) ? version.version() : 0,
				(version != null) ? version.id() : null,
				entry.acceptedTypes().contains(MediaType.APPLICATION_PDF_VALUE) ? "image/*,application/pdf" : "image/*",
				sheets.contains(entry.kind()), isIdentity(entry.kind()));
	}

	private String name(ChecklistEntry entry, int services, Locale locale) {
		String name = text(entry.kind().messageKey(), locale);
		if (entry.slot().endsWith("front") || entry.slot().endsWith("back")) {
			name += text("portal.materials.side." + (entry.slot().endsWith("front") ? "front" : "back"), locale);
		}
		if (entry.kind().scope() == MaterialKind.Scope.SERVICE && services > 1) {
			int number = Integer.parseInt(entry.slot().replaceAll("\\D.*", "")) + 1;
			name += this.messages.getMessage("portal.materials.service", new Object[] { number }, locale);
		}
		return name;
	}

	private static boolean isIdentity(MaterialKind kind) {
		return switch (kind) {
			case SUBJECT_CERTIFICATE, PRINCIPAL_ID, OWNER_ID, RESIDENCE_PERMIT -> true;
			default -> false;
		};
	}

	private static String path(MaterialKind kind, String slot) {
		return "materials[" + FilingDesk.materialKey(kind, slot) + "]";
	}

	private static MaterialKind kind(String code) {
		return MaterialKind.ofCode(code)
			.filter((kind) -> kind != MaterialKind.GENERATED)
			.orElseThrow(() -> new Refusal(Refusal.Kind.NOT_FOUND, "material.none"));
	}

	private Filing read(String reference) {
		return this.desk.read(new FilingReference(reference), this.actors.current());
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, locale);
	}

}
