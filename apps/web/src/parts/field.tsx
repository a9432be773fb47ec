import { type ReactNode, useId } from 'react';

/** What a field's control gets, so that its words and its mistake are read with it. */
export type FieldControl = Readonly<{ id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }>;

/** A field: label, control, a hint, and what is wrong with it. */
export const Field = ({ label, hint, mistake, children }: Readonly<{
  label: ReactNode; hint?: ReactNode; mistake?: string | undefined; children: (control: FieldControl) => ReactNode;
}>) => {
  const id = useId();
  const described = [hint === undefined ? [] : [`${id}-hint`], mistake === undefined ? [] : [`${id}-mistake`]].flat();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children({
        id, ...(described.length === 0 ? {} : { 'aria-describedby': described.join(' ') }),
        ...(mistake === undefined ? {} : { 'aria-invalid': true as const }),
      })}
      {hint !== undefined && <p className="hint" id={`${id}-hint`}>{hint}</p>}
      {mistake !== undefined && <p className="told" id={`${id}-mistake`} role="alert">{mistake}</p>}
    </div>
  );
};
