import { access } from 'node:fs/promises';
import { type CivilDate, type Json, parseCivilDate, present } from '@fengcun/kernel';
import {
  amendLegalBases, type AmendRefusal, type BasisAmendment, legalBasesHash, type LegalBasisRegistry,
} from '@fengcun/statute';
import { writeWhole } from '../atomic-write.ts';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';

const dayOf = (given: Arguments, name: string): CivilDate | undefined => {
  const text = textOption(given, name);
  if (text === undefined) return undefined;
  const day = parseCivilDate(text);
  if (day.ok) return day.value;
  throw new UnusableInput(`--${name}: give an existing day as YYYY-MM-DD`);
};

const needed = (given: Arguments, name: string, what: string): string => {
  const text = textOption(given, name);
  if (text !== undefined && text !== '') return text;
  throw new UnusableInput(`--${name} is missing; give ${what}`);
};

const jsonOr = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
};

/** `member=value`: the value as JSON, or as text where it is none. */
const membersOf = (given: Arguments): Readonly<Record<string, Json>> => {
  const asked = given.values['set'];
  const pairs = Array.isArray(asked) ? asked.filter((one) => typeof one === 'string') : [];
  return Object.fromEntries(pairs.map((pair) => {
    const cut = pair.indexOf('=');
    if (cut < 1) throw new UnusableInput('--set: give member=value, such as \'bar={"kind":"lifetime"}\'');
    return [pair.slice(0, cut), jsonOr(pair.slice(cut + 1))];
  }));
};

const amendmentOf = (given: Arguments): BasisAmendment => {
  const id = needed(given, 'id', 'the norm to amend, such as LB-19');
  const reason = needed(given, 'reason', 'why, in one sentence: the version keeps it');
  const [from, until, on] = [dayOf(given, 'from'), dayOf(given, 'until'), dayOf(given, 'correct')];
  const members = membersOf(given);
  const chosen = [from, until, on].filter((day) => day !== undefined).length;
  if (given.values['add'] === true) return { kind: 'add', id, reason, members };
  if (chosen !== 1) {
    const ways = '--from DAY (the norm changed), --until DAY (it ended), --correct DAY, --add';
    throw new UnusableInput(`give one of ${ways}`);
  }
  if (from !== undefined) return { kind: 'change', id, reason, from, members };
  return until === undefined
    ? { kind: 'correct', id, reason, members, on: present(on, 'a day that was chosen') }
    : { kind: 'repeal', id, reason, until };
};

const sentenceOf = (refusal: AmendRefusal): string => {
  switch (refusal.code) {
    case 'VERSION_NOT_LATER': return '--version: give a day later than that of the version it amends';
    case 'REASON_MISSING': return '--reason: give a reason';
    case 'NO_SUCH_BASIS': return '--id: there is no such norm; `bases list` names them, --add adds one';
    case 'BASIS_EXISTS': return '--id: this norm is there already; give --from, --until or --correct';
    case 'NOT_IN_FORCE_BEFORE': return '--id: no row of this norm is in force on that day';
    case 'MALFORMED': return refusal.problems.map(({ path, message }) => `${path}: ${message}`).join('; ');
    case 'CHECK_FAILED':
      return refusal.findings.map(({ id, code, message }) => `${id} ${code}: ${message}`).join('; ');
  }
};

/** What `bases amend` wrote. */
export type AmendedBases = Readonly<{ file: string; version: string; sha256: string; supersedes: string }>;

/**
 * Writes a new version of a registry with one amendment; the old file stays as it is, an existing file is
 * never written over.
 * @throws UnusableInput with what would be right
 */
export const writeAmended = async (registry: LegalBasisRegistry, given: Arguments): Promise<AmendedBases> => {
  const file = needed(given, 'out', 'the name of the new file');
  const version = dayOf(given, 'version');
  if (version === undefined) throw new UnusableInput('--version is missing; give the day of the new version');
  if (await access(file).then(() => true, () => false)) {
    throw new UnusableInput('--out: this file exists; a version is never written over');
  }
  const made = amendLegalBases(registry, amendmentOf(given), version);
  if (!made.ok) throw new UnusableInput(sentenceOf(made.error));
  await writeWhole(file, `${JSON.stringify(made.value, null, 1)}\n`);
  return { file, version, sha256: legalBasesHash(made.value), supersedes: registry.version };
};
