import { ApiProblem } from '../../api/client.ts'

export interface FieldIssue {
  /** Path of the field in what was sent, parts joined by dots. */
  readonly path: string
  readonly message: string
}

const isIssue = (value: unknown): value is FieldIssue =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  'message' in value &&
  typeof value.path === 'string' &&
  typeof value.message === 'string'

/** The fields that the server found wrong; nothing when it refused for another reason. */
export function fieldIssues(error: unknown): readonly FieldIssue[] {
  if (!(error instanceof ApiProblem) || error.code !== 'bad-input') return []
  const { issues } = error.extensions
  return Array.isArray(issues) ? issues.filter(isIssue) : []
}
