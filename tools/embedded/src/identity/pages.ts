import { createHash } from 'node:crypto';
import type { DemoPerson } from './people.js';

const STYLE = `
body{font:1.0625rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#f5f5f5;margin:0}
main{max-width:40rem;margin:2rem auto;padding:1.5rem 2rem;background:#fff;overflow-x:auto}
.demo,.error{margin-bottom:1rem}
.demo{border-left:.375rem solid #b35900;padding:.25rem 1rem;background:#fff4e5}
.error{border-left:.375rem solid #b00020;padding:.25rem 1rem;background:#fdecea}
label{display:block;font-weight:600;margin-top:1rem}
input,button{font:inherit;padding:.6rem .8rem;border:1px solid #555;border-radius:.25rem}
input{width:100%;box-sizing:border-box}
button [lang=en]{color:inherit}
button{margin-top:1.5rem;background:#0b4f9e;border-color:#0b4f9e;color:#fff;font-weight:600;cursor:pointer}
[lang=en]{color:#444}
:focus-visible{outline:.1875rem solid #b35900;outline-offset:.125rem}
caption{text-align:left;font-weight:600}
table{border-collapse:collapse;width:100%;margin-top:1rem}
th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #ccc}
`;
const SEND_LOGOUT = 'document.getElementById("op.logoutForm").requestSubmit(document.getElementById("yes"))';

const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Nothing but our own style and script. Browsers apply form-action to the redirects after a form too, so the clients' origins are named. */
export const securityPolicy = (clientOrigins: readonly string[]) =>
  `default-src 'none'; style-src ${hash(STYLE)}; script-src ${hash(SEND_LOGOUT)}; form-action 'self' ${clientOrigins.join(' ')}; frame-ancestors 'none'; base-uri 'none'`;

function page(title: { da: string; en: string }, body: string): string {
  return `<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title.da} · Ringvirkning</title><style>${STYLE}</style></head>
<body><main><h1>${title.da} <span lang="en">/ ${title.en}</span></h1>${body}</main></body></html>`;
}

/** The sign-in form. `failed` holds the name that was tried. */
export function loginPage(action: string, people: readonly DemoPerson[], failed?: string): string {
  const rows = people.map(
    ({ username, name, title, organisation }) =>
      `<tr><th scope="row"><code>${escapeHtml(username)}</code></th><td>${escapeHtml(name)}</td><td>${escapeHtml(title.da)} <span lang="en">/ ${escapeHtml(title.en)}</span></td><td>${escapeHtml(organisation)}</td></tr>`,
  );
  const error =
    failed === undefined
      ? ''
      : `<div class="error" role="alert" id="error"><p>Navn eller adgangskode passer ikke. Adgangskoden står i terminalen, hvor systemet blev startet.<br>
<span lang="en">Name or password do not match. The password is in the terminal where the system was started.</span></p></div>`;
  return page(
    { da: 'Log ind', en: 'Sign in' },
    `
<div class="demo"><p><strong>Dette er en demo med opdigtede personer.</strong> Brug den ikke til rigtige oplysninger.<br>
<span lang="en"><strong>This is a demo with synthetic people.</strong> Do not use it for real data.</span></p></div>
${error}
<form method="post" action="${escapeHtml(action)}">
<label for="username">Navn <span lang="en">/ Name</span></label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required${failed === undefined ? ' autofocus' : ` value="${escapeHtml(failed)}" aria-describedby="error"`}>
<label for="password">Adgangskode <span lang="en">/ Password</span></label>
<input id="password" name="password" type="password" autocomplete="current-password" required${failed === undefined ? '' : ' autofocus aria-describedby="error"'}>
<button>Log ind <span lang="en">/ Sign in</span></button></form>
<table><caption>Demobrugere, alle med samme adgangskode <span lang="en">/ Demo users, all with the same password</span></caption>
<thead><tr><th scope="col">Navn <span lang="en">/ Name</span></th><th scope="col">Person</th><th scope="col">Rolle <span lang="en">/ Role</span></th><th scope="col">Organisation</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`,
  );
}

/** Confirms a sign-out by itself (the client already asked); the button is for browsers without scripts. `form` comes from the provider. */
export const logoutPage = (form: string) =>
  page(
    { da: 'Log ud', en: 'Sign out' },
    `${form}<button id="yes" form="op.logoutForm" name="logout" value="yes">Log ud / Sign out</button><script>${SEND_LOGOUT}</script>`,
  );

export const signedOutPage = () => page({ da: 'Du er logget ud', en: 'You are signed out' }, '');

/** Too many failed tries: the same page for every name and every password. */
export const waitPage = (seconds: number) =>
  page(
    { da: 'Vent lidt', en: 'Wait a moment' },
    `
<p role="alert">Der er prøvet for mange gange. Prøv igen om ${seconds} sekunder. <span lang="en">There were too many tries. Try again in ${seconds} seconds.</span></p>`,
  );

export function errorPage(code: string): string {
  return page(
    { da: 'Login kunne ikke gennemføres', en: 'Sign-in could not be completed' },
    `
<p>Gå tilbage til forsiden, og log ind igen. <span lang="en">Go back to the front page and sign in again.</span></p><p><code>${escapeHtml(code)}</code></p>`,
  );
}
