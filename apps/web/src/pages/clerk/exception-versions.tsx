import { useState } from 'react';
import type { BodyOf, CallOf } from '../../api/interface.ts';
import { useWords, type Words } from '../../app/language.tsx';
import { instantText } from '../../parts/dates.ts';
import { useMissing } from '../../parts/missing.ts';
import { toChoose } from '../../parts/needed.ts';
import { Original } from '../../parts/original.tsx';
import { type Content, usePlaceWords } from './exception-members.tsx';
import { CHOICE, CHOICE_REASONS } from './exception-words.ts';
import { memberChoice } from './member-words.ts';

type Versions = NonNullable<Content['versions']>;
type Version = Versions[number];
type Choose = Extract<CallOf<'resolveException'>['body'], { action: 'choose' }>;

const UNSAID: Words = { zh: '（没有这一项）', en: '(not there)' };

/** What one version says at a place, in words where the value is one of a set. */
const Value = ({ version, at }: Readonly<{ version: Version; at: string }>) => {
  const { t } = useWords();
  const member = version.members.find((one) => one.at === at);
  if (member === undefined) return <span className="faint">{t(UNSAID)}</span>;
  const words = memberChoice(at, member.type, member.value)?.[member.value];
  return words === undefined ? <Original>{member.value}</Original> : <>{t(words)}</>;
};

const Marks = ({ version: { isOwn, stands }, isProposed }: Readonly<{ version: Version; isProposed: boolean }>) => {
  const { t } = useWords();
  const told = [
    ...(isOwn ? [{ zh: '本人更正', en: 'yours' }] : []), ...(stands ? [{ zh: '现以此为准', en: 'stands' }] : []),
    ...(isProposed ? [{ zh: '有人提出以此为准', en: 'proposed' }] : []),
  ];
  const words = told.map((one) => t(one)).join(t({ zh: '；', en: '; ' }));
  return told.length === 0 ? null : <span className="version-marks">{words}</span>;
};

type Choosing = Readonly<{
  item: BodyOf<'readException'>; versions: Versions; isRunning: boolean; resolve: (body: Choose) => void;
}>;

const Heads = ({ versions, choice, chosen, choose, isOpen }: Readonly<{
  versions: Versions; choice: Choosing['item']['choice']; chosen: string | undefined;
  choose: (version: string) => void; isOpen: boolean;
}>) => {
  const { t } = useWords();
  return (
    <thead><tr>
      <th scope="col">{t({ zh: '不同之处', en: 'What differs' })}</th>
      {versions.map((one, n) => (
        <th key={one.version} scope="col">
          <label>
            {isOpen && <input
              type="radio" name="version" value={one.version} checked={chosen === one.version}
              onChange={() => choose(one.version)}
            />}{' '}
            {t({ zh: `第${n + 1}份`, en: `No. ${n + 1}` })}
          </label>
          <span className="faint">{instantText(one.recordedAt)}</span>
          <Marks version={one} isProposed={choice?.version === one.version} />
        </th>
      ))}
    </tr></thead>
  );
};

const WHICH: Words = { zh: '以哪份为准', en: 'which one stands' };
const BECAUSE: Words = { zh: '理由', en: 'Because' };

/** Settled from elsewhere, or overtaken: whoever sees it ends it. */
const EndLeftOver = ({ end, isRunning }: Readonly<{ end: () => void; isRunning: boolean }>) => {
  const { t } = useWords();
  return (
    <section className="sheet form-acts">
      <p>{t({
        zh: '已经确定以其中一份为准，不必再选。', en: 'One of them stands already; nothing is left to choose.',
      })}</p>
      <button type="button" className="primary" disabled={isRunning} onClick={end}>
        {t({ zh: '结束这条异常', en: 'End this exception' })}
      </button>
    </section>
  );
};

/** Nothing is chosen before, neither a version nor a reason: whoever agrees has looked, too. */
const ChooseAct = ({ item: { choice }, isRunning, resolve, chosen }: Omit<Choosing, 'versions'> & Readonly<{
  chosen: string | undefined;
}>) => {
  const { t } = useWords();
  const [reason, setReason] = useState<Choose['reason']>();
  const missing = useMissing([
    { name: 'version', asks: toChoose(WHICH), isThere: chosen !== undefined },
    { name: 'choice-reason', asks: toChoose(BECAUSE), isThere: reason !== undefined },
  ]);
  const isAgreed = choice !== undefined && choice.version === chosen && choice.reason === reason;
  const act = (pressed: Element) => {
    if (missing.lets(pressed) && chosen !== undefined && reason !== undefined) {
      resolve({ action: 'choose', chosen, reason });
    }
  };
  const mistake = missing.told('version') ?? missing.told('choice-reason');
  return (
    <section className="sheet form-acts">
      <label htmlFor="choice-reason">{t(BECAUSE)}</label>{' '}
      <select
        id="choice-reason" name="choice-reason" value={reason ?? ''}
        onChange={({ target }) => setReason(CHOICE_REASONS.find((one) => one === target.value))}
        {...(missing.told('choice-reason') === undefined ? {} : { 'aria-invalid': true })}
      >
        <option value="">{t({ zh: '请选择', en: 'choose' })}</option>
        {CHOICE_REASONS.map((one) => <option key={one} value={one}>{t(CHOICE[one])}</option>)}
      </select>{' '}
      <button
        type="button" className="primary" disabled={isRunning} onClick={({ currentTarget }) => act(currentTarget)}
      >
        {isAgreed ? t({ zh: '同意以这份为准', en: 'Agree that it stands' })
          : t({ zh: '提出以这份为准', en: 'Propose that it stands' })}
      </button>
      {mistake !== undefined && <span className="told" role="alert">{mistake}</span>}
      <p className="hint">{t({
        zh: '须两人一致：一人提出，另一人同意后，以选定的一份为准；其余各份留存，不作依据。',
        en: 'It takes two: one proposes, another agrees. The others are kept then, and count for nothing.',
      })}</p>
    </section>
  );
};

/** Every way in which one document was told, side by side and only where they differ, and which of them stands. */
export const ChooseVersion = ({ item, versions, ...acts }: Choosing) => {
  const { t } = useWords();
  const placeWords = usePlaceWords();
  const [chosen, setChosen] = useState<string>();
  const places = [...new Set(versions.flatMap(({ members }) => members.map(({ at }) => at)))];
  const standing = versions.find(({ stands }) => stands);
  const end = (version: string) => acts.resolve({ action: 'choose', chosen: version, reason: 'asInDocument' });
  const caption = t({ zh: '各份内容的不同之处', en: 'Where they differ' });
  return (
    <div data-form="">
      <div className="rows-frame" role="region" aria-label={caption} tabIndex={0}>
        <table className="rows versions">
          <caption className="hidden-words">{caption}</caption>
          <Heads
            versions={versions} choice={item.choice} chosen={chosen} choose={setChosen}
            isOpen={standing === undefined}
          />
          <tbody>{places.map((at) => (
            <tr key={at}>
              <th scope="row">{placeWords(at)}</th>
              {versions.map((one) => (
                <td key={one.version} className={one.version === chosen ? 'version-chosen' : undefined}>
                  <Value version={one} at={at} />
                </td>
              ))}
            </tr>
          ))}</tbody>
        </table>
      </div>
      {standing === undefined ? <ChooseAct item={item} chosen={chosen} {...acts} />
        : <EndLeftOver end={() => end(standing.version)} isRunning={acts.isRunning} />}
    </div>
  );
};
