import type { CivilDate } from '@fengcun/kernel';
import {
  type FiledInquiry, type InquiryEvent, type InquiryStage, type Look, shownLooks, type ShownLook,
} from '@fengcun/registry';
import { INQUIRY_KIND, inquiryMachine } from '../inquiry/inquiry-machine.ts';
import { readProceedings } from '../proceedings/index.ts';
import type { RightsActor, RightsParts } from './rights-parts.ts';
import { ownTerm } from './rights-steps.ts';

/** LIMIT: looks shown at once, the newest; a person with more asks for a copy. */
const LOOKS_MAX = 200;

/** Where something was shown, or tried in vain: what was only applied for takes the place of no look. */
const LOOKED: readonly InquiryStage[] = ['disclosed', 'refused', 'notAccepted', 'expired'];

const outcomeOf = ({ stage }: FiledInquiry): Look['outcome'] | undefined => {
  switch (stage) {
    case 'disclosed': return 'disclosed';
    case 'refused': case 'notAccepted': return 'refused';
    case 'expired': return 'expired';
    default: return undefined;
  }
};

const fieldsOf = (events: readonly InquiryEvent[]): readonly string[] => {
  const shown = events.find((event) => event.type === 'InquiryDisclosed');
  if (shown?.type !== 'InquiryDisclosed') return [];
  const { disclosure } = shown;
  return disclosure.kind === 'file' ? ['file', ...disclosure.modes]
    : ['answer', ...new Set(disclosure.items.map(({ what }) => what))];
};

const lookOf = (
  state: FiledInquiry, events: readonly InquiryEvent[], today: CivilDate,
): Look | undefined => {
  const { withheld, application: { kind, inquirer, basisId, purpose } } = state;
  const [outcome, first] = [outcomeOf(state), events[0]];
  if (outcome === undefined || first === undefined) return undefined;
  return {
    at: first.at, organ: inquirer.name, inquirerKind: kind, basis: basisId ?? 'CPL_286_2', purpose, outcome,
    shown: fieldsOf(events),
    // Prolonged by a person on a ground, or shown: silence past the day keeps nothing from the person.
    ...(withheld === undefined ? {} : {
      withheld: {
        cite: withheld.cite, reviewOn: withheld.until,
        caseEnded: today > withheld.until ? true : 'unknown' as const,
      },
    }),
  };
};

/**
 * 谁查过我: looks at the record of a citizen and attempts at it, oldest first; the same statements whether
 * there were any. Looks of a case are left out while its secrecy is presumed.
 * @see 个人信息保护法第44条、第45条、第35条
 */
export const ownLooks = async (parts: RightsParts, actor: RightsActor): Promise<readonly ShownLook[]> => {
  const term = await ownTerm(parts, actor);
  if (term === undefined) return [];
  const today = parts.today();
  const machine = inquiryMachine(parts.rules());
  return readProceedings(parts, { side: 'sealed', act: actor.act }, async ({ list, load }) => {
    const rows = await list({
      proceedingKind: INQUIRY_KIND, subjectTerm: term, states: LOOKED, isNewestFirst: true, limit: LOOKS_MAX,
    });
    const looks: Look[] = [];
    for (const { proceedingId } of rows.toReversed()) {
      const found = await load(machine, proceedingId);
      if (found === undefined || found.state.stage === 'none') continue;
      const look = lookOf(found.state, found.events, today);
      if (look !== undefined) looks.push(look);
    }
    return shownLooks(looks);
  });
};
