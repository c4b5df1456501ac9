/** Which roles of an access token may give which sign-off. Where the municipality itself delivers, the head of the department signs as supplier. */
export const SIGNERS: Readonly<Record<string, readonly string[]>> = {
  'department-head': ['department-head'],
  'investment-council': ['council-member'],
  committee: ['council-member'],
  council: ['council-member'],
  mayor: ['council-member'],
  'municipal-director': ['municipal-director'],
  board: ['investor', 'council-member'],
  supplier: ['supplier', 'department-head'],
  investor: ['investor'],
};
