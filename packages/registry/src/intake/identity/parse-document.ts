import { assertNever, err, ok, type Result } from '@fengcun/kernel';
import { creditCodeCharacter } from './check-characters.ts';
import {
  documentRefusal, type DocumentRefusal, type DocumentType, type IdentityDocument,
} from './document.ts';
import {
  parseMainlandTravelPermit, parsePassport, parsePermanentResidenceCard, parseTaiwanTravelPermit,
} from './foreign-documents.ts';
import { parseResidencePermit, parseResidentNumber } from './resident-number.ts';

/** A document as a message or a form gives it: attacker-controlled text. */
export type DocumentInput = Readonly<{
  type: DocumentType; number: string; issuingState?: string | undefined;
}>;

// LIMIT: the longest form has 18 characters; separators may double it. Longer text is not looked at.
const NUMBER_LENGTH_MAX = 48;
const SEPARATORS = /[\s\u00ad\u200b-\u200d\u2010-\u2015\ufeff-]+/g;

/** Narrow, upper case, without spaces and hyphens; brackets stay, they belong to old Taiwan numbers. */
const plainNumber = (text: string): string => text.normalize('NFKC').replace(SEPARATORS, '').toUpperCase();

/** Registering department, kind of unit, six digits of the region, nine characters, check character. */
const CREDIT_CODE = /^[1-9A-HJ-NPQRTUWXY][0-9A-HJ-NPQRTUWXY]\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

const parseCreditCode = (number: string): Result<IdentityDocument, DocumentRefusal> => {
  if (!CREDIT_CODE.test(number)) return err(documentRefusal('NUMBER_FORM'));
  return creditCodeCharacter(number.slice(0, 17)) === number[17]
    ? ok({ type: 'creditCode', number, checked: true })
    : err(documentRefusal('NUMBER_CHECK'));
};

/**
 * The typed document behind a number of a stated type, in canonical form, or what is wrong with it. The type
 * is never guessed: a number that fits another type is refused as `NUMBER_OF_OTHER_TYPE` or `NUMBER_FORM`.
 */
export const parseDocument = (input: DocumentInput): Result<IdentityDocument, DocumentRefusal> => {
  if (input.number.length > NUMBER_LENGTH_MAX) return err(documentRefusal('NUMBER_FORM'));
  const number = plainNumber(input.number);
  if (number === '') return err(documentRefusal('NUMBER_EMPTY'));
  switch (input.type) {
    case 'residentIdentityCard': return parseResidentNumber(number);
    case 'residencePermit': return parseResidencePermit(number);
    case 'mainlandTravelPermit': return parseMainlandTravelPermit(number);
    case 'taiwanTravelPermit': return parseTaiwanTravelPermit(number);
    case 'passport': return parsePassport(number, input.issuingState);
    case 'permanentResidenceCard': return parsePermanentResidenceCard(number);
    case 'creditCode': return parseCreditCode(number);
    default: return assertNever(input.type);
  }
};

/**
 * One text per document for comparison and for the vault's blind index: type, state for passports, number.
 * Personal data: it never leaves the confidential side in clear.
 */
export const documentKey = (document: IdentityDocument): string =>
  document.type === 'passport'
    ? `passport|${document.issuingState ?? ''}|${document.number}`
    : `${document.type}|${document.number}`;
