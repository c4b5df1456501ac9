export type { ByteStore } from './byte-store.js';
export { fileDamaged, fileTooLarge, typeNotTaken } from './errors.js';
export { FileStore, type FileLimits, type KeptFile, type ReceivedFile } from './file-store.js';
export { folderStore } from './folder-store.js';
export { MEDIA_TYPES, type MediaType } from './media-type.js';
export { pdfText } from './pdf-text.js';
export { inPieces, openSealed, sealChunk, CHUNK } from './seal.js';
export { spool, type SpooledFile } from './spool.js';
export { s3Store, type S3Options } from './s3-store.js';
