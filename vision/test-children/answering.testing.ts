/** A child for tests of the pool: obeys the text it is sent instead of looking at a photo. */
import { existsSync, writeFileSync } from 'node:fs'
import type { ChildAnswer, ChildRequest } from '../contract.ts'

process.on('disconnect', () => process.exit(0))
process.on('message', ({ bytes }: ChildRequest) => {
  const [order = '', file = ''] = Buffer.from(bytes).toString().split(' ')
  if (order === 'hang') for (;;);
  if (order === 'hang-once' && !existsSync(file)) {
    writeFileSync(file, '')
    for (;;);
  }
  if (order === 'SIGKILL' || order === 'SIGSEGV') process.kill(process.pid, order)
  else if (order === 'die-once' && !existsSync(file)) {
    writeFileSync(file, '')
    process.kill(process.pid, 'SIGSEGV')
  } else {
    const error = { code: 'not-an-image' as const, message: order }
    send({ type: 'assessed', assessment: { ok: false, error }, rssMb: 1 })
  }
})
send({ type: 'ready' })

function send(answer: ChildAnswer): void {
  if (process.connected) process.send?.(answer)
}
