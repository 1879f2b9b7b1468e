import locales from '../../../lib/beianflow-language.js';

export default {
	app: {
		vendor: 'ICP 备案',
		name: '我的账号'
	},
	locales: await locales('welcome'),
	customScripts: ['../../lib/beianflow-session.js'],
	/* On a slow line parts of a page may take longer than the seven seconds after which they are given up. */
	requireJsConfig: { waitSeconds: 60, deps: [], ngDeps: [] },
	disableWelcomeMessage: true
};
