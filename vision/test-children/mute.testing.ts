/** A child for tests of the pool: starts, and never says that it is ready. */
process.on('disconnect', () => process.exit(0))
