/**
 * A child process of the pool: loads the models once, the usual ones or those of a folder it is told, then assesses the photos it is sent, one at a
 * time. Lives as long as its parent's channel.
 */
import { ChildRequest, type ChildAnswer } from './contract.ts'
import { assessOrExplain, openPipeline } from './pipeline.ts'
import { openReader } from './plates/open-reader.ts'

// A parent that is gone, whatever the reason, closes the channel.
process.on('disconnect', () => process.exit(0))

const opened = openReader(process.argv[2])
  .then(openPipeline)
  .then(
    (pipeline) => {
      answer({ type: 'ready' })
      return pipeline
    },
    (error: unknown) => {
      answer({ type: 'startup-failed', message: error instanceof Error ? error.message : String(error) }, () =>
        process.exit(1),
      )
      return null
    },
  )

process.on('message', (message) => {
  const { bytes, options } = ChildRequest.parse(message)
  opened
    .then(async (pipeline) => {
      if (!pipeline) return
      const assessment = await assessOrExplain(pipeline, bytes, options)
      answer({ type: 'assessed', assessment, rssMb: process.resourceUsage().maxRSS / 1024 })
    })
    // A defect, not a bad photo: die, so that the pool tries the photo in a fresh process and tells of it.
    .catch((error: unknown) => {
      process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
      process.exit(1)
    })
})

function answer(message: ChildAnswer, sent: () => void = () => {}): void {
  if (!process.connected) process.exit(0)
  process.send?.(message, sent)
}
