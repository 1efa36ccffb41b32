import { plateKinds, type PlateKindCode } from '../../../vision/plates/grammar.ts'
import type { Schemas } from '../../api/client.ts'
import { membersOf, textOf } from '../draft.ts'
import type { Position } from './place.ts'
import { isPlateOfKind, noPlate, plateNumber, type PlateDraft } from './plate.ts'

export const weathers = ['clear', 'cloudy', 'rain', 'snow', 'fog', 'wind', 'hail', 'dust'] as const
export const roadKinds = ['urban', 'rural', 'car-park', 'expressway'] as const
export type Weather = (typeof weathers)[number]
export type RoadKind = (typeof roadKinds)[number]

/** How long ago, as people say it; `other` is typed. Minutes. */
export const agoMinutes = { now: 0, quarter: 15, half: 30, hour: 60 } as const
export type When = keyof typeof agoMinutes | 'other'

/** A report as far as it is filled in. */
export interface ReportDraft {
  /** The same on every try to send it, also after the page was closed in between: one accident is reported once. */
  readonly key: string
  readonly position: Position | null
  readonly placeText: string
  readonly when: When | null
  /** The instant that `when` meant when it was chosen. */
  readonly occurredAt: string
  readonly weather: Weather | null
  readonly roadKind: RoadKind | null
  readonly own: PlateDraft
  readonly others: readonly PlateDraft[]
}

export const steps = ['place', 'time', 'weather', 'road', 'own', 'others', 'check'] as const
export type Step = (typeof steps)[number]

export const isStep = (text: string | undefined): text is Step => steps.some((step) => step === text)

/** Nothing is chosen beforehand: a default would answer for the driver. */
export const emptyReport = (key: string): ReportDraft => ({
  key,
  position: null,
  placeText: '',
  when: null,
  occurredAt: '',
  weather: null,
  roadKind: null,
  own: noPlate,
  others: [noPlate],
})

/** What the phone kept, as far as this version of the page understands it. */
export function readReport(stored: unknown, newKey: () => string = () => crypto.randomUUID()): ReportDraft {
  const kept = membersOf(stored)
  const when = textOf(kept['when'])
  return {
    key: textOf(kept['key']) || newKey(),
    position: readPosition(kept['position']),
    placeText: textOf(kept['placeText']),
    when: when === 'other' || when in agoMinutes ? (when as When) : null,
    occurredAt: textOf(kept['occurredAt']),
    weather: weathers.find((weather) => weather === kept['weather']) ?? null,
    roadKind: roadKinds.find((road) => road === kept['roadKind']) ?? null,
    own: readPlate(kept['own']),
    others: Array.isArray(kept['others']) ? kept['others'].map(readPlate) : [noPlate],
  }
}

function readPosition(stored: unknown): Position | null {
  const { lon, lat, accuracyM } = membersOf(stored)
  if (typeof lon !== 'number' || typeof lat !== 'number' || typeof accuracyM !== 'number') return null
  return { lon, lat, datum: 'WGS-84', accuracyM }
}

function readPlate(stored: unknown): PlateDraft {
  const { kind, province, rest } = membersOf(stored)
  const known = typeof kind === 'string' && kind in plateKinds
  return { kind: known ? (kind as PlateKindCode) : null, province: textOf(province), rest: textOf(rest) }
}

const dayMs = 24 * 3_600_000
const skewMs = 5 * 60_000

/** An instant typed into a date and time field, which has no zone: it is the time on the wall in China. Null where it is none. */
export function instantTyped(local: string): string | null {
  const instant = Date.parse(`${local}:00+08:00`)
  return Number.isNaN(instant) ? null : new Date(instant).toISOString()
}

/** The field's text for an instant: `2026-03-05T10:14` in Asia/Shanghai. */
export const typedInstant = (iso: string): string =>
  iso === '' ? '' : new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16)

export type Fault =
  | 'place-missing'
  | 'time-missing'
  | 'time-future'
  | 'time-too-old'
  | 'weather-missing'
  | 'road-missing'
  | 'plate-kind-missing'
  | 'plate-number-missing'
  | 'plate-wrong'
  | 'plate-twice'

/** What keeps the driver from going on; nothing when the step is answered. */
export function faultOf(step: Step, report: ReportDraft, now: Date): Fault | undefined {
  switch (step) {
    case 'place':
      return report.placeText.trim().length < 2 ? 'place-missing' : undefined
    case 'time':
      return timeFault(report, now)
    case 'weather':
      return report.weather === null ? 'weather-missing' : undefined
    case 'road':
      return report.roadKind === null ? 'road-missing' : undefined
    case 'own':
      return plateFault(report.own)
    case 'others':
      return othersFault(report)
    case 'check':
      return steps
        .filter((each) => each !== 'check')
        .map((each) => faultOf(each, report, now))
        .find(Boolean)
  }
}

function timeFault({ when, occurredAt }: ReportDraft, now: Date): Fault | undefined {
  if (when === null || occurredAt === '') return 'time-missing'
  const agoMs = now.getTime() - Date.parse(occurredAt)
  if (agoMs < -skewMs) return 'time-future'
  return agoMs > dayMs ? 'time-too-old' : undefined
}

function plateFault(plate: PlateDraft): Fault | undefined {
  if (plate.kind === null) return 'plate-kind-missing'
  if (plate.rest.trim() === '') return 'plate-number-missing'
  return isPlateOfKind(plate) ? undefined : 'plate-wrong'
}

function othersFault({ own, others }: ReportDraft): Fault | undefined {
  const fault = others.map(plateFault).find(Boolean)
  if (fault) return fault
  const keys = [own, ...others].map((plate) => `${plate.kind ?? ''} ${plateNumber(plate)}`)
  return new Set(keys).size < keys.length ? 'plate-twice' : undefined
}

/** The step the driver is sent to: the first one that is not answered yet, or the last. */
export function dueStep(report: ReportDraft, now: Date): Step {
  return steps.find((step) => faultOf(step, report, now) !== undefined) ?? 'check'
}

/** What the server is told; only of a report without faults. */
export function toReport(draft: ReportDraft): Schemas['ReportAccident'] {
  const { weather, roadKind, own, others, occurredAt, position, placeText } = draft
  if (weather === null || roadKind === null || own.kind === null) throw new Error('the report has faults')
  return {
    occurredAt,
    placeText: placeText.trim(),
    position,
    weather,
    roadKind,
    ownVehicle: toPlate(own),
    otherVehicles: others.map(toPlate),
  }
}

const toPlate = (plate: PlateDraft) => ({ plateNumber: plateNumber(plate), plateKind: plate.kind ?? '' })
