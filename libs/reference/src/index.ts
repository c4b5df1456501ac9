export * from './account-string.js';
export * from './business-number.js';
export * from './municipality.js';
export * from './organisation-number.js';
export * from './procurement.js';
export * from './working-day.js';
