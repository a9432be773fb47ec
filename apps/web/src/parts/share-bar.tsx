/** A share as a bar with its number beside it; `share` is a decimal text, empty where there is none. */
export const ShareBar = ({ share }: Readonly<{ share: string }>) => {
  if (share === '') return <span className="faint">—</span>;
  const percent = Math.max(0, Math.min(1, Number(share))) * 100;
  return (
    <span className="share">
      <svg width="72" height="8" aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none">
        <rect width="100" height="8" className="share-rest" /><rect width={percent} height="8" className="share-part" />
      </svg>
      {`${percent.toFixed(1)}%`}
    </span>
  );
};
