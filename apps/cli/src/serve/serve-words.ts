import { sentenceOf, type SequencerEvent } from '@fengcun/application';
import type { Terminal } from '../terminal.ts';
import type { Configured } from './configured.ts';

/** What goes wrong with the log. */
export const tellSequencer = (terminal: Terminal) => (event: SequencerEvent): void => {
  if (event.event === 'fault') terminal.note(`the log: ${event.code}: ${event.message}\n`);
  if (event.event === 'alarm') terminal.note(`the log: ${sentenceOf(event.refusal)}\n`);
};

/** The token of the account that the first start made; never told again. */
export const tellToken = (terminal: Terminal, { path, token }: Configured): void => {
  if (token === undefined) return;
  const words = terminal.language === 'zh'
    ? `首次启动：已建立一个报送账户，其令牌只显示这一次：\n${token}\n配置（仅存令牌摘要）：${path}\n`
    : `first start: an account for intake was made; its token is shown only this once:\n${token}\n`
      + `configuration (keeps its hash only): ${path}\n`;
  terminal.note(words);
};

/** Where people begin to sign in; nothing where nobody does. */
export const tellBegin = (terminal: Terminal, address: string | undefined): void => {
  if (address === undefined) return;
  terminal.out(terminal.language === 'zh' ? `登录 ${address}\n` : `sign in at ${address}\n`);
};

/** The pages are built; seconds, once after each change of the program. */
export const tellBuilding = (terminal: Terminal): void => {
  terminal.note(terminal.language === 'zh' ? '正在准备页面（仅一次，约三秒）…\n'
    : 'preparing the pages (once, about 3 s) …\n');
};
