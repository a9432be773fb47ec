import assert from 'node:assert/strict';
import { loadPack } from '../load-pack.ts';
import type { Pack } from '../pack.ts';

/** A small correct pack: the checker has nothing to say about it, and every mutation starts from it. */
export const EXAMPLE = `id: example
version: 2022-05-30
status: inForce
title: {zh: 示例, en: example}
effective: {from: 2013-01-01}
switches:
  - id: K3
    question: {zh: 恰为五年的，是否封存, en: Is exactly five years sealed?}
    options: [sealFive, keepFiveOpen]
    default: sealFive
    cite: [M2022_24]
matters:
  seal:
    outcomes: [mustSeal, mustNotSeal, notCovered, needsReview]
    flags:
      - id: markCover
        effective: {from: 2022-05-30}
        when: jointWithAdult && !severed
        cite: [M2022_5]
        say: {zh: 案卷封皮应当标注。, en: Mark the dossier cover.}
    clauses:
      - id: entity
        text: 自然人。
        cite: [CPL_286_1]
        exceptTo: all
        all:
          - {id: is-entity, when: subjectKind == 'entity', cite: [CPL_286_1], say: {zh: 是单位, en: it is a unit}}
        outcome: notCovered
        explain: {zh: 不属于封存范围。, en: Not covered.}
      - id: disputed
        text: 年龄有争议。
        cite: [SPC2021_146_2]
        exceptTo: all
        all:
          - {id: age-not-proven, when: known(ageProven) && !ageProven, cite: [SPC2021_146_2], say: {zh: 年龄没有查清, en: age not proven}}
        outcome: needsReview
        explain: {zh: 年龄没有查清，请人工判断。, en: The age is not proven; a person must decide.}
      - id: too-long
        text: 超过五年。
        cite: [CPL_286_1]
        exceptTo: [juvenile]
        all:
          - {id: convicted, when: recordKind == 'conviction', cite: [CPL_286_1], say: {zh: 是有罪判决, en: it is a conviction}}
          - id: over-60-months
            when: executedTermMonths > 60 || (K3 == 'keepFiveOpen' && executedTermMonths == 60)
            cite: [CPL_286_1, CL_99]
            say: {zh: 超过五年, en: more than five years}
        outcome: mustNotSeal
        flags: [K3]
        explain: {zh: 不封存。, en: Not sealed.}
      - id: juvenile
        text: 犯罪的时候不满十八周岁，被判处五年有期徒刑以下刑罚的，应当对相关犯罪记录予以封存。
        cite: [CPL_286_1]
        all:
          - {id: convicted, when: recordKind == 'conviction', cite: [CPL_286_1], say: {zh: 是有罪判决, en: it is a conviction}}
          - {id: under-18, when: 'under18(bornOn, offenceTo)', cite: [CPL_286_1, SPC2006_2], say: {zh: 不满十八周岁, en: under eighteen}}
        outcome: mustSeal
        sealFrom: effectiveOn
        flags: [markCover]
        explain: {zh: 应当封存。, en: Must be sealed.}
    otherwise: {outcome: notCovered, cite: [CPL_286_1], explain: {zh: 不属于封存范围。, en: Not covered.}, intended: true}
`;

/** The example with one change; the text that is replaced must be there. */
export const changed = (before: string | RegExp, after: string, text = EXAMPLE): string => {
  const result = text.replace(before, after);
  assert.notEqual(result, text, 'the mutation changed nothing');
  return result;
};

/** A pack that loads. */
export const packOf = (text: string): Pack => {
  const pack = loadPack(text);
  assert.ok(pack.ok, JSON.stringify(pack));
  return pack.value;
};
