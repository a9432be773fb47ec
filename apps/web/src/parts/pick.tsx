import { type ReactNode, useId } from 'react';

/** One of several, with a line about each; a set of radio buttons that looks like cards, and what is wrong with it. */
export const Pick = <T extends string>({ legend, options, value, choose, name, mistake }: Readonly<{
  legend: ReactNode; name: string; value: T | undefined; choose: (value: T) => void; mistake?: string | undefined;
  options: readonly Readonly<{ value: T; label: ReactNode; about?: ReactNode }>[];
}>) => {
  const id = useId();
  return (
    <fieldset className="pick" {...(mistake === undefined ? {} : { 'aria-describedby': id })}>
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value} className={option.value === value ? 'pick-one pick-chosen' : 'pick-one'}>
          <input
            type="radio" name={name} value={option.value} checked={option.value === value}
            onChange={() => choose(option.value)}
          />
          <span><b>{option.label}</b>{option.about !== undefined && <small>{option.about}</small>}</span>
        </label>
      ))}
      {mistake !== undefined && <p className="told" id={id} role="alert">{mistake}</p>}
    </fieldset>
  );
};
