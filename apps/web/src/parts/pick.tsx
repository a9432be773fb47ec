import type { ReactNode } from 'react';

/** One of several, with a line about each; a set of radio buttons that looks like cards. */
export const Pick = <T extends string>({ legend, options, value, choose, name }: Readonly<{
  legend: ReactNode; name: string; value: T | undefined; choose: (value: T) => void;
  options: readonly Readonly<{ value: T; label: ReactNode; about?: ReactNode }>[];
}>) => (
  <fieldset className="pick">
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
  </fieldset>
);
