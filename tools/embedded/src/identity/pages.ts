import { createHash } from 'node:crypto';
import { organisationName, type DemoPerson } from './people.js';

/** The look of the portal, without its fonts and scripts: these pages come from another origin. */
const STYLE = `
*{box-sizing:border-box}
body{font:1.0625rem/1.5 'IBM Plex Sans',system-ui,sans-serif;color:#1a1a1a;background:#fff;margin:0}
.demo{background:#fff0cf;border-bottom:1px solid #e5c98a;text-align:center;font-size:.875rem;padding:.4rem 1rem;margin:0}
header{background:#0f4c5c;color:#fff}
header div,main{max-width:60rem;margin:0 auto;padding:1rem 1.25rem}
header div{display:flex;align-items:center;gap:.75rem;font-size:1.375rem;font-weight:700}
svg{width:2.4rem;height:2.4rem;fill:none;stroke:#fff;stroke-width:2}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.4rem);line-height:1.2;margin:1rem 0}
h2{font-size:1.3rem;margin:2rem 0 .75rem}
[lang=en]{color:#454545;font-weight:400}
.error{border-left:.375rem solid #a61b1b;padding:.25rem 1rem;background:#fdecea;margin-bottom:1rem}
.people{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(17rem,100%),1fr))}
.people button{width:100%;height:100%;text-align:left;background:#f3f7f8;border:1px solid #d5dcde;border-left:.3rem solid #0f4c5c;border-radius:8px;color:inherit;padding:.75rem 1rem;margin:0}
.people button:hover{background:#e3eff2}
.people strong,.people span{display:block}
.people span{font-weight:400;font-size:.9375rem}
.people [lang=en]{display:inline}
.password{max-width:24rem}
label{display:block;font-weight:600;margin-top:1rem}
input,button{font:inherit;padding:.6rem .8rem;border:1px solid #555;border-radius:6px}
input{width:100%}
button{margin-top:1.25rem;background:#0f4c5c;border-color:#0f4c5c;color:#fff;font-weight:600;cursor:pointer}
button>[lang=en]{color:inherit}
.people button [lang=en]{color:#454545}
:focus-visible{outline:.1875rem solid #b35c00;outline-offset:.125rem}
`;
const RIPPLE =
  '<svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="16" cy="16" r="3"/><circle cx="16" cy="16" r="8" opacity=".75"/><circle cx="16" cy="16" r="13" opacity=".45"/></svg>';
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
<body><aside class="demo" aria-label="Om data / About the data">Demodata – alle personer er opdigtede. <span lang="en">/ Demo data – all people are synthetic.</span></aside>
<header><div>${RIPPLE}Ringvirkning</div></header>
<main><h1>${title.da} <span lang="en">/ ${title.en}</span></h1>${body}</main></body></html>`;
}

export interface SignInPage {
  readonly action: string;
  readonly people: readonly DemoPerson[];
  /** Whether choosing a person is enough. */
  readonly oneClick: boolean;
  /** The name that was tried in vain. */
  readonly failed?: string | undefined;
}

/** The sign-in page: the demo's people to choose from, and a form for name and password. */
export const loginPage = (given: SignInPage): string =>
  page(
    { da: 'Log ind', en: 'Sign in' },
    `${given.oneClick ? peopleForm(given) : ''}${passwordForm(given)}${given.oneClick ? '' : namesOf(given)}`,
  );

const both = ({ da, en }: { da: string; en: string }): string =>
  da === en ? escapeHtml(da) : `${escapeHtml(da)} <span lang="en">/ ${escapeHtml(en)}</span>`;

const peopleForm = ({ action, people }: SignInPage): string => `
<form method="post" action="${escapeHtml(action)}"><h2>${both({ da: 'Vælg, hvem du er', en: 'Choose who you are' })}</h2>
<ul class="people">${people
  .map(
    ({ username, name, title, organisation }) =>
      `<li><button name="person" value="${escapeHtml(username)}"><strong>${escapeHtml(name)}</strong><span>${both(title)}</span><span>${both(organisationName(organisation))}</span></button></li>`,
  )
  .join('\n')}</ul></form>`;

function passwordForm({ action, failed, oneClick }: SignInPage): string {
  const tried = failed !== undefined;
  const error = tried
    ? `<div class="error" role="alert" id="error"><p>Navn eller adgangskode passer ikke. Adgangskoden står i terminalen, hvor systemet blev startet.<br>
<span lang="en">Name or password do not match. The password is in the terminal where the system was started.</span></p></div>`
    : '';
  return `
<form class="password" method="post" action="${escapeHtml(action)}"><h2>${both({ da: 'Med navn og adgangskode', en: 'By name and password' })}</h2>
${error}
<label for="username">Navn <span lang="en">/ Name</span></label>
<input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required${tried ? ` value="${escapeHtml(failed)}" aria-describedby="error"` : oneClick ? '' : ' autofocus'}>
<label for="password">Adgangskode <span lang="en">/ Password</span></label>
<input id="password" name="password" type="password" autocomplete="current-password" required${tried ? ' autofocus aria-describedby="error"' : ''}>
<button>Log ind <span lang="en">/ Sign in</span></button></form>`;
}

const namesOf = ({ people }: SignInPage): string => `
<h2>${both({ da: 'Demobrugere, alle med samme adgangskode', en: 'Demo users, all with the same password' })}</h2>
<ul>${people
  .map(
    ({ username, name, title }) =>
      `<li><code>${escapeHtml(username)}</code> – ${escapeHtml(name)}, ${both(title)}</li>`,
  )
  .join('\n')}</ul>`;

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
