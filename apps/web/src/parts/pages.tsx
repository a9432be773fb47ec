import { useWords } from '../app/language.tsx';

/** To the next page of a list, and back to its beginning; nothing where one page holds it all. */
export const Pages = ({ after, next, go }: Readonly<{
  after: string | undefined; next: string | undefined; go: (after: string | undefined) => void;
}>) => {
  const { t } = useWords();
  return (
    <>
      {after !== undefined && (
        <button type="button" className="plain"
          onClick={() => go(undefined)}>{t({ zh: '回到第一页', en: 'First page' })}</button>
      )}
      {next !== undefined && (
        <button type="button" className="plain"
          onClick={() => go(next)}>{t({ zh: '下一页', en: 'Next page' })}</button>
      )}
    </>
  );
};
