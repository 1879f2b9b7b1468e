/*
 * There is one sign-in for our pages, Tasklist, Cockpit and Admin. Whenever one of these shows its own, because the
 * session ended or somebody signed out, the browser goes to ours.
 */
const root = document.querySelector('base').getAttribute('app-root').replace(/\/camunda$/, '');

function toSignIn() {
	if (/^#!?\/login/.test(window.location.hash)) {
		window.location.replace(root + '/staff/sign-in');
	}
}

window.addEventListener('hashchange', toSignIn);
toSignIn();

export default [];
