import { useAnswer } from '../api/answers.ts';
import { useWords } from '../app/language.tsx';
import { Original } from './original.tsx';
import { organWords } from './organ-words.ts';

/** Organs change by a configuration, not while somebody reads: asked once and kept while the page is open. */
const KEPT_MS = 3_600_000;

/**
 * How organs are called here: by the name this platform knows, else by kind and code. Names of organs are
 * public; the list tells nothing about a record.
 */
export const useOrganNames = (): ((organ: string) => string) => {
  const { t } = useWords();
  const reading = useAnswer('listOrgans', {}, { freshMs: KEPT_MS });
  const known = reading.state === 'there' ? reading.body.items : [];
  return (organ) => known.find((one) => one.organ === organ)?.name ?? t(organWords(organ));
};

/** An organ as people read it; one that is known by its name keeps it in every language. */
export const OrganName = ({ organ }: Readonly<{ organ: string }>) => {
  const { t } = useWords();
  const name = useOrganNames()(organ);
  const words = organWords(organ);
  return name === t(words) && words.en !== organ ? name : <Original>{name}</Original>;
};
