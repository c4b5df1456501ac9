/** A department by its code, which is all that contracts know of it: `sociale-forhold` is read as »Sociale forhold«. */
export const departmentName = (code: string): string =>
  code.charAt(0).toUpperCase() + code.slice(1).replaceAll('-', ' ');
