import type { Schemas } from '../../agent-portal/api/client.ts'

/** Whether the number, the place or a plate of the case holds what was typed; dots, blanks and hyphens of plates do not matter. */
export function matchesCase(
  { number, placeText, plates }: Pick<Schemas['AccidentSummary'], 'number' | 'placeText' | 'plates'>,
  typed: string,
): boolean {
  const bare = (text: string) => text.toUpperCase().replaceAll(/[\s·.-]/g, '')
  const wanted = bare(typed)
  return [number, placeText, ...plates.map(({ plateNumber }) => plateNumber)].some((text) =>
    bare(text).includes(wanted),
  )
}
