import { useWords } from '../app/language.tsx';
import { Original } from './original.tsx';
import { organWords } from './organ-words.ts';

/** An organ as people read it; one that is known by its name alone keeps it in every language. */
export const OrganName = ({ organ }: Readonly<{ organ: string }>) => {
  const { t } = useWords();
  const words = organWords(organ);
  return words.en === organ ? <Original>{organ}</Original> : t(words);
};
