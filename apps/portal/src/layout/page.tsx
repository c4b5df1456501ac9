import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Tip } from '../glossary/term.js';
import { useText } from '../i18n/i18n.js';
import { PrintButton } from '../print/print-button.js';
import { Loaded, type Query } from '../ui/notices.js';
import { isNarrow } from '../ui/use-width.js';

interface PageProps {
  readonly title: string;
  /** What of the titled thing the page shows; stands first in the browser's title, where the heading is the same on several pages. */
  readonly part?: string | undefined;
  readonly lead?: ReactNode;
  readonly aside?: ReactNode;
  /** Whether one can take the page along as PDF. */
  readonly onPaper?: boolean | undefined;
  readonly children: ReactNode;
}

/** The first heading shown after loading the site must not take focus from where the person is. */
let firstPage = true;

/** One page: its title in the browser and as the only h1, which takes focus when the person has moved here. */
export function Page({ title, part, lead, aside, onPaper, children }: PageProps) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!firstPage) heading.current?.focus();
    firstPage = false;
    window.scrollTo(0, 0);
  }, []);
  useEffect(() => {
    document.title = [part, title, t('app.name')].filter(Boolean).join(' – ');
  }, [part, title, t]);
  return (
    <>
      <div className="page-head">
        <div>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <div className="page-lead">{lead}</div>}
        </div>
        {(aside || onPaper) && (
          <div className="page-aside">
            {aside}
            {onPaper && <PrintButton />}
          </div>
        )}
      </div>
      {children}
    </>
  );
}

/** A page that is about one thing: until the thing is here, the page stands with a general title and says that it waits, or what went wrong. */
export function LoadedPage<T>({
  query,
  title,
  children,
}: {
  readonly query: Query<T>;
  readonly title: string;
  readonly children: (data: T) => ReactNode;
}) {
  return query.data !== undefined ? (
    <>{children(query.data)}</>
  ) : (
    <Page title={title}>
      <Loaded query={query}>{children}</Loaded>
    </Page>
  );
}

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  /** What is seldom wanted: on a phone the heading opens it. */
  readonly seldom?: boolean | undefined;
  readonly children: ReactNode;
}

export function Section({ title, aside, seldom, children }: SectionProps) {
  // As the page was opened: a phone that is turned must not lose what is being written.
  const [narrow] = useState(isNarrow);
  if (seldom && narrow)
    return (
      <details className="page-section seldom">
        <summary>
          <h2>{title}</h2>
        </summary>
        {children}
      </details>
    );
  return (
    <section className="page-section">
      <div className="section-head">
        <div className="section-name">
          <h2>{title}</h2>
          <Tip of={title} />
        </div>
        {aside && <div className="section-aside">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
