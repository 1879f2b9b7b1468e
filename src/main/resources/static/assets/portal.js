/* What the portal can do besides, where scripts run. Without them every form works by itself. */
"use strict";

document.documentElement.classList.add("js");

// Whoever sent a form that was refused begins at the list of what is wrong.
document.getElementById("summary")?.focus();

/* Questions that are worth asking only after a certain answer. */
function showWhatIsAsked(form) {
	for (const box of form.querySelectorAll("[data-when]")) {
		const at = box.dataset.when.lastIndexOf("=");
		const name = box.dataset.when.slice(0, at);
		const chosen = form.querySelector(`[name="${CSS.escape(name)}"]:checked`);
		box.hidden = chosen?.value !== box.dataset.when.slice(at + 1);
	}
}

/*
 * Saves a form of questions while it is filled in. The answer is the same page; from it come the problems of what was
 * answered so far and the questions that depend on an answer. Nobody is told of questions they have not reached.
 */
class Saving {
	constructor(form) {
		this.form = form;
		this.status = form.querySelector(".saved");
		this.reached = new Set();
		this.busy = null;
		this.again = false;
		form.addEventListener("change", (event) => this.changed(event.target));
		form.addEventListener("focusout", (event) => this.reached.add(this.path(event.target)));
		form.addEventListener("submit", (event) => this.submitted(event));
		showWhatIsAsked(form);
	}

	path(box) {
		return box.name ?? "";
	}

	changed(box) {
		this.reached.add(this.path(box));
		showWhatIsAsked(this.form);
		this.refresh = this.refresh || box.closest("[data-refresh]") !== null;
		this.save();
	}

	save() {
		if (this.busy) {
			this.again = true;
			return this.busy;
		}
		this.busy = this.send().finally(() => {
			this.busy = null;
			if (this.again) {
				this.again = false;
				this.save();
			}
		});
		return this.busy;
	}

	async send() {
		const refresh = this.refresh;
		this.refresh = false;
		this.say(this.form.dataset.saving);
		const body = new URLSearchParams(new FormData(this.form));
		body.set("act", "quiet");
		try {
			const answer = await fetch(this.form.action, { method: "POST", body, credentials: "same-origin" });
			if (answer.status === 412) {
				this.say(this.form.dataset.stale);
				return;
			}
			if (!answer.ok || answer.redirected) {
				this.say(this.form.dataset.failed);
				return;
			}
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			this.form.elements.version.value = page.querySelector("[name=version]").value;
			if (refresh) {
				this.renew(page);
			}
			this.tell(page);
			this.say(this.form.dataset.saved);
		} catch {
			this.say(this.form.dataset.failed);
		}
	}

	say(text) {
		this.status.textContent = text;
	}

	/* Problems of questions that were reached, as the page would show them. */
	tell(page) {
		for (const slot of this.form.querySelectorAll(".error-slot")) {
			const box = slot.closest(".ask");
			const reached = [...box.querySelectorAll("[name]")].some((field) => this.reached.has(field.name));
			const told = page.getElementById(slot.id);
			if (reached && told) {
				slot.replaceChildren(...[...told.childNodes].map((node) => document.importNode(node, true)));
				const wrong = slot.querySelector(".error") !== null;
				slot.closest(".field").classList.toggle("wrong", wrong);
				const field = box.querySelector("input:not([type=radio]):not([type=checkbox]), textarea, select");
				if (wrong) {
					field?.setAttribute("aria-invalid", "true");
				} else {
					field?.removeAttribute("aria-invalid");
				}
			}
		}
	}

	/* Questions that came, went or have other choices now; what has the focus stays. */
	renew(page) {
		const active = document.activeElement;
		const old = [...this.form.querySelectorAll(".group-box")];
		const fresh = [...page.querySelectorAll("main form .group-box")];
		const asked = (groups) => groups.map((group) =>
			[...group.querySelectorAll(".ask")].map((box) => box.id).join() + group.querySelector("h2")?.textContent).join("|");
		if (asked(old) === asked(fresh)) {
			for (const box of fresh.flatMap((group) => [...group.querySelectorAll(".ask")])) {
				const present = document.getElementById(box.id);
				if (present && !present.contains(active) && present.querySelector("select")) {
					present.replaceWith(document.importNode(box, true));
				}
			}
			return;
		}
		const id = active?.id;
		const typed = this.entered();
		for (const group of old.slice(1)) {
			group.remove();
		}
		let last = old[0];
		fresh.forEach((group, index) => {
			const copy = document.importNode(group, true);
			if (index === 0) {
				last.replaceWith(copy);
			} else {
				last.after(copy);
			}
			last = copy;
		});
		this.restore(typed);
		if (id) {
			document.getElementById(id)?.focus();
		}
		showWhatIsAsked(this.form);
	}

