export {
  after, type Chain, type Expectation, hashOfKey, type MessageHead, type MessageRefusal, NO_CHAIN, openLine,
  openMessage,
  payloadNote, type PayloadNote, signMessage, type SignedMessage, transcriptHash,
} from './signed-message.ts';
