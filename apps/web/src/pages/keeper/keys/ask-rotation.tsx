import { type FormEvent, useState } from 'react';
import { useWords } from '../../../app/language.tsx';
import { useAct } from '../../../api/answers.ts';
import type { BodyOf } from '../../../api/interface.ts';
import { Told } from '../../../parts/told.tsx';
import { ROTATION_REASONS } from '../act-words.ts';
import { ReasonField } from '../reason-field.tsx';
import { TREE_WORDS } from '../words.ts';

type Tree = BodyOf<'readKeys'>['trees'][number]['tree'];
const TREES: readonly Tree[] = ['open', 'sealed'];

/** The security administrator asks; what is due is chosen already. */
export const AskRotation = ({ keys }: Readonly<{ keys: BodyOf<'readKeys'> }>) => {
  const { t } = useWords();
  const act = useAct('askKeyRotation');
  const due = keys.trees.filter(({ epochs }) => epochs.some(({ isDue }) => isDue)).map(({ tree }) => tree);
  const [chosen, setChosen] = useState<readonly Tree[]>(due.length === 0 ? TREES : due);
  const [freshRoot, setFreshRoot] = useState(false);
  const [reason, setReason] = useState('');
  const ask = (event: FormEvent) => {
    event.preventDefault();
    void act.run({ body: { trees: chosen, reason, ...(freshRoot ? { freshRoot } : {}) } });
  };
  return (
    <form className="sheet form" onSubmit={ask}>
      <h2>{t({ zh: '提出轮换', en: 'Ask for a rotation' })}</h2>
      <fieldset className="checks">
        <legend>{t({ zh: '轮换哪一侧', en: 'Which side' })}</legend>
        {TREES.map((tree) => (
          <label key={tree}>
            <input
              type="checkbox" checked={chosen.includes(tree)}
              onChange={({ target }) =>
                setChosen(TREES.filter((one) => (one === tree ? target.checked : chosen.includes(one))))}
            />{t(TREE_WORDS[tree])}
          </label>
        ))}
        <label>
          <input type="checkbox" checked={freshRoot} onChange={({ target }) => setFreshRoot(target.checked)} />
          {t({ zh: '同时更换根密钥（旧备份仍需旧根密钥）', en: 'with a fresh root (older backups still need the old one)' })}
        </label>
      </fieldset>
      <ReasonField value={reason} onChange={setReason} prepared={ROTATION_REASONS} />
      <Told problem={act.problem} />
      <div className="form-acts">
        <button type="submit" className="primary" disabled={act.isRunning || chosen.length === 0}>
          {t({ zh: '提出，等系统管理员同意', en: 'Ask; the system administrator agrees' })}
        </button>
      </div>
    </form>
  );
};
