import type { ComponentType } from 'react';
import type { Role } from '../api/session.tsx';
import type { Words } from './language.tsx';

/**
 * A page: its address, who it is for, its name, and what shows it, loaded when it is opened. `title` names
 * the kind of thing alone, never a person or a number: titles stand in histories and on others' screens.
 */
export type Page = Readonly<{
  path: string; roles: readonly Role[]; title: Words;
  /** Kinds of organs whose people have it; every kind where none is named. */
  kinds?: readonly string[];
  /** Whether it stands in the menu. */
  isInMenu: boolean;
  load: () => Promise<Readonly<{ default: ComponentType }>>;
}>;
