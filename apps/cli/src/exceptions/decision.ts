import { readFile } from 'node:fs/promises';
import type { IntakeEnvelope } from '@fengcun/api';
import { type Correction, DISMISSALS, type ExceptionDecision } from '@fengcun/application';
import type { Json } from '@fengcun/kernel';
import { type CaseCode, CHOICE_REASONS, parseCaseCode, type SubjectToken } from '@fengcun/registry';
import { UnusableInput } from '../exit.ts';
import { type Arguments, textOption } from '../options.ts';
import { tokenIn } from '../subjects/link.ts';

/** LIMIT: a file of messages that a person wrote. */
const MESSAGES_BYTES_MAX = 1024 * 1024;

/** `POINTER=VALUE`; a value that is JSON counts as such, anything else is a text. @throws UnusableInput */
const correctionOf = (text: string): Correction => {
  const at = text.indexOf('=');
  if (at <= 0 || !text.startsWith('/')) {
    const example = '--set /data/content/decidedOn=2024-05-06';
    throw new UnusableInput(`--set: write POINTER=VALUE, for example ${example}`);
  }
  const [pointer, told] = [text.slice(0, at), text.slice(at + 1)];
  try {
    // JSON.parse gives JSON.
    return { at: pointer, value: JSON.parse(told) as Json };
  } catch {
    return { at: pointer, value: told };
  }
};

const isEnvelope = (value: unknown): value is IntakeEnvelope =>
  typeof value === 'object' && value !== null && 'source' in value && typeof value.source === 'string'
  && 'type' in value && 'data' in value;

/** The envelopes of a file: one, or an array. What they say is for the parser of messages. */
const messagesIn = async (path: string): Promise<readonly IntakeEnvelope[]> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`--message: no file ${path}`);
  });
  const right = 'give one intake message as JSON, or an array of them (docs/intake-messages.md)';
  if (text.length > MESSAGES_BYTES_MAX) throw new UnusableInput(`--message: the file is too large; ${right}`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnusableInput(`--message: not valid JSON; ${right}`);
  }
  const messages: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (messages.length === 0 || !messages.every(isEnvelope)) {
    throw new UnusableInput(`--message: no envelope with source, type and data; ${right}`);
  }
  return messages;
};

/** The case code of an option, as people type it. @throws UnusableInput with what is wrong in it */
export const caseCodeOf = (text: string, name: string): CaseCode => {
  const code = parseCaseCode(text);
  if (code.ok) return code.value;
  throw new UnusableInput(`${name}: ${code.error.message}`);
};

const dismissalOf = (text: string): ExceptionDecision => {
  const reason = DISMISSALS.find((one) => one === text);
  if (reason !== undefined) return { action: 'dismiss', reason };
  throw new UnusableInput(`--dismiss: one of ${DISMISSALS.join(', ')}`);
};

const VERSION = /^[0-9a-f]{64}$/;

/** Which version stands, and why. */
const choiceOf = (chosen: string, given: Arguments): ExceptionDecision => {
  const reason = CHOICE_REASONS.find((one) => one === textOption(given, 'reason'));
  if (!VERSION.test(chosen)) {
    throw new UnusableInput('--choose: the id of a version, as `exceptions show` prints it');
  }
  if (reason === undefined) {
    throw new UnusableInput(`--choose: give --reason, one of ${CHOICE_REASONS.join(', ')}`);
  }
  return { action: 'choose', chosen, reason };
};

/** Whom it is about: somebody known by token, or somebody else than everybody known. */
const personOf = (given: Arguments): SubjectToken | 'another' | undefined => {
  const same = textOption(given, 'same-as');
  const isAnother = given.values['another-person'] === true;
  if (same !== undefined && isAnother) {
    throw new UnusableInput('--same-as and --another-person exclude each other');
  }
  return isAnother ? 'another' : same === undefined ? undefined : tokenIn(same);
};

/** What the operator decided about an exception. @throws UnusableInput */
export const decisionOf = async (given: Arguments): Promise<ExceptionDecision> => {
  const [dismissal, path, code] = ['dismiss', 'message', 'case-code'].map((name) => textOption(given, name));
  const told = given.values['set'];
  const corrections = Array.isArray(told) ? told.map((one) => correctionOf(String(one))) : [];
  if (dismissal !== undefined) {
    const isMore = path !== undefined || code !== undefined || corrections.length > 0;
    if (isMore || given.values['choose'] !== undefined) {
      throw new UnusableInput('--dismiss gives the exception up; leave the other options out');
    }
    return dismissalOf(dismissal);
  }
  const person = personOf(given);
  const chosen = textOption(given, 'choose');
  if (chosen !== undefined) {
    const others = [path, code, person, ...corrections].filter((one) => one !== undefined);
    if (others.length === 0 && given.values['merge'] !== true) return choiceOf(chosen, given);
    throw new UnusableInput('--choose says which version stands; leave the other options out');
  }
  return {
    action: 'try', ...(person === undefined ? {} : { person }),
    ...(corrections.length === 0 ? {} : { corrections }),
    ...(code === undefined ? {} : { caseCode: caseCodeOf(code, '--case-code') }),
    ...(path === undefined ? {} : { messages: await messagesIn(path) }),
  };
};
