/** An invented organ of the world. `district`: organs of one work on the same cases. */
export type WorldOrgan = Readonly<{ organ: string; name: string; word: string; district?: string }>;

/** The court at which the people of the demonstration work. */
export const COURT = 'court/530202';
/** The court of the other district. */
export const SECOND_COURT = 'court/530203';
/** The procuratorate of the first district: it supervises the organs there. */
export const PROCURATORATE = 'procuratorate/530202J';
/** The police of the first district. */
export const POLICE = 'police/530202000000';
/** The police of the other district. */
export const SECOND_POLICE = 'police/530203000000';
/** The unit above the police of the districts; it holds no copies. */
export const POLICE_ABOVE = 'police/530200000000';
/** A kindergarten that asks. */
export const KINDERGARTEN = 'kindergarten/K01';

const SECOND_PROCURATORATE = 'procuratorate/530203J';
const CORRECTION = 'communityCorrection/530202C';
/** The procuratorate above those of the districts: told when one of them is late. */
export const PROCURATORATE_ABOVE = 'procuratorate/530200J';
/**
 * Above that one; its procurators have accounts here, its system is not connected yet: what goes there is a
 * dead letter.
 */
export const PROCURATORATE_OF_PROVINCE = 'procuratorate/530000J';

/** Every holder, with the district it belongs to. */
export const HOLDERS: readonly (WorldOrgan & Readonly<{ district: string }>)[] = [
  { organ: COURT, name: '云岭省沧河市临渡区人民法院', word: '岭0202', district: '530202' },
  { organ: PROCURATORATE, name: '云岭省沧河市临渡区人民检察院', word: '临渡检', district: '530202' },
  { organ: POLICE, name: '沧河市公安局临渡分局', word: '沧公（渡）', district: '530202' },
  { organ: CORRECTION, name: '临渡区司法局', word: '临渡矫', district: '530202' },
  { organ: SECOND_COURT, name: '云岭省沧河市望川区人民法院', word: '岭0203', district: '530203' },
  { organ: SECOND_PROCURATORATE, name: '云岭省沧河市望川区人民检察院', word: '望川检', district: '530203' },
  { organ: SECOND_POLICE, name: '沧河市公安局望川分局', word: '沧公（望）', district: '530203' },
];

/** Everybody who listens: the holders, and who is told about them. */
export const LISTENERS: typeof HOLDERS = [
  ...HOLDERS,
  { organ: PROCURATORATE_ABOVE, name: '云岭省沧河市人民检察院', word: '沧检', district: '530200' },
];

const OTHERS: readonly WorldOrgan[] = [
  { organ: POLICE_ABOVE, name: '沧河市公安局', word: '沧公' },
  { organ: PROCURATORATE_OF_PROVINCE, name: '云岭省人民检察院', word: '云检' },
];

/** The platform among them. */
export const PLATFORM = 'platform/1';
/** Nobody listens there: the holders of the world are played by the process that serves it. */
const ADDRESS = 'http://127.0.0.1:9';

/** A public key of a holder, as a directory names it. */
export type HolderKey = Readonly<{ organ: string; keyId: string; publicKey: string }>;

/** The configuration of a service over the world, as its file has it. */
export const worldConfiguration = (keys: readonly HolderKey[]): Readonly<Record<string, unknown>> => ({
  host: '127.0.0.1', port: 8787, accounts: [],
  exchange: {
    // Schools, notaries and employers belong to no district: their emergencies alarm it.
    organ: PLATFORM, supervisor: PROCURATORATE,
    organs: LISTENERS.map(({ organ, district }) => ({
      organ, district, address: ADDRESS,
      keys: keys.filter((key) => key.organ === organ)
        .map(({ keyId, publicKey }) => ({ keyId, publicKey })),
    })),
    names: Object.fromEntries([...LISTENERS, ...OTHERS].map(({ organ, name }) => [organ, name])),
  },
  certificates: {
    network: POLICE,
    organs: Object.fromEntries([...LISTENERS, ...OTHERS].map(({ organ, name, word }) =>
      [organ, { name, word }])),
  },
});
