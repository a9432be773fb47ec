import { proposeJob } from '@fengcun/application';
import { contentHash } from '@fengcun/kernel';
import { type LabelledText, RECOGNISED_FIELDS, type RecognisedField } from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { onData } from '../../open-data.ts';
import { type Arguments, textOption } from '../../options.ts';
import { JOB_OPTIONS, jobActor } from '../actor.ts';
import { codeHashOf } from '../code-hash.ts';
import { answer, neededText, type PrivacyVerb } from '../federate/session-options.ts';
import { RECOGNITION_CODE } from './code.ts';
import { privacyLine } from './privacy-line.ts';
import { privateParameters, privateTerms } from './private-options.ts';
import { formOption, readTrainingTexts } from './training-texts.ts';

/**
 * Digest of the texts a job is about; in the job it stands for them, so that no other texts are trained
 * on.
 */
export const rootOf = (texts: readonly LabelledText[]): string => contentHash(texts.map(({ text, labels }) =>
  ({ text: contentHash(text), labels: { ...labels } }))).replace('sha256:', '');

/** Fields that `--fields` names; all if it is not given. @throws UnusableInput for another */
export const fieldsOption = (given: Arguments): readonly RecognisedField[] => {
  const text = textOption(given, 'fields');
  if (text === undefined) return RECOGNISED_FIELDS;
  return text.split(',').map((name) => {
    const field = RECOGNISED_FIELDS.find((known) => known === name);
    if (field === undefined) throw new UnusableInput(`--fields: of ${RECOGNISED_FIELDS.join(', ')}`);
    return field;
  });
};

/** `recognise propose FILE…`: a job of training on these texts, for two organs to agree to. */
export const proposeVerb: PrivacyVerb = {
  options: {
    ...JOB_OPTIONS, rows: { type: 'string' }, purpose: { type: 'string' }, 'legal-basis': { type: 'string' },
    supervisor: { type: 'string' }, fields: { type: 'string' }, federated: { type: 'string' },
    private: { type: 'string' }, delta: { type: 'string' }, labels: { type: 'string' },
  },
  run: async (given, terminal) => {
    const actor = jobActor(given);
    const terms = textOption(given, 'federated');
    const { texts } = terms === undefined ? await readTrainingTexts(given.words, formOption(given))
      : { texts: [] };
    const noisy = terms === undefined ? privateTerms(given, fieldsOption(given), texts.length) : undefined;
    const codeHash = await codeHashOf(RECOGNITION_CODE);
    const taken = await onData(given, terminal, (deployment) =>
      proposeJob({ deployment, now: deployment.clock }, actor, {
      v: 1, kind: terms === undefined ? 'recogniserTraining' : 'federatedTraining',
      purpose: neededText(given, 'purpose', 'what the recogniser is for'),
      legalBasis: neededText(given, 'legal-basis', 'id of a citation, as CPL_286'),
      parties: [
        { organ: actor.organ, part: terms === undefined ? 'trainer' : 'coordinator' },
        { organ: neededText(given, 'supervisor', 'the organ that looks over it'), part: 'supervisor' },
      ],
      parameters: terms === undefined ? {
        fields: [...fieldsOption(given)], rows: formOption(given), ...privateParameters(noisy),
      } : { terms },
      inputs: terms === undefined ? [{ organ: actor.organ, root: rootOf(texts), count: texts.length }] : [],
      codeHash,
    }));
    if (!taken.ok) {
      answer(given, terminal, { json: { refused: taken.error }, lines: [`✘ ${taken.error.code}`] });
      return EXIT.findings;
    }
    const { jobId, termsHash, state } = taken.value.job;
    answer(given, terminal, { json: { jobId, termsHash, state },
      lines: [`✔ ${jobId}  ${state}`, `  terms ${termsHash}`,
        ...(noisy === undefined ? [] : [`  ${privacyLine(noisy.privacy)}`])] });
    return EXIT.done;
  },
};
