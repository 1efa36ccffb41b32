import type { AppWords } from './words.zh.ts'

/** Words of the phone portal, second language. */
export const en: AppWords = {
  app: {
    skip: 'Skip to content',
    night: 'Night mode',
    notFound: 'There is no such page',
    backHome: 'Back to the start',
  },
  driver: {
    title: 'Kuaichu · accident service',
    safety: {
      heading: 'People first: get to safety',
      hazardLights: 'Hazard lights on, engine off',
      leaveRoad: 'Everybody off the road, behind the barrier',
      warningTriangle:
        'Warning triangle 50 to 100 m behind (over 150 m on an expressway); side and tail lights on at night',
      injured: 'Somebody is hurt, fire, or a leak',
      injuredAdvice: 'Do not move the vehicles. Call for help at once.',
      ambulance: 'Call 120, ambulance',
      fire: 'Call 119, fire brigade',
    },
    callPolice: 'Send an officer (call 122)',
  },
  surveyor: {
    title: 'Kuaichu · survey',
    signedOut: 'Not signed in',
    signedOutText: 'After signing in you find the accidents assigned to you here.',
  },
}
