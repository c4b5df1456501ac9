import type { OpenApiDocument } from './merge-openapi.js';

const escape = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

/** A plain page (no scripts) that lists every address with what it does, and links to the machine-readable document. */
export function docsPage(document: OpenApiDocument, missing: readonly string[]): string {
  const rows = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => {
      const { summary = '' } = operation as { summary?: string };
      return `<tr><td>${escape(method.toUpperCase())}</td><td><code>${escape(path)}</code></td><td>${escape(summary)}</td></tr>`;
    }),
  );
  const notice =
    missing.length > 0 ? `<p role="status">Not answering right now: ${escape(missing.join(', '))}.</p>` : '';
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Ringvirkning API</title>
<main><h1>Ringvirkning API</h1><p>The whole document: <a href="/api/openapi.json">/api/openapi.json</a> (OpenAPI). Back to <a href="/">the portal</a>.</p>${notice}
<table><caption>Addresses</caption><thead><tr><th scope="col">Method</th><th scope="col">Address</th><th scope="col">Purpose</th></tr></thead><tbody>${rows.join('')}</tbody></table></main></html>`;
}
