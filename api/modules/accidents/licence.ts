/**
 * What the licence register said of a party (Party.licenceState). `name-differs`: a licence of that number exists and bears another name than
 * the one typed; nothing else of it is told. Null while nobody has answered.
 */
export type LicenceState = 'normal' | 'suspended' | 'revoked' | 'expired' | 'name-differs' | 'not-found' | 'down'

/** So often may one party have the register asked: enough to mend a slip, too few to learn whose a number is. */
export const licenceChecksAllowed = 3

/** A licence of these states lets nobody drive. */
const invalid: readonly LicenceState[] = ['suspended', 'revoked', 'expired']
/** Of these nobody can say whether it lets this person drive. `down` is not among them: it goes on, flagged. */
const unclear: readonly LicenceState[] = ['not-found', 'name-differs']

/** What the register's word makes of the question whether a driver lacks a valid licence (X02); undefined where it has nothing to add. */
export function licenceAnswer(states: readonly (string | null)[]): 'yes' | 'unknown' | undefined {
  const isOne = (of: readonly LicenceState[]) =>
    states.some((state) => (of as readonly (string | null)[]).includes(state))
  if (isOne(invalid)) return 'yes'
  return isOne(unclear) ? 'unknown' : undefined
}

/** Spaces and the dot in names of minorities are written in many ways. */
const written = (name: string) => name.normalize('NFKC').replaceAll(/[\s·•‧∙・.]/gu, '')

export const isSameName = (one: string, other: string): boolean => written(one) === written(other)
