import type { FormInstance } from 'antd'
import { fieldIssues } from '../../agent-portal/surveyor/session/fieldIssues.ts'

/** Puts what the server found wrong beside the fields it names. `messageOf` says it in the reader's language. */
export function showIssues(form: FormInstance, error: unknown, messageOf: (field: string) => string): void {
  form.setFields(
    fieldIssues(error).map(({ path }) => {
      const name = path.split('.')
      return { name, errors: [messageOf(name[0] ?? path)] }
    }),
  )
}
