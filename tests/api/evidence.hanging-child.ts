/** A vision child that hangs at every photo, as a model run without an end would. */
process.on('disconnect', () => process.exit(0))
process.on('message', () => {
  for (;;);
})
process.send?.({ type: 'ready' })
