import {
  type HolderKey, type OrganType, type Recipient, regionOf, regionsAbove, type SealTrigger,
} from '@fengcun/registry';

/**
 * One organ in the districts of a deployment: organs of one district are 同级 and work on the same cases; the
 * procuratorate of the district supervises the others, and the one a level above supervises it.
 */
export type DistrictOrgan = Readonly<{ organ: HolderKey; district: string }>;

/** Which organ stands behind a kind, and who supervises whom. */
export type SealOrgans = Readonly<{
  /** The one organ of a kind in the district of another; undefined where there is none, or more than one. */
  besideOf: (organ: HolderKey, type: OrganType) => HolderKey | undefined;
  /** The organ of its kind one level above; undefined where this platform knows none, or more than one. */
  superiorOf: (organ: HolderKey) => HolderKey | undefined;
  /**
   * Who is told that an organ is late; never the organ itself. Undefined where nobody is known: a person
   * must name one. @see 2022 Measures art. 22
   */
  supervisorOf: (organ: HolderKey) => HolderKey | undefined;
  /**
   * Whom an emergency at an organ can alarm, the nearest first: who supervises it, the one procuratorate of
   * each region above, then who supervises this platform; never the organ itself, empty where none is known.
   */
  alarmedBy: (organ: HolderKey) => readonly HolderKey[];
}>;

const typeOf = (organ: HolderKey): string => organ.slice(0, organ.indexOf('/'));
const regionIn = (organ: HolderKey): string | undefined => regionOf(organ.slice(organ.indexOf('/') + 1));

type Above = Readonly<{ organ: HolderKey; type: string }>;

/** Organs of a kind in a region, other than the organ. */
const organsIn = (all: readonly HolderKey[], region: string, { organ, type }: Above): readonly HolderKey[] =>
  all.filter((one) => typeOf(one) === type && one !== organ && regionIn(one) === region);

/**
 * The organ of the same kind one level above, by the administrative region that the registered codes begin
 * with; no level is skipped, and where two stand in one region nobody is guessed. @see 《人民检察院组织法》第10条
 */
const organAbove = (all: readonly HolderKey[], organ: HolderKey): HolderKey | undefined => {
  const [region, type] = [regionIn(organ), typeOf(organ)];
  for (const above of region === undefined ? [] : regionsAbove(region)) {
    const found = organsIn(all, above, { organ, type });
    if (found.length > 0) return found.length === 1 ? found[0] : undefined;
  }
  return undefined;
};

/** Every level above a region, the nearest first. */
const everyRegionAbove = (region: string): readonly string[] => {
  const above = regionsAbove(region);
  const highest = above.at(-1);
  return highest === undefined ? [] : [...above, ...everyRegionAbove(highest)];
};

/** Of each region from the organ's own upwards the one procuratorate there, of a procuratorate from above. */
const procuratoratesOver = (all: readonly HolderKey[], organ: HolderKey): readonly HolderKey[] => {
  const own = regionIn(organ);
  if (own === undefined) return [];
  const regions = [...(typeOf(organ) === 'procuratorate' ? [] : [own]), ...everyRegionAbove(own)];
  return regions.flatMap((region) => {
    const found = organsIn(all, region, { organ, type: 'procuratorate' });
    return found.length === 1 ? found : [];
  });
};

/**
 * Organs by district, as configured; `known` are those of no district, which may stand above; `supervisor` is
 * the procuratorate that supervises the platform.
 */
export const sealOrgans = (
  organs: readonly DistrictOrgan[], known: readonly HolderKey[] = [], supervisor?: HolderKey,
): SealOrgans => {
  const all = [...new Set([...organs.map(({ organ }) => organ), ...known])];
  const districtOf = new Map(organs.map(({ organ, district }) => [organ, district]));
  const besideOf: SealOrgans['besideOf'] = (organ, type) => {
    const district = districtOf.get(organ);
    const found = district === undefined ? []
      : organs.filter((one) => one.district === district && typeOf(one.organ) === type);
    return found.length === 1 ? found[0]?.organ : undefined;
  };
  const superiorOf: SealOrgans['superiorOf'] = (organ) => organAbove(all, organ);
  const supervisorOf: SealOrgans['supervisorOf'] = (organ) =>
    (typeOf(organ) === 'procuratorate' ? superiorOf(organ) : besideOf(organ, 'procuratorate'));
  const alarmedBy: SealOrgans['alarmedBy'] = (organ) => {
    const found = [supervisorOf(organ), ...procuratoratesOver(all, organ), supervisor];
    return [...new Set(found.flatMap((one) => (one === undefined || one === organ ? [] : [one])))];
  };
  return { besideOf, superiorOf, supervisorOf, alarmedBy };
};

/**
 * Holders that the law names and of which only the kind was told: where the district of the determining organ
 * has exactly one of that kind, it is that one; else it stays a question, never a guess.
 * @see 2022 Measures art. 11 (同级人民检察院、同级公安机关)
 */
export const completedRecipients = (
  organs: SealOrgans, trigger: SealTrigger, unknown: readonly OrganType[],
): Readonly<{ recipients: readonly Recipient[]; stillUnknown: readonly OrganType[] }> => {
  const { type, code } = trigger.determinedBy;
  const determining = code === undefined ? undefined : `${type}/${code}`;
  const named = new Set(trigger.recipients.map(({ holder }) => holder));
  const found = unknown.map((kind) =>
    ({ kind, holder: determining === undefined ? undefined : organs.besideOf(determining, kind) }));
  const recipients = found.flatMap(({ kind, holder }): readonly Recipient[] => {
    if (holder === undefined || named.has(holder)) return [];
    // Notified by the order like the others of its level; an executing organ is told by its own messages.
    const rule = trigger.ground === 'nonProsecution' || trigger.ground === 'conditionalNonProsecution'
      ? 'sealAfterNonProsecution' : 'sealAfterReceipt';
    return [{ holder, type: kind, rule, starts: 'receipt', waits: false }];
  });
  return {
    recipients: [...trigger.recipients, ...recipients],
    stillUnknown: found.flatMap(({ kind, holder }) => (holder === undefined ? [kind] : [])),
  };
};
