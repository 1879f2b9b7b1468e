import locales from '../../../lib/beianflow-language.js';

export default {
	app: {
		vendor: 'ICP 备案',
		name: '流程监控'
	},
	locales: await locales('cockpit'),
	customScripts: ['../../lib/beianflow-session.js', '../../lib/beianflow-words.js'],
	/* On a slow line parts of a page may take longer than the seven seconds after which they are given up. */
	requireJsConfig: { waitSeconds: 60, deps: [], ngDeps: [] },
	disableWelcomeMessage: true
};
