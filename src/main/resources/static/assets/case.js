/* Pages of one filing, where scripts run: clocks that count down, news without reloading, copying. */
"use strict";

(() => {
	const EVERY = 8000;

	const english = document.documentElement.lang.startsWith("en");

	function left(milliseconds) {
		const seconds = Math.max(0, Math.floor(milliseconds / 1000));
		const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
		return english ? `${parts[0]} h ${parts[1]} min ${parts[2]} s` : `${parts[0]} 小时 ${parts[1]} 分 ${parts[2]} 秒`;
	}

	// The server's clock counts, not the visitor's: the page says what time it is there.
	let ahead = 0;

	function tick() {
		document.querySelectorAll("[data-due]").forEach((clock) => {
			clock.textContent = left(Date.parse(clock.dataset.due) - Date.now() - ahead);
		});
	}

	function forms(place) {
		return Array.from(place.querySelectorAll("input:not([type=hidden]), textarea"));
	}

	function touched(place) {
		return forms(place).some((field) => (field.type === "file" ? field.files.length > 0 : field.value !== field.defaultValue));
	}

	// A fold is the same one if its heading is.
	function title(fold) {
		return fold.id || fold.querySelector("summary").textContent.trim();
	}

	// How to find again what the keyboard is at; null if it is elsewhere.
	function focused(place) {
		const at = document.activeElement;
		if (!place.contains(at)) {
			return null;
		}
		if (at.id) {
			return `#${CSS.escape(at.id)}`;
		}
		if (at.hasAttribute("href")) {
			return `a[href="${CSS.escape(at.getAttribute("href"))}"]`;
		}
		const fold = at.closest("details[id]");
		if (fold) {
			return `#${CSS.escape(fold.id)} > summary`;
		}
		const form = at.closest("form");
		return form ? `form[action="${CSS.escape(form.getAttribute("action"))}"] button` : "summary";
	}

	let known = null;

	async function look() {
		const watch = document.querySelector("[data-watch]");
		const live = document.getElementById("live");
		if (!watch || !live || document.hidden) {
			return;
		}
		const answer = await fetch(watch.dataset.watch, { headers: { Accept: "text/plain" } });
		if (answer.redirected || answer.status === 401 || answer.status === 403) {
			live.querySelector("[data-ended]").hidden = false;
			return;
		}
		if (!answer.ok) {
			return;
		}
		const version = await answer.text();
		const first = known === null;
		if (first) {
			known = live.dataset.version || version;
		}
		if (version === known) {
			return;
		}
		known = version;
		if (touched(live)) {
			live.querySelector("[data-news]").hidden = false;
			return;
		}
		const page = await fetch(watch.dataset.page, { headers: { Accept: "text/html" } });
		const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("live");
		if (!page.ok || !fresh) {
			location.assign(watch.dataset.page);
			return;
		}
		const open = Array.from(live.querySelectorAll("details[open]"), title);
		const place = focused(live);
		live.replaceChildren(...Array.from(fresh.childNodes, (node) => document.importNode(node, true)));
		live.querySelectorAll("details").forEach((fold) => {
			if (open.includes(title(fold))) {
				fold.open = true;
			}
		});
		if (place) {
			(live.querySelector(place) ?? document.getElementById("main")).focus();
		}
		document.getElementById("news").textContent = Array.from(live.querySelectorAll(".whose h1, .whose .sentence"), (part) => part.textContent.trim()).join(" ");
		live.dataset.now = fresh.dataset.now;
		synchronize();
	}

	document.addEventListener("click", async (event) => {
		const button = event.target.closest("[data-copy]");
		if (button) {
			const text = document.getElementById(button.dataset.copy).textContent;
			await navigator.clipboard.writeText(text);
			button.textContent = button.dataset.copied;
		}
		if (event.target.closest("[data-print]")) {
			window.print();
		}
	});

	function synchronize() {
		const now = document.getElementById("live")?.dataset.now;
		ahead = now ? Date.parse(now) - Date.now() : 0;
		tick();
	}

	synchronize();
	setInterval(tick, 1000);
	look();
	setInterval(() => look().catch(() => {}), EVERY);
})();
