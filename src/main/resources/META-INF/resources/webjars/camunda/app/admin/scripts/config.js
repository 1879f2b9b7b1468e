/*
 * Chinese where the browser's first language is Chinese, English otherwise. The other language is not loaded as a
 * fallback: dates follow the language that was loaded last.
 */
const chinese = /^zh\b/i.test((navigator.languages || [])[0] || navigator.language || '');

export default {
	app: {
		vendor: 'ICP 备案',
		name: '系统管理'
	},
	locales: {
		availableLocales: ['en', 'zh'],
		fallbackLocale: chinese ? 'zh' : 'en'
	},
	customScripts: ['../../lib/beianflow-session.js'],
	/* On a slow line parts of a page may take longer than the seven seconds after which they are given up. */
	requireJsConfig: { waitSeconds: 60, deps: [], ngDeps: [] },
	disableWelcomeMessage: true
};
