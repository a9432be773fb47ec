/** Nothing is there; says why that is well or what to do. */
export const Nothing = ({ children }: Readonly<{ children: string }>) => (
  <div className="sheet nothing"><span className="nothing-mark" aria-hidden="true">○</span><p>{children}</p></div>
);
