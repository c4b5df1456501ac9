import { useState } from 'react';
import { Link, NavLink, Outlet, useLocation } from 'react-router';
import { forgetDrafts } from '../api/drafts.js';
import { wasDrawnAnew } from '../api/another-person.js';
import { afterSignIn, signInAddress, useMay, usePortalConfig, useSession } from '../api/session.js';
import { DecisionBar } from '../claims/review/decision-bar.js';
import { DueCount } from '../due/due-count.js';
import { Loaded } from '../ui/notices.js';
import { useText } from '../i18n/i18n.js';
import { PaymentsDueCount } from '../payments/payments-due-count.js';
import { menuOf, type Place } from './places.js';
import { SearchButton } from '../search/search-button.js';
import { useWaiting } from '../work-list/use-waiting.js';
import { Welcome } from './welcome.js';

/** Pages about the portal itself: they tell of nobody, and stand open. */
const OPEN = ['/accessibility', '/glossary', '/api-docs'];

/** What stands around every page: skip link, demo banner, header with menu, footer. */
export function Shell() {
  const { t } = useText();
  const session = useSession();
  const config = usePortalConfig();
  const { pathname } = useLocation();
  return (
    <>
      <a className="skip-link" href="#content">
        {t('app.skip')}
      </a>
      {config.data?.demo && (
        <aside className="demo-banner" aria-label={t('app.demoLabel')}>
          {t('app.demo')}
        </aside>
      )}
      <Maintenance />
      <Header />
      <main id="content" className="container" tabIndex={-1}>
        <AnotherPerson />
        {OPEN.includes(pathname) ? (
          <Outlet />
        ) : (
          <Loaded query={session}>{(person) => (person ? <Outlet /> : <Welcome />)}</Loaded>
        )}
      </main>
      <DecisionBar />
      <Footer />
    </>
  );
}

/** Stands above every page while the instance is being worked on. */
function Maintenance() {
  const { t, instant } = useText();
  const maintenance = usePortalConfig().data?.maintenance;
  if (!maintenance) return null;
  return (
    <aside className="maintenance-banner" aria-label={t('app.maintenanceLabel')}>
      <p role="alert">
        {t('app.maintenance')}{' '}
        {maintenance.until !== null && t('app.maintenanceUntil', { at: instant(maintenance.until) })}
      </p>
    </aside>
  );
}

const DRAWN_ANEW = wasDrawnAnew();

/** What was begun for the person before is gone; who looks at the page now must know why. */
function AnotherPerson() {
  const { t } = useText();
  if (!DRAWN_ANEW) return null;
  return (
    <div className="alert alert-info notice" role="status">
      <p className="alert-text">{t('app.anotherPerson')}</p>
    </div>
  );
}

function Header() {
  const { t, word } = useText();
  const { data: person } = useSession();
  const { data: config } = usePortalConfig();
  const { pathname, search } = useLocation();
  return (
    <header className="site-header">
      <div className="container site-header-bar">
        <Link to="/" className="brand">
          <Ripple />
          <span>
            <strong>{t('app.name')}</strong>
            {config && <span className="brand-instance">{config.instance}</span>}
          </span>
        </Link>
        <div className="site-header-person">
          {person && (
            <p className="person">
              <span className="person-name">{person.name}</span>{' '}
              <span className="person-role">{person.roles.map((role) => word('role', role)).join(', ')}</span>
            </p>
          )}
          {person && <SearchButton />}
          <LanguageSwitch />
          {person ? (
            <a className="header-link" href="/auth/logout" onClick={() => forgetDrafts(localStorage)}>
              {t('app.signOut')}
            </a>
          ) : (
            <a className="header-link" href={signInAddress(afterSignIn(pathname + search))}>
              {t('app.signIn')}
            </a>
          )}
        </div>
      </div>
      {person && <Menu />}
    </header>
  );
}

function Menu() {
  const { t } = useText();
  const may = useMay();
  const [open, setOpen] = useState(false);
  const { row, more } = menuOf(may);
  const close = () => setOpen(false);
  return (
    <nav className="site-menu" aria-label={t('app.menu')}>
      <div className="container">
        <button
          type="button"
          className="menu-toggle"
          aria-expanded={open}
          aria-controls="menu-items"
          onClick={() => setOpen(!open)}
        >
          {t('app.openMenu')}
        </button>
        <ul id="menu-items" className={`menu-items no-max-width${open ? ' menu-open' : ''}`}>
          <MenuLinks places={row} chosen={close} />
          {more.length > 0 && <More places={more} chosen={close} />}
        </ul>
      </div>
    </nav>
  );
}

interface MenuPart {
  readonly places: readonly Place[];
  chosen(): void;
}

const MenuLinks = ({ places, chosen }: MenuPart) => {
  const { t } = useText();
  return places.map(({ to, title }) => (
    <li key={to}>
      <NavLink to={to} end={to === '/'} onClick={chosen}>
        {t(title)}
        {to === '/due' && <DueCount />}
        {to === '/payments-due' && <PaymentsDueCount />}
        {to === '/work-list' && <Waiting />}
      </NavLink>
    </li>
  ));
};

/** What is looked up now and then, under the last point of a long menu; on a phone it stands in the list with the rest. */
function More({ places, chosen }: MenuPart) {
  const { t } = useText();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <li
      className="menu-more"
      onBlur={({ currentTarget, relatedTarget }) => currentTarget.contains(relatedTarget) || close()}
      onKeyDown={({ key }) => key === 'Escape' && close()}
    >
      <button
        type="button"
        className={places.some(({ to }) => pathname.startsWith(to)) ? 'active' : undefined}
        aria-expanded={open}
        aria-controls="menu-more"
        onClick={() => setOpen(!open)}
      >
        {t('nav.more')}
      </button>
      <ul id="menu-more" className={open ? 'menu-open' : undefined}>
        <MenuLinks
          places={places}
          chosen={() => {
            close();
            chosen();
          }}
        />
      </ul>
    </li>
  );
}

/** How much waits for the person, beside the place where it is. */
function Waiting() {
  const { t, count } = useText();
  const { waiting } = useWaiting();
  if (!waiting) return null;
  return (
    <span className="menu-count">
      {count(waiting)}
      <span className="sr-only"> {t('nav.waiting')}</span>
    </span>
  );
}

function LanguageSwitch() {
  const { t, language, setLanguage } = useText();
  return (
    <div className="language" role="group" aria-label={t('app.language')}>
      <button type="button" lang="da" aria-pressed={language === 'da'} onClick={() => setLanguage('da')}>
        Dansk
      </button>
      <button type="button" lang="en" aria-pressed={language === 'en'} onClick={() => setLanguage('en')}>
        English
      </button>
    </div>
  );
}

function Footer() {
  const { t } = useText();
  return (
    <footer className="site-footer">
      <div className="container">
        <p>{t('app.footer')}</p>
        <ul>
          <li>
            <Link to="/glossary">{t('glossary.title')}</Link>
          </li>
          <li>
            <Link to="/accessibility">{t('app.accessibility')}</Link>
          </li>
          <li>
            <Link to="/api-docs">{t('app.api')}</Link>
          </li>
        </ul>
      </div>
    </footer>
  );
}

const Ripple = () => (
  <svg className="ripple" viewBox="0 0 32 32" aria-hidden="true">
    <circle cx="16" cy="16" r="3" />
    <circle cx="16" cy="16" r="8" opacity=".75" />
    <circle cx="16" cy="16" r="13" opacity=".45" />
  </svg>
);
