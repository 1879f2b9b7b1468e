/*
 * The language of Camunda's web applications: Chinese where the browser's first language is Chinese, English otherwise.
 * The other language is not loaded as a fallback: dates follow the language that was loaded last.
 */
const language = /^zh\b/i.test((navigator.languages || [])[0] || navigator.language || '') ? 'zh' : 'en';

/*
 * Some parts of these applications ask for a text once, when they are drawn, and show its raw key for good where the
 * language file comes later. What the browser kept from an earlier visit they take at once: so the file of today is put
 * there before they start. Where that fails, the application loads it as it always did.
 */
async function keep(app) {
	const prefix = document.querySelector('base').getAttribute('app-root') + '/app/' + app + '/locales/';
	try {
		const response = await fetch(prefix + language + '.json', { cache: 'no-cache' });
		if (response.ok) {
			const kept = JSON.parse(window.localStorage.getItem('camunda-web') || '{}');
			kept[prefix + '_locales_data_' + language + '_' + window.bust] = JSON.stringify(await response.json());
			window.localStorage.setItem('camunda-web', JSON.stringify(kept));
		}
	} catch (error) {
		console.warn('The texts of ' + app + ' could not be kept', error);
	}
}

export default async function locales(app) {
	await keep(app);
	return { availableLocales: ['en', 'zh'], fallbackLocale: language };
}
