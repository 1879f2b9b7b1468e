import locales from '../../../lib/beianflow-language.js';

export default {
	app: {
		vendor: 'ICP 备案',
		name: '任务列表'
	},
	locales: await locales('tasklist'),
	customScripts: ['../../lib/beianflow-session.js', '../../lib/beianflow-words.js', 'scripts/beianflow-cards.js'],
	/* On a slow line parts of a page may take longer than the seven seconds after which they are given up. */
	requireJsConfig: { waitSeconds: 60, deps: [], ngDeps: [] },
	disableWelcomeMessage: true,
	shortcuts: {
		claimTask: {
			key: 'ctrl+alt+c',
			description: '领取当前任务'
		},
		focusFilter: {
			key: 'ctrl+shift+f',
			description: '跳到第一个列表'
		},
		focusList: {
			key: 'ctrl+alt+l',
			description: '跳到列表中的第一个任务'
		},
		focusForm: {
			key: 'ctrl+alt+f',
			description: '跳到表单中的第一项'
		}
	}
};
