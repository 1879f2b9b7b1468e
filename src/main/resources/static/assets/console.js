// Small comforts of the console; every page works without them.
'use strict';

// A list or filter is asked for at once when a choice is made.
document.querySelectorAll('form.filters select:not([data-stay])').forEach((select) => {
	select.addEventListener('change', () => select.form.requestSubmit());
});

// "All" of a column of boxes.
document.querySelectorAll('input[data-all]').forEach((all) => {
	all.addEventListener('change', () => {
		document.querySelectorAll(`input[name="${all.dataset.all}"]`).forEach((box) => {
			box.checked = all.checked;
		});
	});
});

// Forms whose act takes a while are sent once; those that answer with a file leave the page open.
document.querySelectorAll('form[method="post"]:not([data-again])').forEach((form) => {
	form.addEventListener('submit', (event) => {
		if (form.dataset.sent) {
			event.preventDefault();
		}
		form.dataset.sent = 'yes';
	});
});

// "/" goes to the search field, "j" and "k" through the rows of a list.
document.addEventListener('keydown', (event) => {
	if (event.target.closest('input, select, textarea') || event.ctrlKey || event.metaKey || event.altKey) {
		return;
	}
	const search = document.querySelector('input[type="search"]');
	if (event.key === '/' && search) {
		event.preventDefault();
		search.focus();
	}
	if (event.key === 'j' || event.key === 'k') {
		const links = [...document.querySelectorAll('.list tbody tr a[data-row]')];
		const at = links.indexOf(document.activeElement);
		const next = links[event.key === 'j' ? at + 1 : Math.max(at - 1, 0)];
		if (next) {
			next.focus();
		}
	}
});
