import { verifyingKey } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import { openChain, sayNext } from '@fengcun/privacy';
import { EXIT, UnusableInput } from '../../exit.ts';
import { publicText } from '../organ-key.ts';
import { readParcels, writeParcel } from './exchange-folder.ts';
import { makeMaskKey, ownSigner, prepareOwn } from './own-folder.ts';
import { answer, organOption, type PrivacyVerb, SESSION_OPTIONS, sessionPlace } from './session-options.ts';

/**
 * `federate join`: makes the keys of an organ and says so. The printed signing key goes to the
 * coordinator by another way than the exchange folder: who may write there must not be able to join as
 * somebody.
 */
export const joinVerb: PrivacyVerb = {
  options: { ...SESSION_OPTIONS, organ: { type: 'string' } },
  run: async (given, terminal) => {
    const place = sessionPlace(given);
    const { exchange, session } = place;
    const organ = organOption(given);
    if ((await readParcels(exchange, organ)).length > 0) {
      throw new UnusableInput(`${organ} has joined session ${session} already`);
    }
    await prepareOwn(place);
    const signer = await ownSigner(place);
    const maskKey = await makeMaskKey(place, session);
    const key = verifyingKey(signer.algorithm, signer.publicKey);
    const start = openChain([], { session, role: organ,
      key: present(key.ok ? key.value : undefined, 'own key') });
    const chain = present(start.ok ? start.value.chain : undefined, 'an empty chain');
    const signingKey = publicText(signer);
    const body = { organ, maskKey, signingKey };
    const parcel = await sayNext(chain, { session, role: organ, seen: '', body }, signer);
    await writeParcel(exchange, { role: organ, seq: 0 }, parcel);
    answer(given, terminal, { json: { organ, signingKey }, lines: [signingKey] });
    return EXIT.done;
  },
};
