import { useState } from 'react';
import type { RouteId } from '@fengcun/api';
import { useWords } from '../app/language.tsx';
import { sendThroughGate } from '../api/gate.ts';
import { Original } from './original.tsx';

/** LIMIT: a paper is fetched once and let go of soon; a browser's own viewer has its copy by then. */
const LET_GO_MILLISECONDS = 60_000;

/** Hands bytes to the browser under a neutral name: the name of a file is read by whoever borrows the phone. */
export const saveBytes = (bytes: Uint8Array, name: string, type: string): void => {
  const address = URL.createObjectURL(new Blob([bytes.slice()], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), LET_GO_MILLISECONDS);
};

/**
 * A button that saves a paper (PDF) of the interface; `number`: what the paper is numbered with; `isFirst`: the
 * one thing to do on the page.
 */
export const SavePaper = ({ route, call, name, label, number, isFirst = false }: Readonly<{
  route: RouteId; call: object; name: string; label: string; number?: string; isFirst?: boolean;
}>) => {
  const { t } = useWords();
  const [state, setState] = useState<'idle' | 'busy' | 'refused'>('idle');
  const save = async () => {
    setState('busy');
    const answer = await sendThroughGate(route, call);
    if (answer.ok && answer.body instanceof Uint8Array) {
      saveBytes(answer.body, name, 'application/pdf');
      setState('idle');
    } else setState('refused');
  };
  return (
    <>
      <button
        type="button" className={isFirst ? 'primary' : 'plain'} disabled={state === 'busy'}
        onClick={() => { void save(); }}
      >
        {label}{number !== undefined && <> <Original>{number}</Original></>}
      </button>
      {state === 'refused' && (
        <span role="alert" className="told">{t({ zh: '文书暂时无法取得。', en: 'The paper cannot be had just now.' })}</span>
      )}
    </>
  );
};
