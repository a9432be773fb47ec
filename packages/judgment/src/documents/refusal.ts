/** Per code: what is wrong, and what would be right. Fixed words, so no content can reach a message. */
const REASONS = {
  EMPTY: ['The file is empty', 'give a file that holds a text or rows'],
  TOO_LARGE: ['The file is larger than the limit', 'split it, or give the texts as .jsonl'],
  DIRECTORY: ['The name is that of a folder', 'give the files in it'],
  UNKNOWN_TYPE: [
    'The bytes are of no type that can be read',
    'give .txt, .docx, .pdf, .html, .json, .jsonl, .csv or .xlsx',
  ],
  ENCODING_INVALID: ['The text is not valid in the encoding it seems to have', 'save it as UTF-8 or GB18030'],
  ENCODING_UNSUPPORTED: ['The text is in an encoding that is not read', 'save it as UTF-8 or GB18030'],
  MOJIBAKE: ['The text is garbled, it was once read in a wrong encoding', 'give the file it came from'],
  BINARY: ['The file holds control bytes and is no text', 'give a text file in UTF-8 or GB18030'],
  ARCHIVE: ['The file is an archive of a kind that is not read here', 'give a .zip, or the files in it'],
  ARCHIVE_NESTED: ['The archive holds another archive', 'unpack the inner one and give it by itself'],
  ARCHIVE_LINK: ['The archive holds a link or a device', 'pack the file that it leads to'],
  ARCHIVE_NAME: ['The name leads out of the archive or stands in it twice', 'pack the files anew'],
  ARCHIVE_METHOD: ['The archive is packed by a method that is not read', 'pack it anew as an ordinary .zip'],
  ARCHIVE_BROKEN: ['The archive is damaged or cut off', 'give a complete copy'],
  ARCHIVE_ENCRYPTED: ['The archive is encrypted', 'give a copy without a password'],
  ARCHIVE_BOMB: ['The file unpacks to more than the limit', 'give a file without huge parts'],
  GZIP_BROKEN: ['The compressed file is damaged or cut off', 'give a complete .gz'],
  XML_FORBIDDEN: ['The XML declares a document type, as Office never does', 'save it anew in Word or Excel'],
  DOCX_BROKEN: ['The .docx is damaged or is no Word document', 'open it in Word and save it as .docx'],
  XLSX_BROKEN: ['The .xlsx is damaged or is no workbook', 'open it in Excel and save it as .xlsx'],
  DOC_BINARY: ['The file is of the old binary Word format', 'save it as .docx'],
  XLS_BINARY: ['The file is of the old binary Excel format', 'save it as .xlsx'],
  OFFICE_ENCRYPTED: ['The Office file is encrypted', 'save it without a password'],
  RTF: ['The file is in Rich Text Format', 'save it as .docx'],
  XML: ['The file is XML, perhaps of Word 2003', 'save it as .docx'],
  WEB_ARCHIVE: ['The file is a web archive, .mht', 'save it as .html or .docx'],
  OFD: ['The file is in OFD format', 'save it as .pdf with a text layer'],
  IMAGE: ['The file is an image', 'give a text or an OCR\'d PDF'],
  PDF_BROKEN: ['The .pdf is damaged', 'give a complete copy'],
  PDF_TRUNCATED: ['The .pdf is cut off before its end mark', 'give a complete copy'],
  PDF_ENCRYPTED: ['The .pdf is encrypted', 'give a copy without a password'],
  PDF_NO_TEXT: ['The .pdf has no text layer', 'give a text or an OCR\'d PDF'],
  PDF_PAGE_WITHOUT_TEXT: ['A page of the .pdf is only an image', 'give a text or an OCR\'d PDF'],
  PDF_TEXT_UNMAPPED: ['The glyphs of the .pdf name no characters', 'give a text, or print the PDF anew'],
  PDF_PAGES: ['The .pdf has more pages than the limit', 'split it'],
  JSON_BROKEN: ['The JSON is not well-formed', 'give valid JSON'],
  JSON_SHAPE: ['The JSON is no object and no array of objects', 'give objects with a field "text", or rows'],
  JSON_TEXT: ['The field "text" is no string or is empty', 'give the full text of the document as a string'],
  LINE_TOO_LONG: ['The line is longer than the limit', 'give one document a line'],
  CSV_BROKEN: ['A quotation mark is not closed or stands inside a value', 'close or double it'],
  TABLE_TOO_WIDE: ['The table has more columns than the limit', 'give the table without empty columns'],
  NO_ROWS: ['The table has no rows', 'give a header line and at least one row'],
} as const satisfies Record<string, readonly [string, string]>;

/** Closed list of reasons why bytes cannot be read as documents. */
export type DocumentRefusalCode = keyof typeof REASONS;

/**
 * Why bytes, or one part of them, were not read. `message` is one sentence: what, where, what would be
 * right. It never repeats a word of the file; `where` is `file`, `byte 17`, `line 3`, `page 2`, ….
 */
export type DocumentRefusal = Readonly<{
  code: DocumentRefusalCode;
  message: string;
  where: string;
  expected: string;
}>;

/** The refusal of a code; `where` must be made of our own words and numbers only. */
export const documentRefusal = (code: DocumentRefusalCode, where = 'file'): DocumentRefusal => {
  const [what, expected] = REASONS[code];
  return { code, message: `${what} (${where}): ${expected}.`, where, expected };
};

/** Every code, for tables in documentation and tests. */
export const DOCUMENT_REFUSAL_CODES = Object.keys(REASONS) as readonly DocumentRefusalCode[];