	/* What stands in the boxes now: somebody goes on typing while the answer is on its way. */
	entered() {
		const typed = new Map();
		for (const field of this.form.elements) {
			if (field.name && field.type !== "hidden" && field.tagName !== "BUTTON") {
				const tick = field.type === "radio" || field.type === "checkbox";
				typed.set(tick ? `${field.name}=${field.value}` : field.name, tick ? field.checked : field.value);
			}
		}
		return typed;
	}

	restore(typed) {
		for (const field of this.form.elements) {
			const tick = field.type === "radio" || field.type === "checkbox";
			const known = typed.get(tick ? `${field.name}=${field.value}` : field.name);
			if (known === undefined || field.type === "hidden" || field.tagName === "BUTTON") {
				continue;
			}
			if (tick) {
				field.checked = known;
			} else if (field.tagName !== "SELECT" || [...field.options].some((option) => option.value === known)) {
				field.value = known;
			}
		}
	}

	/* A save on its way is waited for, else the form would come with an old version. */
	async submitted(event) {
		if (!this.busy) {
			return;
		}
		event.preventDefault();
		const button = event.submitter;
		this.again = false;
		await this.busy;
		this.form.requestSubmit(button);
	}
}

for (const form of document.querySelectorAll("form[data-autosave]")) {
	new Saving(form);
}

/*
 * Photos are sent as JPEG that is no larger than needed. A HEIC photo is opened by the browser where it can, else by a
 * decoder that comes only then.
 */
const MOST = 20 * 1024 * 1024;
const LONG_SIDE = 3600;
const HEIC_BRANDS = ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"];

/* Systems that do not know HEIC do not offer it under "pictures". Apple's offer it, and give JPEG if it is not named. */
function offerHeic(fields) {
	if (!navigator.vendor.startsWith("Apple")) {
		fields.forEach((field) => (field.accept += ",.heic,.heif"));
	}
}

/* By name, type or content: names and types lie, and telephones often give neither. */
async function isHeic(file) {
	if (/\.hei[cf]$/i.test(file.name) || /hei[cf]/.test(file.type)) {
		return true;
	}
	const head = new TextDecoder("latin1").decode(await file.slice(4, 12).arrayBuffer());
	return head.startsWith("ftyp") && HEIC_BRANDS.includes(head.slice(4));
}

function decodeHeic(file) {
	const worker = new Worker("/assets/heic.js");
	return new Promise((done, failed) => {
		worker.onerror = failed;
		worker.onmessage = (event) => (event.data ? done(event.data) : failed());
		file.arrayBuffer().then((bytes) => worker.postMessage(bytes, [bytes]), failed);
	})
		.then((pixels) => createImageBitmap(new ImageData(pixels.data, pixels.width, pixels.height)))
		.finally(() => worker.terminate());
}

async function jpeg(image, name) {
	const scale = Math.min(1, LONG_SIDE / Math.max(image.width, image.height));
	const canvas = document.createElement("canvas");
	canvas.width = Math.round(image.width * scale);
	canvas.height = Math.round(image.height * scale);
	const context = canvas.getContext("2d");
	context.fillStyle = "#fff";
	context.fillRect(0, 0, canvas.width, canvas.height);
	context.drawImage(image, 0, 0, canvas.width, canvas.height);
	image.close();
	const blob = await new Promise((done, failed) =>
		canvas.toBlob((made) => (made ? done(made) : failed()), "image/jpeg", 0.9));
	return new File([blob], name.replace(/\.\w+$/, "") + ".jpg", { type: "image/jpeg" });
}

/* The file as it is sent, or a sentence of these words that says why it is not. */
async function fit(file, words, say) {
	const heic = await isHeic(file);
	if (!heic && file.size <= MOST) {
		return file;
	}
	if (!heic && !/^image\//.test(file.type)) {
		return words.large;
	}
	let image;
	try {
		image = await createImageBitmap(file, { imageOrientation: "from-image" });
	} catch {
		if (!heic) {
			return file;
		}
	}
	try {
		if (!image) {
			say(words.converting);
			image = await decodeHeic(file);
		}
		return await jpeg(image, file.name);
	} catch {
		return heic ? words.heic : words.large;
	}
}

/* A file in a form that is sent as a whole: a photo is exchanged for what is to be sent as soon as it was chosen. */
class PhotoField {
	constructor(field) {
		this.field = field;
		offerHeic([field]);
		this.status = document.createElement("p");
		this.status.className = "saved";
		this.status.setAttribute("role", "status");
		field.after(this.status);
		field.addEventListener("change", () => {
			this.busy = this.chosen().finally(() => (this.busy = null));
		});
		field.form.addEventListener("submit", (event) => this.submitted(event));
	}

