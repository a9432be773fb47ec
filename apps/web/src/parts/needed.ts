import type { Words } from '../app/language.tsx';

/** What an act needs before it can be done: the name of its control, and the sentence that asks for it. */
export type Needed = Readonly<{ name: string; asks: Words; isThere: boolean }>;

/** Asks for a choice. */
export const toChoose = ({ zh, en }: Words): Words => ({ zh: `请选择“${zh}”。`, en: `Choose under “${en}” first.` });
/** Asks for words. */
export const toWrite = ({ zh, en }: Words): Words => ({ zh: `请填写“${zh}”。`, en: `Fill in “${en}” first.` });
