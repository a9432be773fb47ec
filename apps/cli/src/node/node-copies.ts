import { createSecretKey } from 'node:crypto';
import { resolve } from 'node:path';
import {
  copyKey, type Deployment, folderCopies, type NodeParts, postgresSession, viewCopies,
} from '@fengcun/application';
import { UnusableInput } from '../exit.ts';
import type { NodeConfig } from './node-config.ts';

/** Where the copies of an organ are, and what closes the way to them. */
export type OpenCopies = Readonly<{ copies: NodeParts['copies']; close: () => Promise<void> }>;

const nothing = async (): Promise<void> => undefined;

/**
 * The copies named by `--copies`: `own` (records of this deployment), `folder:DIR` or `view:URL`.
 * @throws UnusableInput
 */
export const openCopies = async (
  text: string, deployment: Deployment, { view }: Pick<NodeConfig, 'view'>,
): Promise<OpenCopies> => {
  if (text === 'own') return { copies: 'own', close: nothing };
  if (text.startsWith('folder:') && text.length > 'folder:'.length) {
    return { copies: folderCopies(resolve(text.slice('folder:'.length))), close: nothing };
  }
  if (text.startsWith('view:')) {
    if (view === undefined) {
      throw new UnusableInput('--copies view: name the view and its columns in "view" of --config');
    }
    const session = postgresSession(text.slice('view:'.length));
    const key = createSecretKey(await copyKey(deployment));
    return {
      copies: viewCopies({ session, names: view, key, clock: deployment.clock }), close: session.close,
    };
  }
  throw new UnusableInput('--copies: own, folder:DIR or view:URL');
};
