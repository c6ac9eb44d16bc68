import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describeKills } from '../testing/kill-suite.ts'
import { openForKill } from './kill-stage.ts'

describeKills('the embedded backend, killed', {
  openerModule: new URL('./kill-stage.ts', import.meta.url).href,
  openForKill,
  async createLocation() {
    const location = await mkdtemp(join(tmpdir(), 'unfold-kill-'))
    return { location, [Symbol.asyncDispose]: () => rm(location, { recursive: true }) }
  },
  faults: [
    'sqlite:in-commit:accept',
    'sqlite:after-commit:accept',
    'sqlite:in-commit:openAttempt',
    'sqlite:after-commit:openAttempt',
    'sqlite:in-commit:append@17',
    'sqlite:after-commit:append@23',
    'log:after-append:text@31',
    'sqlite:in-commit:end',
    'sqlite:after-commit:end',
  ],
  randomKills: 2,
})
