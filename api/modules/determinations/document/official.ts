import { fields, noticeRows, signatureBox, signatureRows } from './body.ts'
import type { Paper } from './paper.ts'
import type { Table } from './ruled-table.ts'
import type { CertificateView, SimpleProcedureView } from './view.ts'
import { chineseTime } from './wording.ts'

type OfficialView = SimpleProcedureView | CertificateView

/** The officer who answers for the document, and when he made it. */
export const officerFields = ({ officer, issuedAt }: OfficialView, made: string) =>
  fields(['交通警察', `${officer.name}\u3000警号 ${officer.badge}`], [made, chineseTime(issuedAt)])

/** The end of what the police issue: notices, signature and stamp of the office, and where the parties acknowledge receipt. */
export function addOfficialEnd(table: Table, paper: Paper, view: OfficialView, receipt: string): void {
  table.together([
    ...noticeRows(view),
    [
      signatureBox(paper, '交通警察（签名或者盖章）：', 0.5),
      signatureBox(paper, '公安机关交通管理部门（印章）：', 0.5),
    ],
    ...signatureRows(paper, view.parties, receipt),
  ])
}
