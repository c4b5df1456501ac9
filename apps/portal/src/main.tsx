import 'dkfds-css';
import './style/app.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router/dom';
import { ProblemError } from './api/problem.js';
import { router } from './router.js';

/** A lost connection is worth another try; an answer, also a bad one, is an answer. */
const worthRetrying = (failures: number, error: Error): boolean =>
  failures < 2 && !(error instanceof ProblemError && error.problem.status > 0 && error.problem.status < 500);
/** Without a connection nothing waits in silence: it fails and says so, and what was written stays. */
const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
