import locales from '../../../lib/beianflow-language.js';

export default {
	app: {
		vendor: 'ICP 备案',
		name: '系统管理'
	},
	locales: await locales('admin'),
	customScripts: ['../../lib/beianflow-session.js'],
	/* On a slow line parts of a page may take longer than the seven seconds after which they are given up. */
	requireJsConfig: { waitSeconds: 60, deps: [], ngDeps: [] },
	disableWelcomeMessage: true
};
