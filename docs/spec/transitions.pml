/* Generated from packages/registry/src/sealing/lifecycle/transition-table.ts by tests/spec/generate.ts. */
#define OPEN 0
#define PENDING 1
#define SEALED 2
#define UNDER_OBSERVATION 3
#define UNSEALED 4
#define RESCINDED 5
#define EXEMPT 6
#define ERASED 7
#define NO_WAY 255

#define MAY_Acknowledged (status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT || status == ERASED)
#define AFTER_Acknowledged ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> PENDING : \
  (status == UNDER_OBSERVATION -> PENDING : \
  (status == UNSEALED -> UNSEALED : \
  (status == RESCINDED -> RESCINDED : \
  (status == EXEMPT -> EXEMPT : \
  (status == ERASED -> ERASED : \
  NO_WAY))))))))

#define MAY_CorrectiveSealOrdered (status == OPEN || status == UNSEALED || status == RESCINDED)
#define AFTER_CorrectiveSealOrdered ( \
  (status == OPEN -> PENDING : \
  (status == UNSEALED -> PENDING : \
  (status == RESCINDED -> PENDING : \
  NO_WAY))))

#define MAY_ErasedByLaw (status == OPEN || status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT)
#define AFTER_ErasedByLaw ( \
  (status == OPEN -> ERASED : \
  (status == PENDING -> ERASED : \
  (status == SEALED -> ERASED : \
  (status == UNDER_OBSERVATION -> ERASED : \
  (status == UNSEALED -> ERASED : \
  (status == RESCINDED -> ERASED : \
  (status == EXEMPT -> ERASED : \
  NO_WAY))))))))

#define MAY_Escalated (status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT || status == ERASED)
#define AFTER_Escalated ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> SEALED : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  (status == UNSEALED -> UNSEALED : \
  (status == RESCINDED -> RESCINDED : \
  (status == EXEMPT -> EXEMPT : \
  (status == ERASED -> ERASED : \
  NO_WAY))))))))

#define MAY_ExemptedByApplication (status == OPEN || status == PENDING || status == SEALED || status == UNDER_OBSERVATION)
#define AFTER_ExemptedByApplication ( \
  (status == OPEN -> EXEMPT : \
  (status == PENDING -> EXEMPT : \
  (status == SEALED -> EXEMPT : \
  (status == UNDER_OBSERVATION -> EXEMPT : \
  NO_WAY)))))

#define MAY_HolderAdded (status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT)
#define AFTER_HolderAdded ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> PENDING : \
  (status == UNDER_OBSERVATION -> PENDING : \
  (status == UNSEALED -> UNSEALED : \
  (status == RESCINDED -> RESCINDED : \
  (status == EXEMPT -> EXEMPT : \
  NO_WAY)))))))

#define MAY_LastAcknowledged (status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT || status == ERASED)
#define AFTER_LastAcknowledged ( \
  (status == PENDING -> SEALED : \
  (status == SEALED -> SEALED : \
  (status == UNDER_OBSERVATION -> SEALED : \
  (status == UNSEALED -> UNSEALED : \
  (status == RESCINDED -> RESCINDED : \
  (status == EXEMPT -> EXEMPT : \
  (status == ERASED -> ERASED : \
  NO_WAY))))))))

#define MAY_LastAcknowledgedUnderObservation (status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT || status == ERASED)
#define AFTER_LastAcknowledgedUnderObservation ( \
  (status == PENDING -> UNDER_OBSERVATION : \
  (status == SEALED -> UNDER_OBSERVATION : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  (status == UNSEALED -> UNSEALED : \
  (status == RESCINDED -> RESCINDED : \
  (status == EXEMPT -> EXEMPT : \
  (status == ERASED -> ERASED : \
  NO_WAY))))))))

#define MAY_ObservationBreached (status == PENDING || status == UNDER_OBSERVATION)
#define AFTER_ObservationBreached ( \
  (status == PENDING -> PENDING : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  NO_WAY)))

#define MAY_ObservationPassed (status == PENDING || status == UNDER_OBSERVATION)
#define AFTER_ObservationPassed ( \
  (status == PENDING -> PENDING : \
  (status == UNDER_OBSERVATION -> SEALED : \
  NO_WAY)))

#define MAY_ObservationShortened (status == PENDING || status == UNDER_OBSERVATION)
#define AFTER_ObservationShortened ( \
  (status == PENDING -> PENDING : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  NO_WAY)))

#define MAY_ObservationStarted (status == PENDING || status == SEALED)
#define AFTER_ObservationStarted ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> UNDER_OBSERVATION : \
  NO_WAY)))

#define MAY_Reminded (status == PENDING || status == SEALED || status == UNDER_OBSERVATION || status == UNSEALED || status == RESCINDED || status == EXEMPT || status == ERASED)
#define AFTER_Reminded ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> SEALED : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  (status == UNSEALED -> UNSEALED : \
  (status == RESCINDED -> RESCINDED : \
  (status == EXEMPT -> EXEMPT : \
  (status == ERASED -> ERASED : \
  NO_WAY))))))))

#define MAY_Rescinded (status == PENDING || status == SEALED || status == UNDER_OBSERVATION)
#define AFTER_Rescinded ( \
  (status == PENDING -> RESCINDED : \
  (status == SEALED -> RESCINDED : \
  (status == UNDER_OBSERVATION -> RESCINDED : \
  NO_WAY))))

#define MAY_SealOrdered (status == OPEN || status == UNSEALED || status == RESCINDED || status == EXEMPT)
#define AFTER_SealOrdered ( \
  (status == OPEN -> PENDING : \
  (status == UNSEALED -> PENDING : \
  (status == RESCINDED -> PENDING : \
  (status == EXEMPT -> PENDING : \
  NO_WAY)))))

#define MAY_UnsealApproved (status == PENDING || status == SEALED || status == UNDER_OBSERVATION)
#define AFTER_UnsealApproved ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> SEALED : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  NO_WAY))))

#define MAY_UnsealOrdered (status == PENDING || status == SEALED || status == UNDER_OBSERVATION)
#define AFTER_UnsealOrdered ( \
  (status == PENDING -> UNSEALED : \
  (status == SEALED -> UNSEALED : \
  (status == UNDER_OBSERVATION -> UNSEALED : \
  NO_WAY))))

#define MAY_UnsealProposed (status == PENDING || status == SEALED || status == UNDER_OBSERVATION)
#define AFTER_UnsealProposed ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> SEALED : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  NO_WAY))))

#define MAY_UnsealRefused (status == PENDING || status == SEALED || status == UNDER_OBSERVATION)
#define AFTER_UnsealRefused ( \
  (status == PENDING -> PENDING : \
  (status == SEALED -> SEALED : \
  (status == UNDER_OBSERVATION -> UNDER_OBSERVATION : \
  NO_WAY))))
