/** Days of the calendar as numbers: whole days since 1970, before and after year 0 alike. */

const DAY = 86_400_000;

/** The day of `YYYY-MM-DD` (a year may have a sign and more digits); undefined for anything else. */
export function dayOf(date: string | undefined): number | undefined {
  const match = /^([+-]?\d{4,6})-(\d\d)-(\d\d)$/.exec(date ?? "");
  if (!match) return undefined;
  const moment = new Date(0);
  moment.setUTCFullYear(Number(match[1]), Number(match[2]) - 1, Number(match[3]));
  const day = moment.getTime() / DAY;
  return Number.isFinite(day) && moment.getUTCMonth() === Number(match[2]) - 1 ? day : undefined;
}

/** `YYYY-MM-DD` of a day. */
export function dateOf(day: number): string {
  const moment = new Date(Math.floor(day) * DAY);
  const year = moment.getUTCFullYear();
  const digits = String(Math.abs(year)).padStart(4, "0");
  const two = (number: number): string => String(number).padStart(2, "0");
  return `${year < 0 ? "-" : ""}${digits}-${two(moment.getUTCMonth() + 1)}-${two(moment.getUTCDate())}`;
}

export const momentOf = (day: number): Date => new Date(day * DAY);
export const dayAt = (moment: Date): number => moment.getTime() / DAY;