	async chosen() {
		const file = this.field.files[0];
		this.say("");
		if (!file) {
			return;
		}
		const fitting = await fit(file, this.field.dataset, (text) => this.say(text));
		if (this.field.files[0] !== file) {
			return;
		}
		if (typeof fitting === "string") {
			this.field.value = "";
			this.say(fitting, true);
		} else if (fitting !== file) {
			const files = new DataTransfer();
			files.items.add(fitting);
			this.field.files = files.files;
			this.say(this.field.dataset.converted);
		}
	}

	/* The photo that is being opened is waited for. */
	async submitted(event) {
		if (!this.busy) {
			return;
		}
		event.preventDefault();
		const button = event.submitter;
		await this.busy;
		if (this.field.files.length > 0) {
			this.field.form.requestSubmit(button);
		}
	}

	say(text, wrong = false) {
		this.status.textContent = text;
		this.status.classList.toggle("error", wrong);
	}
}

for (const field of document.querySelectorAll("input[type=file][data-heic]")) {
	new PhotoField(field);
}

/* Uploads: a file that is dropped or chosen goes at once, with its progress. */
class Upload {
	constructor(form) {
		this.form = form;
		this.drop = form.querySelector(".drop");
		this.status = form.querySelector(".saved");
		this.bar = form.querySelector(".progress");
		offerHeic(form.querySelectorAll("input[type=file]:not(.camera)"));
		form.addEventListener("change", (event) => this.chosen(event.target.files?.[0]));
		for (const name of ["dragenter", "dragover"]) {
			this.drop.addEventListener(name, (event) => {
				event.preventDefault();
				this.drop.classList.add("over");
			});
		}
		for (const name of ["dragleave", "drop"]) {
			this.drop.addEventListener(name, () => this.drop.classList.remove("over"));
		}
		this.drop.addEventListener("drop", (event) => {
			event.preventDefault();
			this.chosen(event.dataTransfer.files[0]);
		});
	}

	async chosen(file) {
		if (!file || this.busy) {
			return;
		}
		this.busy = true;
		this.say(this.form.dataset.working);
		try {
			const fitting = await fit(file, this.form.dataset, (text) => this.working(text));
			if (typeof fitting === "string") {
				this.say(fitting, true);
				return;
			}
			await this.send(fitting);
		} catch {
			this.say(this.form.dataset.failed, true);
		} finally {
			this.busy = false;
			this.bar.hidden = true;
			// The same file can be chosen again.
			this.form.reset();
		}
	}

	/* Nobody knows how long yet. */
	working(text) {
		this.bar.querySelector("progress").removeAttribute("value");
		this.bar.hidden = false;
		this.say(text);
	}

	send(file) {
		const body = new FormData();
		body.append("file", file);
		const request = new XMLHttpRequest();
		const progress = this.bar.querySelector("progress");
		this.bar.hidden = false;
		request.upload.addEventListener("progress", (event) => {
			progress.value = event.lengthComputable ? (100 * event.loaded) / event.total : 0;
			this.say(`${this.form.dataset.percent} ${Math.round(progress.value)}%`);
		});
		return new Promise((done, failed) => {
			request.addEventListener("error", failed);
			request.addEventListener("load", () => {
				this.answered(new DOMParser().parseFromString(request.responseText, "text/html"));
				done();
			});
			request.open("POST", this.form.action);
			request.setRequestHeader("X-BF-XSRF", document.cookie.match(/(?:^|; )BF-XSRF=([^;]+)/)?.[1] ?? "");
			request.send(body);
		});
	}

	/* The page as it is now: this material, the steps and the sentence at the top. */
	answered(page) {
		const item = this.form.closest("li");
		const fresh = page.getElementById(item.id);
		if (!fresh) {
			this.say(this.form.dataset.failed, true);
			return;
		}
		const copy = document.importNode(fresh, true);
		item.replaceWith(copy);
		copy.querySelectorAll("form.upload").forEach((form) => new Upload(form));
		for (const part of [".steps", "main > .lead"]) {
			const now = page.querySelector(part);
			if (now) {
				document.querySelector(part)?.replaceWith(document.importNode(now, true));
			}
		}
		copy.focus();
	}

	say(text, wrong = false) {
		this.status.textContent = text;
		this.status.classList.toggle("error", wrong);
	}
}

for (const form of document.querySelectorAll("form.upload")) {
	new Upload(form);
}
