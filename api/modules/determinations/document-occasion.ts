import type { Determination, Vehicle } from '../../generated/prisma/client.ts'
import { plateKindCodes, type PlateKindCode } from '../../../vision/plates/grammar.ts'
import { weatherWords } from '../accidents/rules/weather.ts'
import { policiesOf, type CaseFile, type CaseParty } from '../accidents/service.ts'
import type { StaffName } from '../identity/service.ts'
import { formatCheckCode } from './check-code.ts'
import type { DocumentKind, Occasion, Side } from './document/view.ts'
import { chineseTime } from './document/wording.ts'

/** Everything that a document of this determination says, from rows; nothing is looked up here. */
export interface DocumentSources {
  readonly file: Pick<CaseFile, 'accident' | 'vehicles' | 'parties' | 'rules' | 'screening'>
  readonly determination: Determination
  /** Who decided, and the officer who answers for it (he who countersigned, or decided). */
  readonly decider: StaffName
  readonly officer: StaffName | null
  readonly insurerName: (id: string) => string
  /** Number of the document that this one replaces. */
  readonly supersedes: string | null
  readonly checkCode: string
}

/** Where a register and the party left a field open. */
export const notGiven = '未提供'

const prefixes = {
  agreement: '快协',
  'simple-procedure': '快认',
  certificate: '快证',
} as const satisfies Record<DocumentKind, string>

/** Number of the document: kind, year, case, version. */
export function documentNumber(
  { number, reportedAt }: CaseFile['accident'],
  { kind, revision }: Pick<Determination, 'kind' | 'revision'>,
): string {
  const year = chineseTime(reportedAt.toISOString()).slice(0, 4)
  return `${prefixes[kind as DocumentKind]}〔${year}〕第${number}-${revision}号`
}

/** What every document says of its accident and of the parties. */
export function occasionOf({
  file,
  determination,
  insurerName,
  supersedes,
  checkCode,
}: DocumentSources): Omit<Occasion, 'facts' | 'articles' | 'notices'> {
  const { accident, vehicles, parties } = file
  return {
    number: documentNumber(accident, determination),
    issuedAt: (determination.countersignedAt ?? determination.issuedAt).toISOString(),
    occurredAt: accident.occurredAt.toISOString(),
    place: accident.placeText,
    weather: weatherWords[accident.weather] ?? accident.weather,
    parties: parties.map((party) =>
      partyOf(
        party,
        vehicles.find(({ side }) => side === party.side),
        insurerName,
      ),
    ),
    supersedes,
    checkCode: formatCheckCode(checkCode),
  }
}

/** The unit and the officer who answer for a document of the police. */
export function responsibleOfficer({ file, officer }: Pick<DocumentSources, 'file' | 'officer'>) {
  return {
    unit: officer?.unit ?? `${file.rules.policy.name.zh}公安局交通管理部门`,
    officer: { name: officer?.name ?? notGiven, badge: officer?.badge ?? notGiven },
  }
}

function partyOf(party: CaseParty, vehicle: Vehicle | undefined, insurerName: (id: string) => string) {
  return {
    side: party.side as Side,
    name: party.name ?? notGiven,
    credential: { kind: 'driving-licence' as const, number: party.numbers.licenceNumber ?? notGiven },
    contact: party.numbers.phone ?? notGiven,
    vehicle: vehicle
      ? {
          kind: vehicle.vehicleKind ?? '机动车',
          plate: { number: vehicle.plateNumber, kind: plateKindOf(vehicle) },
          insurer: vehicle.insurerId && insurerName(vehicle.insurerId),
          insuranceCertificate: policiesOf(vehicle)?.compulsory.number ?? null,
        }
      : null,
  }
}

const plateKindOf = ({ plateKind }: Vehicle): PlateKindCode | null =>
  plateKindCodes.find((code) => code === plateKind) ?? null
