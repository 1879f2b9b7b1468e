/*
 * A few words that Camunda's pages do not take from their language files: the buttons beside a diagram.
 */
const WORDS = {
	'reset zoom': '恢复原大小',
	'zoom in': '放大',
	'zoom out': '缩小'
};

function translate(node) {
	if (node.nodeType !== Node.ELEMENT_NODE) {
		return;
	}
	for (const button of node.querySelectorAll('button[title]')) {
		if (Object.prototype.hasOwnProperty.call(WORDS, button.title)) {
			button.title = WORDS[button.title];
		}
	}
}

if (/^zh\b/i.test((navigator.languages || [])[0] || navigator.language || '')) {
	translate(document.body);
	new MutationObserver((changes) => changes.forEach((change) => change.addedNodes.forEach(translate)))
		.observe(document.body, { childList: true, subtree: true });
}

export default [];
