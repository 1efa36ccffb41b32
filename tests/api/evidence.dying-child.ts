/** A vision child that dies of every photo, as one with a broken decoder would. */
process.on('disconnect', () => process.exit(0))
process.on('message', () => process.kill(process.pid, 'SIGSEGV'))
process.send?.({ type: 'ready' })
