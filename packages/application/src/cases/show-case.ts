import type { CaseTimeline } from '@fengcun/api';
import type { CaseCode } from '@fengcun/registry';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginRegistrarAct, type Registrar } from '../registrar/registrar-act.ts';
import { timelineOf } from '../service/cases-port.ts';

/** What happened in a case, pseudonymous, by any code of it; undefined where none is. An act of the log. */
export const showCase = async (
  deployment: Deployment, registrar: Registrar, code: CaseCode,
): Promise<CaseTimeline | undefined> => {
  const about = { case: deployment.pseudonyms.textOf('case-code', code) };
  const act = await beginRegistrarAct(deployment, registrar, { act: 'case.read', about, detail: code });
  return (await timelineOf(deployment, act, code))?.timeline;
};
