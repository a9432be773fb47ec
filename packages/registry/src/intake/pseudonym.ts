declare const pseudonymBrand: unique symbol;

/** 64 hexadecimal digits that stand for a text; without the key nobody can tell which, or try them out. */
export type Pseudonym = string & { readonly [pseudonymBrand]: 'Pseudonym' };

/** What a pseudonym stands for; the same text in two domains has two pseudonyms that nobody can link. */
export type PseudonymDomain = 'source' | 'content';

/**
 * The keyed function behind the pseudonyms, given by the caller: the vault's blind index. The registry holds
 * no key. A plain hash would not do: message ids and contents are guessable.
 */
export type Pseudonymise = (domain: PseudonymDomain, text: string) => Pseudonym;

const FORM = /^[0-9a-f]{64}$/;

/** Whether a text has the form of a pseudonym. */
export const isPseudonym = (text: string): text is Pseudonym => FORM.test(text);

declare const subjectTokenBrand: unique symbol;

/** A person or unit (封存对象) as the open side knows it: drawn at random, with nothing of the person in it. */
export type SubjectToken = string & { readonly [subjectTokenBrand]: 'SubjectToken' };

const TOKEN = /^[0-9a-f]{32}$/;

/** Whether a text has the form of a subject token: 32 hexadecimal digits of 128 random bits. */
export const isSubjectToken = (text: string): text is SubjectToken => TOKEN.test(text);
