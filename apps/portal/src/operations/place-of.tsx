/** An event by its place in the log of its producer. */
export const placeOf = ({ subject, seq }: { readonly subject: string; readonly seq: number }) => (
  <code>
    {subject} #{seq}
  </code>
);
