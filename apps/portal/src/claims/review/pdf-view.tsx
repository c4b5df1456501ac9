import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { PDFDocumentProxy, PDFPageProxy } from 'unpdf/pdfjs';
import { getBytes } from '../../api/http.js';
import { useText } from '../../i18n/i18n.js';
import { ErrorNotice, Loaded } from '../../ui/notices.js';

/** Evidence is short; the rest of a long document is read in a program for it. */
const MOST_PAGES = 20;

/**
 * A PDF drawn page by page, alike on phones (which have no viewer inside pages) and computers. Nothing in the document is run, and its text is there for screen readers.
 */
export function PdfView({ address, title }: { readonly address: string; readonly title: string }) {
  const { t } = useText();
  const document = useQuery({
    queryKey: ['pdf', address],
    queryFn: ({ signal }) => readPdf(address, signal),
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <div className="evidence-pages">
      <Loaded<PDFDocumentProxy> query={document}>
        {(pdf) => (
          <>
            {Array.from({ length: Math.min(pdf.numPages, MOST_PAGES) }, (_, index) => (
              <PdfPage key={index} pdf={pdf} number={index + 1} title={title} />
            ))}
            {pdf.numPages > MOST_PAGES && <p className="note">{t('review.morePages', { count: pdf.numPages })}</p>}
          </>
        )}
      </Loaded>
    </div>
  );
}

async function readPdf(address: string, signal: AbortSignal): Promise<PDFDocumentProxy> {
  const [{ getDocumentProxy }, bytes] = await Promise.all([import('unpdf'), getBytes(address, signal)]);
  return getDocumentProxy(bytes);
}

function PdfPage({
  pdf,
  number,
  title,
}: {
  readonly pdf: PDFDocumentProxy;
  readonly number: number;
  readonly title: string;
}) {
  const { t } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [text, setText] = useState('');
  const [fault, setFault] = useState<unknown>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const sheet = canvas.current!;
    const gone = new AbortController();
    const draw = async (): Promise<void> => {
      const page = await pdf.getPage(number);
      await drawPage(page, sheet, gone.signal);
      const content = await page.getTextContent();
      if (!gone.signal.aborted) setText(content.items.map((item) => ('str' in item ? item.str : '')).join(' '));
    };
    // Its size is that of the place it has, which may not be there yet.
    const placed = new ResizeObserver(() => {
      if (sheet.clientWidth === 0) return;
      placed.disconnect();
      draw().catch((error: unknown) => {
        if (!gone.signal.aborted) setFault(error);
      });
    });
    placed.observe(sheet);
    return () => {
      placed.disconnect();
      gone.abort();
    };
  }, [pdf, number, attempt]);
  const again = () => {
    setFault(undefined);
    setAttempt(attempt + 1);
  };
  return (
    <>
      {fault !== undefined && <ErrorNotice error={fault} retry={again} />}
      <canvas
        ref={canvas}
        className="evidence-page"
        role="img"
        aria-label={t('review.page', { title, number, count: pdf.numPages })}
        hidden={fault !== undefined}
      />
      <p className="sr-only">{text}</p>
    </>
  );
}

/** Drawn for the width it has, as sharp as the screen is, and no larger than a phone can hold. Two drawings on one canvas are refused: the one before is called off. */
async function drawPage(page: PDFPageProxy, canvas: HTMLCanvasElement, gone: AbortSignal): Promise<void> {
  if (gone.aborted) return;
  const width = Math.min(canvas.clientWidth * window.devicePixelRatio, 2_400);
  const viewport = page.getViewport({ scale: width / page.getViewport({ scale: 1 }).width });
  [canvas.width, canvas.height] = [Math.floor(viewport.width), Math.floor(viewport.height)];
  const drawing = page.render({ canvas, viewport });
  gone.addEventListener('abort', () => drawing.cancel());
  await drawing.promise;
}
