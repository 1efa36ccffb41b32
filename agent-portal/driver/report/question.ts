import type { ReportDraft } from './report-draft.ts'

/** What each question of the report is given. */
export interface QuestionProps {
  readonly report: ReportDraft
  readonly change: (part: Partial<ReportDraft>) => void
  readonly error: string | undefined
}
