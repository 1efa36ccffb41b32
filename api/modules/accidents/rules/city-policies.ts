import { yuan } from '../../../kernel/money.ts'
import type { CityPolicy } from '../../../kernel/rule-set.ts'

/** The default city (大庆). */
export const defaultCityCode = '230600'

/** Limits of the accident procedure; `onlineDetermination` is ours, the rules set none (DOMAIN 1.4). */
const periods: CityPolicy['periods'] = {
  simpleDetermination: { days: 3, unit: 'working', article: 'APR 24' },
  onlineDetermination: { days: 3, unit: 'working', article: 'APR 20' },
  reviewApplication: { days: 3, unit: 'working', article: 'APR 71' },
  reviewDecision: { days: 30, unit: 'calendar', article: 'APR 74' },
  mediationApplication: { days: 10, unit: 'working', article: 'APR 86' },
  fastInjuryHandling: { days: 5, unit: 'working', article: 'APR 69' },
}

const summer = [4, 5, 6, 7, 8, 9, 10]
const winter = [11, 12, 1, 2, 3]

/**
 * What each city has decided, dated. These rows are configuration to start from: the programme texts describe the cities'
 * practice, their own published rule sets were not available.
 */
export const cityPolicies: readonly CityPolicy[] = [
  {
    cityCode: defaultCityCode,
    name: { zh: '大庆市', en: 'Daqing' },
    validFrom: '2022-05-01',
    validTo: null,
    source: 'Programme text of Daqing (measures 35, 36); figures are platform defaults',
    verified: false,
    surveyorMandate: 'issue',
    conflictPolicy: 'officer-if-beyond-proposal',
    conditions: {
      Z01: { compulsoryInsuranceRequired: true },
      Z02: { twoMotorVehiclesOnly: false, lossPerVehicleWithinLimit: false, insuredInProvince: false },
      Z03: { hours: [] },
      Z04: { maxLossCents: null, expresswayAllowed: false, excludedPlates: ['foreign', 'military'] },
    },
    reviewSamplePercent: 10,
    endOnDayOff: 'next-working-day',
    documents: {
      determination: 'agreement-with-annex',
      title: { zh: '道路交通事故自行协商协议书', en: 'Road traffic accident self-negotiation agreement' },
      surveyorSignsAsGuide: true,
    },
    periods,
  },
  {
    cityCode: '370200',
    name: { zh: '青岛市', en: 'Qingdao' },
    validFrom: '2022-05-01',
    validTo: null,
    source: 'Programme text of Qingdao; conditions and hours after S18, S19; figures are platform defaults',
    verified: false,
    surveyorMandate: 'countersign',
    conflictPolicy: 'reassign-neutral',
    conditions: {
      Z01: { compulsoryInsuranceRequired: true },
      Z02: { twoMotorVehiclesOnly: true, lossPerVehicleWithinLimit: false, insuredInProvince: true },
      Z03: {
        hours: [
          { months: summer, from: '07:30', until: '18:30' },
          { months: winter, from: '07:30', until: '18:00' },
        ],
      },
      Z04: { maxLossCents: yuan(50_000), expresswayAllowed: false, excludedPlates: ['foreign', 'military'] },
    },
    reviewSamplePercent: 20,
    endOnDayOff: 'next-working-day',
    documents: {
      determination: 'simple-procedure',
      title: { zh: '道路交通事故认定书（简易程序）', en: 'Road traffic accident determination (simple procedure)' },
      surveyorSignsAsGuide: false,
    },
    periods,
  },
]
