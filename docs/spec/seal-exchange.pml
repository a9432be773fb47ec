/*
 * How an order reaches every copy: the platform and three organs, as docs/sealing.md promises it.
 * Commands, results and what the model leaves out: README.md in this folder.
 *
 * Durable (survives a crash): status, newest, acked, known, escalated of the platform; standing, done and the
 * copies themselves of an organ. Volatile (lost): what the platform has read and not stored, and the work an
 * organ has begun. The links lose, double, reorder and delay: each is a SET of messages in the air, any of
 * which may be delivered next (reordered), delivered and stay (doubled), or vanish (lost).
 */
#include "transitions.pml"

#define HOLDERS 3

/* Orders are numbered from 1; odd ones want the copy sealed, even ones open (unseal or rescind). */
#ifndef ORDERS
#define ORDERS 3
#endif
#define TARGET(sequence) ((sequence) % 2)
#define BIT(n) (1 << (n))

/* The platform. */
byte status = OPEN;
byte newest = 0;
byte acked = 0;                 /* holders that answered the newest order */
byte known = 3;                 /* holders known; the third turns up late */
#ifdef ESCALATION
byte escalated = 0;             /* holders whose supervisor was told about the newest order */
#endif

/* The organs. */
byte standing[HOLDERS];         /* newest order taken */
bit done[HOLDERS];              /* its copies were brought to its target: the receipt is stored */
bit copySealed[HOLDERS];        /* what the copy really is */
byte work[HOLDERS];             /* volatile: order whose work is under way, one at a time */

/* The links: bit s is set while a message about order s is in the air. */
byte orders[HOLDERS];
byte receipts[HOLDERS];

#define MISSING(h) ((known & BIT(h)) && !(acked & BIT(h)))
#define ALL_ANSWERED (newest > 0 && acked == known)

#ifdef MUTANT_SHOWN_EARLY       /* planted: shown sealed before the last answer */
#define IS_LAST(h) true
#else
#define IS_LAST(h) ((acked | BIT(h)) == known)
#endif

#ifdef MUTANT_OLDER_COUNTS      /* planted: an answer to an older order counts */
#define COUNTS(sequence) ((sequence) <= newest)
#else
#define COUNTS(sequence) ((sequence) == newest)
#endif

#ifdef MUTANT_OLDER_APPLIED     /* planted: an organ applies an older order */
#define IS_NEWER(sequence, h) ((sequence) != standing[h])
#else
#define IS_NEWER(sequence, h) ((sequence) > standing[h])
#endif

/* What the platform shows: by its status, which the table of the code moves. */
#define SHOWN_SEALED (status == SEALED || status == UNDER_OBSERVATION)

/* ---- what must hold in every state ---- */

inline checked() {
  /* Never shown sealed while a copy that is known of is open. */
  assert(!SHOWN_SEALED || ((!(known & 1) || copySealed[0]) && (!(known & 2) || copySealed[1])
    && (!(known & 4) || copySealed[2])));
  /* Never two contradictory final states: whoever is counted as answered has the newest target. */
  assert(!(acked & 1) || copySealed[0] == TARGET(newest));
  assert(!(acked & 2) || copySealed[1] == TARGET(newest));
  assert(!(acked & 4) || copySealed[2] == TARGET(newest));
#ifndef MUTANT_SHOWN_EARLY      /* which is to be found by what it shows, not by its bookkeeping */
  /* The status never says another thing than the newest order and its answers. */
  assert((status == OPEN) == (newest == 0));
  assert(newest == 0 || !SHOWN_SEALED || (TARGET(newest) == 1 && acked == known));
  assert(newest == 0 || (TARGET(newest) == 1) == (status == PENDING || SHOWN_SEALED));
#endif
}

/* ---- the platform ---- */

inline ordered(next) {
  status = next; newest++; acked = 0;
#ifdef ESCALATION
  escalated = 0;
#endif
  checked();
}

/* A receipt is stored: it counts or it changes nothing. */
inline stored(h, sequence) {
  if
  :: COUNTS(sequence) && (known & BIT(h)) && IS_LAST(h) && MAY_LastAcknowledged ->
     status = AFTER_LastAcknowledged; acked = acked | BIT(h)
  :: COUNTS(sequence) && (known & BIT(h)) && !IS_LAST(h) && MAY_Acknowledged ->
     status = AFTER_Acknowledged; acked = acked | BIT(h)
  :: else
  fi;
  checked()
}

inline sendTo(h) { orders[h] = orders[h] | BIT(newest) }

#define CAN_SEND(h) (newest > 0 && MISSING(h) && !(orders[h] & BIT(newest)))

#ifdef QUIET                    /* reads only what still counts, so that a state can be reached where nothing moves */
#define IS_READ(h, sequence) (sequence == newest && MISSING(h))
#else
#define IS_READ(h, sequence) true
#endif
#define READ(h, sequence) d_step { readSequence == 0 && (receipts[h] & BIT(sequence)) && IS_READ(h, sequence) -> \
  readHolder = h; readSequence = sequence }
#define FORGET readHolder = 0; readSequence = 0

