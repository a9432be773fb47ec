const MEBIBYTE = 1024 * 1024;

/** LIMIT: bytes of one file read whole; a judgment has < 1 MiB, larger stocks go through `readJsonLines`. */
export const FILE_BYTES_MAX = 128 * MEBIBYTE;

/** LIMIT: bytes that one compressed file may unpack to; a .docx judgment has < 5 MiB of XML. */
export const UNPACKED_BYTES_MAX = 256 * MEBIBYTE;

/** LIMIT: bytes of one XML part of a .docx, whose tree takes about fifty times as much; 2 s of work. */
export const DOCX_PART_BYTES_MAX = 8 * MEBIBYTE;

/** LIMIT: bytes of one XML part of an .xlsx (about 300,000 rows), for the same reason. */
export const XLSX_PART_BYTES_MAX = 64 * MEBIBYTE;

/** LIMIT: entries of an archive; Office writes fewer than a hundred. */
export const ARCHIVE_ENTRIES_MAX = 4096;

/** LIMIT: files of one .zip; their names are held in memory. */
export const ARCHIVE_FILES_MAX = 200_000;

/** LIMIT: bytes that all files of one .zip unpack to together; some minutes of reading. */
export const ARCHIVE_UNPACKED_BYTES_MAX = 16 * 1024 * MEBIBYTE;

/** LIMIT: how many times its packed bytes an entry may unpack to; a judgment's text: about five. */
export const ARCHIVE_RATIO_MAX = 200;

/** LIMIT: pages of a .pdf; the longest published judgments have some hundreds. */
export const PDF_PAGES_MAX = 2000;

/** LIMIT: bytes of a .pdf; a text layer needs far less, a larger one is a scan. */
export const PDF_BYTES_MAX = 64 * MEBIBYTE;

/** LIMIT: bytes of one line of a .jsonl stream: bounds the memory of the stream. */
export const LINE_BYTES_MAX = 16 * MEBIBYTE;

/** LIMIT: columns of a table; the widest ledgers of organs have about a hundred. */
export const TABLE_COLUMNS_MAX = 512;

/** LIMIT: rows of an .xlsx sheet: the format's own bound. */
export const SHEET_ROWS_MAX = 1_048_576;
