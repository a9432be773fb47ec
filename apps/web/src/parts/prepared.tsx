import { useWords, type Words } from '../app/language.tsx';
import { Original } from './original.tsx';

/**
 * Sentences a person may take over and change. What is taken over is Chinese whatever the language of the page,
 * because it goes on papers and into the record as it stands; the English under it is help alone.
 * @see 《国家通用语言文字法》第9条
 */
export const Prepared = ({ sentences, take }: Readonly<{
  sentences: readonly Words[]; take: (sentence: string) => void;
}>) => {
  const { t, language } = useWords();
  return (
    <div className="prepared">
      <small>{t({ zh: '常用语，点一下填入，可以再改：', en: 'Press to take a sentence over; change it as you like:' })}</small>
      {sentences.map(({ zh, en }) => (
        <button key={zh} type="button" className="quiet" onClick={() => take(zh)}>
          <Original>{zh}</Original>{language === 'en' && <small>{en}</small>}
        </button>
      ))}
    </div>
  );
};
