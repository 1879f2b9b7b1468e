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
		if (id) {
			document.getElementById(id)?.focus();
		}
		showWhatIsAsked(this.form);
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
