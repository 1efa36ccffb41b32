import type { Simulators } from './start.ts'

/** Which of an insurer's code tables each sample insurer speaks (DOMAIN.md 1.6). */
const codeTables: Readonly<Record<string, string>> = {
  PICC: 'provincial-platform',
  PAIC: 'photo-interface',
  CPIC: 'core-system',
  CCIC: 'core-system',
}

/** The server's settings that point it at running simulators. */
export function simulatorEnvironment({
  smsUrl,
  registriesUrl,
  insurerUrl,
  secrets,
}: Omit<Simulators, 'stop'>): Record<string, string> {
  const insurers = Object.entries(secrets.insurers).map(([id, secret]) => ({
    id,
    url: `${insurerUrl}/${id}`,
    secret,
    codeTable: codeTables[id] ?? 'core-system',
  }))
  return {
    SMS_URL: smsUrl,
    SMS_TOKEN: secrets.smsToken,
    REGISTRIES_URL: registriesUrl,
    REGISTRIES_TOKEN: secrets.registriesToken,
    INSURERS: JSON.stringify(insurers),
  }
}
