/** The one-way dependencies of ARCHITECTURE.md section 1, as rules. Tests may look at anything. */

// A module may use those that stand before it; events carry what must go the other way.
const order = [
  'identity',
  'accidents',
  'evidence',
  'guidance',
  'determinations',
  'settlements',
  'reviews',
  'retention',
  'dispatch',
  'statistics',
]
const tests = '\\.(test|testing|contract)\\.tsx?$'
const shared = '^vision/(contract|plates/grammar)\\.ts$'

const upwards = order.map((name, index) => ({
  name: `no-upward-from-${name}`,
  comment: `${name} may only use the modules before it; what comes later hears of it by events`,
  severity: 'error',
  from: { path: `^api/modules/${name}/`, pathNot: tests },
  to: { path: `^api/modules/(${order.slice(index + 1).join('|') || 'none'})/` },
}))

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { pathNot: '^api/generated' },
      to: { circular: true, viaOnly: { pathNot: '^api/generated' } },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        pathNot: [
          '\\.d\\.ts$',
          '(^|/)vite\\.config\\.ts$',
          '^infra/[^/]+\\.mjs$',
          '^tests/support/(count-reporter|longest-first)\\.ts$',
          '^tests/api/[^/]+\\.[^/]*child\\.ts$',
          '^vision/test-children/',
          '^infra/servers/[^/]+\\.child\\.ts$',
          '^vision/kernels/assembly/',
          '^api/generated',
        ],
      },
      to: {},
    },
    ...upwards,
    {
      name: 'kernel-stands-alone',
      severity: 'error',
      from: { path: '^api/kernel/', pathNot: tests },
      to: {
        path: '^(api|vision|infra|tests|web-console|agent-portal)/',
        pathNot: ['^api/kernel/', '^api/generated/', shared],
      },
    },
    {
      name: 'modules-use-kernel-only',
      comment: 'no adapters, no http, no composition root',
      severity: 'error',
      from: { path: '^api/modules/', pathNot: tests },
      to: {
        path: '^(api|vision|infra|tests|web-console|agent-portal)/',
        pathNot: ['^api/(kernel|modules|generated)/', shared],
      },
    },
    {
      name: 'other-modules-through-their-service',
      comment: 'rules and schema of an earlier module are its published language; the rest is its own business',
      severity: 'error',
      from: { path: '^api/modules/([^/]+)/', pathNot: tests },
      to: { path: '^api/modules/', pathNot: ['^api/modules/$1/', '/(service|schema|events)\\.ts$', '/rules/'] },
    },
    {
      name: 'adapters-use-kernel-only',
      severity: 'error',
      from: { path: '^api/adapters/([^/]+)/', pathNot: tests },
      to: {
        path: '^(api|infra|tests|web-console|agent-portal)/',
        pathNot: ['^api/(kernel|generated)/', '^api/adapters/$1/', '^api/adapters/(postgres/|post-json\\.ts$)'],
      },
    },
    {
      name: 'http-knows-no-module',
      severity: 'error',
      from: { path: '^api/http/', pathNot: tests },
      to: { path: '^api/(modules|adapters)/' },
    },
    {
      name: 'vision-stands-alone',
      severity: 'error',
      from: { path: '^vision/', pathNot: tests },
      to: { path: '^(api|infra|tests|web-console|agent-portal)/' },
    },
    {
      name: 'portals-know-no-server',
      severity: 'error',
      from: { path: '^(agent-portal|web-console)/', pathNot: tests },
      to: { path: '^(api|vision|infra|tests)/', pathNot: [shared] },
    },
    {
      name: 'phone-does-not-load-the-desk',
      severity: 'error',
      from: { path: '^agent-portal/' },
      to: { path: '^web-console/' },
    },
    {
      name: 'simulators-are-separate-programs',
      severity: 'error',
      from: { path: '^infra/simulators/', pathNot: tests },
      to: { path: '^api/' },
    },
    {
      name: 'a-stage-knows-no-play',
      comment: 'demo, load, chaos, bench and tests act on one stage; it knows none of them',
      severity: 'error',
      from: { path: '^infra/(stage|servers|simulators)/' },
      to: { path: '^(infra/(demo|load|chaos|bench)|tests)/' },
    },
    {
      name: 'nothing-ships-tests',
      severity: 'error',
      from: { path: '^(api|vision|web-console|agent-portal)/', pathNot: tests },
      to: { path: ['^tests/', tests] },
    },
    {
      name: 'no-dev-dependency-at-run-time',
      severity: 'error',
      from: { path: '^(api|vision)/', pathNot: [tests, 'openapi-cli\\.ts$', 'pdf-reading\\.ts$'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^dist/', '^\\.cache/', '(^|/)dist/', '^vision/training/'] },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
