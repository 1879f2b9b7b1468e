/*
 * Shows on every task of the list which filing it belongs to, whose, at which stage, and how long is left. All tasks of
 * a page are asked for in one call; where the call fails, the list is as it was.
 */
const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

/* What was read lately stays on screen while Tasklist draws its list anew. */
const FRESH = 20000;
const known = new Map();

const SIGNS = { ok: '', soon: '◔ ', overdue: '⚠ ', waiting: '⏸ ' };

let waiting = new Map();

/* After a failure the list stays as it was for a while. */
const PAUSE = 60000;
let pausedUntil = 0;

function text(className, content) {
	const span = document.createElement('span');
	span.className = className;
	span.textContent = content;
	return span;
}

function show(node, card) {
	const tone = Object.prototype.hasOwnProperty.call(SIGNS, card.remainingTone) ? card.remainingTone : 'ok';
	node.replaceChildren(
		text('bf-card-filing', card.filing || ''),
		text('bf-card-applicant', card.applicant || ''),
		text('bf-card-stage', card.stage || ''),
		text('bf-card-remaining bf-card-' + tone, card.remaining ? SIGNS[tone] + card.remaining : '')
	);
}

async function ask() {
	const asked = waiting;
	waiting = new Map();
	try {
		const ids = [...asked.keys()].map(encodeURIComponent).join(',');
		const response = await fetch(root + '/api/v1/staff/task-cards?ids=' + ids, {
			credentials: 'same-origin',
			headers: { Accept: 'application/json' }
		});
		if (!response.ok) {
			pausedUntil = Date.now() + PAUSE;
			return;
		}
		for (const card of await response.json()) {
			known.set(card.taskId, { card, at: Date.now() });
			(asked.get(card.taskId) || []).forEach((node) => show(node, card));
		}
	} catch (error) {
		pausedUntil = Date.now() + PAUSE;
	}
}

/* Oldest due date first, unless somebody sorted otherwise. */
function sortByDueDate() {
	if (/[?&]sorting=/.test(window.location.hash)) {
		return;
	}
	const sorting = encodeURIComponent(JSON.stringify([{ sortBy: 'dueDate', sortOrder: 'asc' }]));
	const hash = window.location.hash || '#/';
	const joined = hash + (hash.includes('?') ? '&' : '?') + 'sorting=' + sorting;
	window.history.replaceState(null, '', joined);
}

if (!window.location.hash.startsWith('#/login')) {
	sortByDueDate();
}

export default [
	{
		id: 'beianflow-card',
		pluginPoint: 'tasklist.card',
		priority: 100,
		render(container, { taskId }) {
			container.className = 'bf-card';
			const entry = known.get(taskId);
			if (entry) {
				show(container, entry.card);
				if (Date.now() - entry.at < FRESH) {
					return;
				}
			}
			if (Date.now() < pausedUntil) {
				return;
			}
			if (waiting.size === 0) {
				window.setTimeout(ask, 30);
			}
			waiting.set(taskId, [...(waiting.get(taskId) || []), container]);
		}
	}
];
