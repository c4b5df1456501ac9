import { z } from 'zod';

/** Whether figures of other departments and authorities are left out, of rows and totals alike, because no data-sharing agreement opens them to the reader's. */
export const RestrictedSchema = z.boolean();
