import type {
  ArticleRef,
  Bilingual,
  Fact,
  FactConcern,
  FactEffect,
  SituationOutcome,
  SituationRow,
} from '../../../kernel/rule-set.ts'

/** The fact every full-fault proposal stands on: the other side shows no own fault (DOMAIN 2). */
export const otherSideClear = 'other-side-clear'

/** A yes-no fact that carries the situation when answered `wanted`; otherwise it rules it out, or does what `otherwise` says. */
export function fact(
  id: string,
  concerns: FactConcern,
  question: readonly [zh: string, en: string],
  {
    wanted = 'yes',
    otherwise = 'refutes',
    suggests,
  }: { wanted?: 'yes' | 'no'; otherwise?: FactEffect; suggests?: string } = {},
): Fact {
  const effectOf = (value: string) => (value === wanted ? 'supports' : otherwise)
  const hint = suggests === undefined ? {} : { suggests }
  return {
    id,
    concerns,
    type: 'yes-no',
    question: text(question),
    answers: [
      { value: 'yes', label: { zh: '是', en: 'yes' }, effect: effectOf('yes'), ...(wanted === 'no' ? hint : {}) },
      { value: 'no', label: { zh: '不是', en: 'no' }, effect: effectOf('no'), ...(wanted === 'yes' ? hint : {}) },
    ],
  }
}

/** A choice; each option says what it does to the situation. */
export function choice(
  id: string,
  concerns: FactConcern,
  question: readonly [zh: string, en: string],
  options: readonly (readonly [value: string, zh: string, en: string, effect: FactEffect, suggests?: string])[],
): Fact {
  return {
    id,
    concerns,
    type: 'choice',
    question: text(question),
    answers: options.map(([value, zh, en, effect, suggests]) => ({
      value,
      label: { zh, en },
      effect,
      ...(suggests === undefined ? {} : { suggests }),
    })),
  }
}

export interface SituationSource {
  code: string
  name: readonly [zh: string, en: string]
  /** The side at fault. */
  fault: readonly [zh: string, en: string]
  articles: readonly ArticleRef[]
  shortCode: string
  facts: readonly Fact[]
  outcome?: SituationOutcome
  pairs?: readonly string[]
  notes?: readonly (readonly [zh: string, en: string])[]
  /** Nobody else is involved, so nobody else's fault is asked for. */
  alone?: boolean
}

/** A catalogue row from its compact form: dates, provenance and the question about the other side are added here. */
export function situation(row: SituationSource, provenance: Pick<SituationRow, 'source' | 'verified'>): SituationRow {
  const outcome = row.outcome ?? 'full'
  return {
    code: row.code,
    name: text(row.name),
    faultRole: text(row.fault),
    articles: row.articles,
    outcome,
    facts: outcome === 'full' && !row.alone ? [...row.facts, clearOtherSide] : row.facts,
    shortCode: row.shortCode,
    pairs: row.pairs ?? [],
    notes: (row.notes ?? []).map(text),
    validFrom: '2022-05-01',
    validTo: null,
    ...provenance,
  }
}

const clearOtherSide = fact(
  otherSideClear,
  'other',
  ['其他各方都没有违法或过错吗？', 'Do the other sides show no fault of their own?'],
  { otherwise: 'officer' },
)

function text([zh, en]: readonly [zh: string, en: string]): Bilingual {
  return { zh, en }
}
