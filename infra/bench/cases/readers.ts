import { randomUUID } from 'node:crypto'
import type { Client } from 'pg'
import { cookieOf, staffId } from '../served/start.ts'

/** Who reads. What is rare is asked for, too: a list that is quick where there is plenty may search for ever where there is little. */
export const readerNames = [
  'officer',
  'chief',
  'officer of a new district',
  'surveyor',
  'clerk',
  'clerk of a small insurer',
  'driver',
  'auditor',
  'security administrator',
] as const
export type ReaderName = (typeof readerNames)[number]

export type Cookies = Readonly<Record<ReaderName, string>>

/** Begins a session for each of them. */
export async function signInAll(owner: Client): Promise<Cookies> {
  const sample = async (loginName: string) => cookieOf(owner, 'staff', await staffId(owner, loginName))
  const { rows } = await owner.query<{ id: string }>(
    'select "reporterDriverId" as id from accident order by id desc offset 100 limit 1',
  )
  return {
    officer: await sample('officer.wang'),
    chief: await sample('chief.liu'),
    'officer of a new district': await made(owner, 'officer', { districtCode: '230671' }),
    surveyor: await sample('surveyor.li'),
    clerk: await sample('clerk.picc'),
    'clerk of a small insurer': await made(owner, 'insurer-clerk', { insurerId: 'YGBX' }),
    driver: await cookieOf(owner, 'driver', rows[0]?.id ?? ''),
    auditor: await sample('auditor'),
    'security administrator': await sample('security'),
  }
}

async function made(owner: Client, role: string, of: { districtCode?: string; insurerId?: string }): Promise<string> {
  const id = randomUUID()
  await owner.query(
    `insert into staff_user (id, "loginName", "displayName", role, "insurerId", "districtCodes", "passwordHash") values ($1, $2, $2, $3, $4, $5, '!')`,
    [id, `bench.${id}`, role, of.insurerId ?? null, of.districtCode ? [of.districtCode] : []],
  )
  return cookieOf(owner, 'staff', id)
}
