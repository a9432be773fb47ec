import { EXIT } from '../../exit.ts';
import { checkedSession } from './job.ts';
import { noiseLine } from './noise-options.ts';
import { answer, type PrivacyVerb, SESSION_OPTIONS } from './session-options.ts';

/**
 * `federate show`: checks every message of a session and says how it stands, with the hash of its
 * transcript.
 */
export const showVerb: PrivacyVerb = {
  options: SESSION_OPTIONS,
  run: async (given, terminal) => {
    const { state, transcript } = await checkedSession(given);
    const { terms, termsHash, round, isDone, reports, modelHash } = state;
    const { session, rounds } = terms;
    const noise = noiseLine(terms);
    const organs = terms.organs.map(({ organ }) => organ);
    answer(given, terminal, {
      json: { session, termsHash, organs, round, rounds, isDone, transcript, modelHash, reports,
        ...(terms.noise === undefined ? {} : { noise: terms.noise }) },
      lines: [
        `${session}  ${isDone ? 'done' : `step ${round} of ${rounds}`}  ${organs.join(', ')}`,
        `terms ${termsHash}`, `transcript ${transcript}`, ...(noise === undefined ? [] : [noise]),
      ],
    });
    return EXIT.done;
  },
};
