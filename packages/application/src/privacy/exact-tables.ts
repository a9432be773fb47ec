import { err, ok, type Result } from '@fengcun/kernel';
import { boundedTable, cellKey, cellsOf } from '@fengcun/privacy';
import type { ProceedingParts } from '../proceedings/index.ts';
import { countFlows } from './count-flows.ts';
import { beginJobAct, type JobActor } from './job-act.ts';
import { type PlanRefusal, tableOf } from './statistics-terms.ts';

/**
 * LAW: who leads or supervises sealing may know its figures; whoever publishes, researches or runs the
 * machine need not. @see 实施办法第22条（监督）; 个人信息保护法第6条（最小必要）
 */
const MAY_KNOW: ReadonlySet<string> = new Set(['supervisor', 'approver']);

/** Not one of the roles that may know. */
export type ExactRefusal = PlanRefusal | Readonly<{ code: 'ROLE_NOT_ALLOWED' }>;

/** A cell with its exact count, for the eyes of whoever asked alone. */
export type ExactCell = readonly [...codes: string[], count: number];

/**
 * Exact counts of a table for managers: role-gated, and each look has an entry of its own in the ledger.
 * Nothing of what is returned may be logged, stored or sent on.
 */
export const exactTable = async (
  parts: ProceedingParts, actor: JobActor, asked: Readonly<{ product: string; period: string }>,
): Promise<Result<readonly ExactCell[], ExactRefusal>> => {
  if (!MAY_KNOW.has(actor.role)) return err({ code: 'ROLE_NOT_ALLOWED' });
  const table = tableOf(asked.product, asked.period);
  if (!table.ok) return table;
  const { product, quarter } = table.value;
  await beginJobAct(parts, actor, { act: 'privacy.readExact', request: `${product.id} ${quarter}` });
  const { counts } = boundedTable(product, quarter, { flows: await countFlows(parts, actor) });
  return ok(cellsOf(product).map((cell): ExactCell => [...cell, Number(counts.get(cellKey(cell)) ?? 0n)]));
};
