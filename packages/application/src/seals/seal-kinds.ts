/**
 * Kinds of messages between the platform and organs about seals, as the exchange names them: on the way an
 * order is `cn.fengcun.exchange.sealOrder.v1`.
 */
export const SEAL_KINDS = {
  order: 'sealOrder', receipt: 'sealReceipt',
  /** To a holder that has not answered its order. */
  reminder: 'sealReminder',
  /** To the supervisor of a holder that let its last day pass. @see 2022 Measures art. 22 */
  escalation: 'sealEscalation',
} as const;
