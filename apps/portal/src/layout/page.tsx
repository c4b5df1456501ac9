import { useEffect, useRef, type ReactNode } from 'react';
import { useText } from '../i18n/i18n.js';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** The first heading shown after loading the site must not take focus from where the person is. */
let firstPage = true;

/** One page: its title in the browser and as the only h1, which takes focus when the person has moved here. */
export function Page({ title, lead, aside, children }: PageProps) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!firstPage) heading.current?.focus();
    firstPage = false;
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = `${title} – ${t('app.name')}`;
  }, [title, t]);
  return (
    <>
      <div className="page-head">
        <div><h1 ref={heading} tabIndex={-1}>{title}</h1>{lead && <div className="page-lead">{lead}</div>}</div>
        {aside && <div className="page-aside">{aside}</div>}
      </div>
      {children}
    </>
  );
}

export function Section({ title, aside, children }: { readonly title: string; readonly aside?: ReactNode; readonly children: ReactNode }) {
  return (
    <section className="page-section">
      <div className="section-head"><h2>{title}</h2>{aside && <div className="section-aside">{aside}</div>}</div>
      {children}
    </section>
  );
}
