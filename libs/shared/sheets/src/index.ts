export { unzip, zipOf, type ZipLimits, type ZipPart } from './zip.js';
export { workbook, type Column, type Sheet } from './workbook.js';
export { workbookRows, type SheetRow } from './workbook-rows.js';
