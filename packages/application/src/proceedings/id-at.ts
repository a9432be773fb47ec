const ID_TIME_HEX = 12;

/** The id before every id that was minted at an instant (milliseconds) or later. */
export const idAt = (millis: number): string => {
  const time = Math.max(0, Math.floor(millis)).toString(16).padStart(ID_TIME_HEX, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
};

/** The instant in an id (milliseconds). */
export const millisOfId = (id: string): number =>
  Number.parseInt(id.replaceAll('-', '').slice(0, ID_TIME_HEX), 16);
