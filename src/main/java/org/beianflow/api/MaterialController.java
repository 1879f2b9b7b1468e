package org.beianflow.api;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import org.beianflow.account.Action;
import org.beianflow.account.CurrentActor;
import org.beianflow.account.CurrentActors;
import org.beianflow.account.Permissions;
import org.beianflow.audit.AuditTrail;
import org.beianflow.check.Refusal;
import org.beianflow.filing.Filing;
import org.beianflow.filing.FilingDesk;
import org.beianflow.filing.FilingReference;
import org.beianflow.material.ChecklistEntry;
import org.beianflow.material.MaterialContent;
import org.beianflow.material.MaterialKind;
import org.beianflow.material.MaterialVersion;
import org.beianflow.material.Materials;

import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The documents of a filing: what is needed, uploading and opening them. */
@RestController
@RequestMapping("/api/v1/filings/{reference}")
@Tag(name = "材料", description = "应交清单、上传、打开")
class MaterialController {

	private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

	private final FilingDesk desk;

	private final Materials materials;

	private final Permissions permissions;

	private final AuditTrail audit;

	private final CurrentActors actors;

	private final MessageSource messages;

	MaterialController(FilingDesk desk, Materials materials, Permissions permissions, AuditTrail audit,
			CurrentActors actors, MessageSource messages) {
		this.desk = desk;
		this.materials = materials;
		this.permissions = permissions;
		this.audit = audit;
		this.actors = actors;
		this.messages = messages;
	}

	/** One entry of the checklist and what lies there already. */
	record Needed(String code, String kind, String name, String slot, String level, String source, String reason,
			Set<String> acceptedTypes, long limit, Uploaded uploaded) {

	}

	/** A version of a document. */
	record Uploaded(UUID id, String code, String kind, String slot, int version, String fileName, String mediaType,
			long size, String sha256, String state, String reason, String scan, String url) {

	}

	@GetMapping("/materials")
	@Operation(summary = "应交材料", description = "按主体性质、省份和接入方式给出清单，每项说明为什么需要。")
	List<Needed> needed(@PathVariable String reference, Locale locale) {
		Filing filing = this.desk.read(new FilingReference(reference), this.actors.current());
		List<MaterialVersion> present = this.materials.list(reference);
		return this.desk.checklist(filing).stream().map((entry) -> needed(entry, present, locale)).toList();
	}

	private Needed needed(ChecklistEntry entry, List<MaterialVersion> present, Locale locale) {
		Optional<MaterialVersion> uploaded = present.stream()
			.filter((version) -> version.kind() == entry.kind() && version.slot().equals(entry.slot()))
			.findFirst();
		return new Needed(entry.kind().code(), entry.kind().name(), text(entry.kind().messageKey(), locale),
				entry.slot(), entry.level().name(), entry.source().name(), text(entry.reason(), locale),
				entry.acceptedTypes(), entry.limit(), uploaded.map(MaterialController::uploaded).orElse(null));
	}

	private static Uploaded uploaded(MaterialVersion version) {
		return new Uploaded(version.id(), version.kind().code(), version.kind().name(), version.slot(),
				version.version(), version.fileName(), version.mediaType(), version.size(), version.sha256(),
				version.state().name(), version.reason(), version.scan().name(),
				"/api/v1/filings/" + version.filing() + "/documents/" + version.id());
	}

	@PostMapping(path = "/materials/{code}", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
	@Operation(summary = "上传材料", description = "每次上传是一个新版本，原有版本不会被覆盖。类型按内容判断。")
	ResponseEntity<Uploaded> upload(@PathVariable String reference, @PathVariable String code,
			@RequestParam(defaultValue = "") String slot, @RequestParam MultipartFile file) throws IOException {
		try (var content = file.getInputStream()) {
			MaterialVersion version = this.desk.upload(new FilingReference(reference), kind(code), slot,
					(file.getOriginalFilename() != null) ? file.getOriginalFilename() : "file", content,
					this.actors.current());
			return ResponseEntity.status(HttpStatus.CREATED).body(uploaded(version));
		}
	}

	@DeleteMapping("/materials/{code}")
	@ResponseStatus(HttpStatus.NO_CONTENT)
	@Operation(summary = "收回材料", description = "清单中重新显示为未交；原有版本留存备查。")
	void withdraw(@PathVariable String reference, @PathVariable String code,
			@RequestParam(defaultValue = "") String slot) {
		this.desk.withdrawMaterial(new FilingReference(reference), kind(code), slot, this.actors.current());
	}

	private static MaterialKind kind(String code) {
		for (MaterialKind kind : MaterialKind.values()) {
			if (kind != MaterialKind.GENERATED && (kind.code().equalsIgnoreCase(code) || kind.name().equals(code))) {
				return kind;
			}
		}
		throw new Refusal(Refusal.Kind.NOT_FOUND, "api.material.unknown", code);
	}

	@GetMapping("/materials/{code}/versions")
	@Operation(summary = "某项材料的全部版本")
	List<Uploaded> versions(@PathVariable String reference, @PathVariable String code,
			@RequestParam(defaultValue = "") String slot) {
		this.desk.read(new FilingReference(reference), this.actors.current());
		return this.materials.versions(reference, kind(code), slot).stream().map(MaterialController::uploaded).toList();
	}

	@GetMapping("/documents")
	@Operation(summary = "系统生成的文书", description = "申请表、材料清单、归档等，封存后不再改变。")
	List<Uploaded> documents(@PathVariable String reference) {
		this.desk.read(new FilingReference(reference), this.actors.current());
		return this.materials.documents(reference).stream().map(MaterialController::uploaded).toList();
	}

	@GetMapping("/documents/{id}")
	@Operation(summary = "打开文件", description = "支持 Range；每次打开都核对权限。")
	void open(@PathVariable String reference, @PathVariable UUID id,
			@RequestHeader(name = HttpHeaders.RANGE, required = false) String range, HttpServletResponse response)
			throws IOException {
		CurrentActor who = this.actors.current();
		Filing filing = this.desk.read(new FilingReference(reference), who);
		MaterialVersion version = this.materials.find(id);
		if (!version.filing().equals(reference)) {
			throw new Refusal(Refusal.Kind.NOT_FOUND, "api.material.unknown", id.toString());
		}
		this.permissions.require(who,
				filing.showsPerson(version.kind()) ? Action.MATERIAL_READ_IDENTITY : Action.MATERIAL_READ,
				filing.scope());
		if (who.isStaff()) {
			this.audit.record(reference, who.actor(), "material.opened",
					java.util.Map.of("version", id.toString(), "material", version.kind().code()));
		}
		try (MaterialContent content = content(id, range)) {
			content.headers(true).forEach(response::setHeader);
			response.setStatus(content.partial() ? HttpStatus.PARTIAL_CONTENT.value() : HttpStatus.OK.value());
			content.stream().transferTo(response.getOutputStream());
		}
	}

	private MaterialContent content(UUID id, String range) {
		Matcher asked = RANGE.matcher((range != null) ? range : "");
		if (!asked.matches()) {
			return this.materials.open(id);
		}
		long from = Long.parseLong(asked.group(1));
		long length = asked.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(asked.group(2)) - from + 1;
		return this.materials.openRange(id, from, length);
	}

	private String text(String key, Locale locale) {
		return this.messages.getMessage(key, null, key, locale);
	}

}
