import type { Tri } from '@fengcun/kernel';
import type { TermRule } from '../deadlines/terms.ts';
import type { SealGround } from '../grounds.ts';

/**
 * What is applied for. `proposalSealing` is the track of proposal pack D, never of the law in force.
 * @see 2022 Measures arts 7, 21
 */
export const APPLICATION_KINDS = ['sealing', 'exemption', 'proposalSealing'] as const;

/** Kind of an application. */
export type ApplicationKind = (typeof APPLICATION_KINDS)[number];

/** Who applies; an agent acts for one of the two and files a mandate. */
export type Applicant = 'subject' | 'guardian';

/** Kinds of material; each is a document in the vault, known here by its id alone. */
export type MaterialKind =
  | 'applicationForm' | 'identityProof' | 'guardianshipProof' | 'mandate'
  /** That sealed information was made public, and the unequal treatment that followed (art. 21). */
  | 'disclosureProof' | 'harmProof'
  | 'judgment' | 'executionProof'
  /** 社会表现、社会工作经历等证明. */
  | 'socialConductProof' | 'workProof' | 'noNewOffenceStatement';

/** A document handed in. */
export type Material = Readonly<{ kind: MaterialKind; document: string }>;

/** What holds for one kind of application. */
export type Track = Readonly<{
  status: 'inForce' | 'proposal';
  /** `both`: neither can ask for it alone. */
  applicants: 'either' | 'both';
  materials: readonly MaterialKind[];
  decisionRule: TermRule;
  /** Objection to a review panel, then the organ above; otherwise the procuratorate's supervision. */
  review: 'panelAndAppeal' | 'supervision';
  publishes: boolean;
  /** Ground of the order that a grant leads to; none for an exemption, which leaves the record open. */
  ground?: SealGround;
  cites: readonly string[];
}>;

/**
 * The tracks. LAW: the Measures name no materials; those of article 21 follow from what it says must have
 * happened. 「未成年被告人及其法定代理人」 in article 7 joins: both must ask (W-21).
 */
export const TRACKS: Readonly<Record<ApplicationKind, Track>> = {
  sealing: {
    status: 'inForce', applicants: 'either',
    materials: ['applicationForm', 'identityProof', 'disclosureProof'],
    decisionRule: 'sealingApplication', review: 'supervision', publishes: false, ground: 'onApplication',
    cites: ['M2022_21'],
  },
  exemption: {
    status: 'inForce', applicants: 'both',
    materials: ['applicationForm', 'identityProof', 'guardianshipProof'],
    decisionRule: 'sealingApplication', review: 'supervision', publishes: false, cites: ['M2022_7'],
  },
  proposalSealing: {
    status: 'proposal', applicants: 'either',
    materials: ['applicationForm', 'identityProof', 'judgment', 'executionProof', 'socialConductProof',
      'workProof', 'noNewOffenceStatement'],
    decisionRule: 'applicationDecision', review: 'panelAndAppeal', publishes: true, ground: 'proposal',
    cites: ['S003_PROCEDURE', 'S003_CONDITIONS', 'S003_CONDUCT'],
  },
};

/** What a track asks for beyond its list: a guardian proves it, an agent shows the mandate. */
export const requiredMaterials = (
  kind: ApplicationKind, applicants: readonly Applicant[], byAgent: boolean,
): readonly MaterialKind[] => [...new Set<MaterialKind>([
  ...TRACKS[kind].materials,
  ...(applicants.includes('guardian') ? ['guardianshipProof' as const] : []),
  ...(byAgent ? ['mandate' as const] : []),
])];

/** Whether those who must ask did. */
export const applicantsSuffice = (kind: ApplicationKind, applicants: readonly Applicant[]): boolean =>
  (TRACKS[kind].applicants === 'both'
    ? applicants.includes('subject') && applicants.includes('guardian') : applicants.length > 0);

/** Conditions of a track as far as known; an unknown one is asked for and never granted upon. */
export type Eligibility = Readonly<{ holds: Tri; open: readonly string[]; cites: readonly string[] }>;
