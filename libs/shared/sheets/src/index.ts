export { archiveOf, type Archive, type ZipLimits, type ZipPart } from './unzip.js';
export { zipOf } from './zip-of.js';
export { workbook, type Column, type Sheet, type SheetCell } from './workbook.js';
export { workbookRows, type SheetRow } from './workbook-rows.js';
export { XmlPieces, type XmlReader } from './xml.js';
