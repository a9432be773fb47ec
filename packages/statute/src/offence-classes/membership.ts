import { OFFENCE_CLASS_DEFINITIONS } from './definitions.ts';
import { OFFENCE_CLASSES, type OffenceClass } from './offence-class.ts';

/** Where a charge stands: enough to know its classes. */
export type Provision = Readonly<{ name: string; article: string; chapter: number; section?: number }>;

const placesOf = (provision: Provision): ReadonlySet<string> => new Set([
  provision.name,
  `art:${provision.article}`,
  String(provision.chapter),
  ...(provision.section === undefined ? [] : [`${provision.chapter}.${provision.section}`]),
]);

const meets = (places: ReadonlySet<string>, listed: readonly string[] = []): boolean =>
  listed.some((place) => places.has(place));

/** Classes a charge belongs to whatever the facts were, in the order of the list. */
export const classesOfProvision = (provision: Provision): readonly OffenceClass[] => {
  const places = placesOf(provision);
  return OFFENCE_CLASSES.filter((name) => {
    const { certain, except } = OFFENCE_CLASS_DEFINITIONS[name];
    return meets(places, certain) && !meets(places, except);
  });
};

/** Classes a charge belongs to only on facts its name does not tell; a person must say. None is certain. */
export const classesByFactOf = (provision: Provision): readonly OffenceClass[] => {
  const places = placesOf(provision);
  const certain = classesOfProvision(provision);
  return OFFENCE_CLASSES.filter((name) =>
    !certain.includes(name) && meets(places, OFFENCE_CLASS_DEFINITIONS[name].byFact));
};
