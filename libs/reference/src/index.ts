export * from './business-number.js';
export * from './municipality.js';
export * from './working-day.js';
