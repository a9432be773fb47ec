import type {
  Bilingual, Matter, Pack, PackParameter, PackStatus, PackSwitch, ParameterUnit,
} from '@fengcun/policy';

/** The matter that the lab asks about: whether a record is sealed. */
export const LAB_MATTER = 'seal';

/** A figure or a list of names that can be moved, with its bounds and the value that stands in the pack. */
export type ParameterAbout = Readonly<{
  id: string; title: Bilingual; unit: ParameterUnit; cite: readonly string[];
  value: number | readonly string[]; min?: number; max?: number; options?: readonly string[];
}>;

/** One limb of a clause: its words, its condition, its citations. */
export type LimbAbout = Readonly<{ id: string; say: Bilingual; when: string; cite: readonly string[] }>;

/** One clause as it is shown beside its statutes. */
export type ClauseAbout = Readonly<{
  id: string; text: string; verbatim: boolean; cite: readonly string[]; outcome: string; explain: Bilingual;
  limbs: readonly LimbAbout[];
}>;

/** What the pages show of a pack; plain data, so that it can be made when the pages are built, or in a worker. */
export type PackAbout = Readonly<{
  id: string; version: string; status: PackStatus; title: Bilingual;
  parameters: readonly ParameterAbout[];
  switches: readonly Pick<PackSwitch, 'id' | 'question' | 'options' | 'default'>[];
  clauses: readonly ClauseAbout[];
}>;

const parameterAbout = (parameter: PackParameter): ParameterAbout => {
  const { id, title, unit, cite, min, max, options, values } = parameter;
  return {
    id, title, unit, cite, value: values.at(-1)?.value ?? 0, ...(min === undefined ? {} : { min }),
    ...(max === undefined ? {} : { max }), ...(options === undefined ? {} : { options }),
  };
};

const clausesAbout = (matter: Matter): readonly ClauseAbout[] => [
  ...matter.clauses.map(({ id, text, verbatim, cite, outcome, explain, conditions }) => ({
    id, text, verbatim, cite, outcome, explain,
    limbs: conditions.map((limb) => ({ id: limb.id, say: limb.say, when: limb.text, cite: limb.cite })),
  })),
  // What follows when no clause decides is read, and counted, like a last clause.
  {
    id: 'otherwise', text: '', verbatim: false, cite: matter.otherwise.cite, outcome: matter.otherwise.outcome,
    explain: matter.otherwise.explain, limbs: [],
  },
];

/** A pack as the pages show it. */
export const packAbout = (pack: Pack): PackAbout => {
  const { id, version, status, title, parameters, switches } = pack;
  const matter = pack.matters.find(({ name }) => name === LAB_MATTER);
  return {
    id, version, status, title, parameters: parameters.map(parameterAbout),
    switches: switches.map(({ id: name, question, options, default: standard }) =>
      ({ id: name, question, options, default: standard })),
    clauses: matter === undefined ? [] : clausesAbout(matter),
  };
};