active proctype Platform() {
  byte readHolder = 0, readSequence = 0;    /* volatile: read from the link, not stored yet */
end:
  do
  /* Orders: seal; then unseal or rescind; then a corrective seal. At any time, answered or not. */
  :: d_step { newest == 0 && MAY_SealOrdered -> ordered(AFTER_SealOrdered) }
#if ORDERS > 1
  :: d_step { newest == 1 && MAY_UnsealOrdered -> ordered(AFTER_UnsealOrdered) }
  :: d_step { newest == 1 && MAY_Rescinded -> ordered(AFTER_Rescinded) }
#endif
#if ORDERS > 2
  :: d_step { newest == 2 && MAY_CorrectiveSealOrdered -> ordered(AFTER_CorrectiveSealOrdered) }
#endif
  /* The third holder becomes known. */
  :: d_step { newest > 0 && !(known & 4) && MAY_HolderAdded ->
       status = AFTER_HolderAdded; known = known | 4; checked() }
  /* Every holder that has not answered is sent the newest order, again and again. */
  :: d_step { CAN_SEND(0) -> sendTo(0) }
  :: d_step { CAN_SEND(1) -> sendTo(1) }
  :: d_step { CAN_SEND(2) -> sendTo(2) }
  /* A receipt is read, then stored; between the two the platform may crash and forget it. */
  :: READ(0, 1) :: READ(1, 1) :: READ(2, 1)
#if ORDERS > 1
  :: READ(0, 2) :: READ(1, 2) :: READ(2, 2)
#endif
#if ORDERS > 2
  :: READ(0, 3) :: READ(1, 3) :: READ(2, 3)
#endif
  :: d_step { readSequence > 0 -> stored(readHolder, readSequence); FORGET }
#ifndef QUIET
  :: d_step { readSequence > 0 -> FORGET }    /* crash */
#endif
  od
}

#ifdef ESCALATION
/* The deadlines are jobs of their own: a platform that is down or busy does not stop them. Time is left out:
   an answer may be late at any moment. */
#define CAN_ESCALATE(h) (newest > 0 && MISSING(h) && !(escalated & BIT(h)) && MAY_Escalated)
#define ESCALATE(h) d_step { CAN_ESCALATE(h) -> \
  status = AFTER_Escalated; escalated = escalated | BIT(h); checked() }

active proctype Deadlines() {
end:
  do
  :: ESCALATE(0) :: ESCALATE(1)
#ifndef MUTANT_LATE_HOLDER_FORGOTTEN    /* planted: no deadline for the holder that turns up late */
  :: ESCALATE(2)
#endif
  od
}

/* Every order is acknowledged or escalated, for every holder, also for one that turns up late. */
ltl answered { [] ((newest > 0) -> <> (((acked | escalated) & known) == known)) }
#endif

/* ---- an organ ---- */

inline received(h, sequence) {
  if
  :: IS_NEWER(sequence, h) -> standing[h] = sequence; done[h] = 0
  :: else -> receipts[h] = receipts[h] | BIT(sequence)
  fi
}

/* The same order is answered once its work is done; an older one at once (superseded). */
#define CAN_RECEIVE(h, sequence) ((orders[h] & BIT(sequence)) && (IS_NEWER(sequence, h) || \
  ((sequence < standing[h] || done[h]) && !(receipts[h] & BIT(sequence)))))

#define LOSE(link, sequence) d_step { (link & BIT(sequence)) -> link = link & ~BIT(sequence) }

proctype Organ(byte h) {
end:
  do
  :: d_step { CAN_RECEIVE(h, 1) -> received(h, 1) }
#if ORDERS > 1
  :: d_step { CAN_RECEIVE(h, 2) -> received(h, 2) }
#endif
#if ORDERS > 2
  :: d_step { CAN_RECEIVE(h, 3) -> received(h, 3) }
#endif
  /* Work takes time; a newer order may come meanwhile. One work at a time. */
  :: d_step { work[h] == 0 && standing[h] > 0 && !done[h] -> work[h] = standing[h] }
  :: d_step { work[h] > 0 ->
       copySealed[h] = TARGET(work[h]);
       if
       :: work[h] == standing[h] -> done[h] = 1; receipts[h] = receipts[h] | BIT(standing[h])
       :: else    /* the work of an order since replaced proves nothing */
       fi;
       work[h] = 0; checked() }
#ifndef QUIET
  /* Crash: before the copy was touched, or after it was and before that was stored. */
  :: d_step { work[h] > 0 -> work[h] = 0 }
  :: d_step { work[h] > 0 -> copySealed[h] = TARGET(work[h]); work[h] = 0; checked() }
#endif
#ifdef LOSS
  /* The links lose. */
  :: LOSE(orders[h], 1) :: LOSE(receipts[h], 1)
#if ORDERS > 1
  :: LOSE(orders[h], 2) :: LOSE(receipts[h], 2)
#endif
#if ORDERS > 2
  :: LOSE(orders[h], 3) :: LOSE(receipts[h], 3)
#endif
#endif
  od
}

#ifdef QUIET
/* Where nothing moves any more, every holder has answered the last order. */
active proctype Quiet() {
end:
  timeout -> assert(newest == ORDERS && known == 7 && ALL_ANSWERED)
}
#endif

init {
  atomic {
    run Organ(0); run Organ(1); run Organ(2)
  }
}
