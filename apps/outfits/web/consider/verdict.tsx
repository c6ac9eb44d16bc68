import { useId, useState } from 'react'
import type { Decision, Item, Purchase } from '../../shared/index.ts'
import { PiecePicture } from '../garments/piece-picture.tsx'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { decide } from './consider-api.ts'

const HEADLINES: { [V in Purchase['facts']['verdict']]: string } = {
  'fills-a-gap': 'It would open up your wardrobe',
  'adds-some': 'It would add a little',
  'you-have-it': 'You have it already',
  'fits-nothing': 'It would hang there alone',
}
const DECIDED: { [D in Decision['decision']]: string } = {
  bought: 'Bought: it is in your wardrobe now.',
  passed: 'Not bought, and that is that.',
  later: 'Later: it stays on the list.',
}

interface VerdictProps {
  purchase: Purchase
  pieces: ReadonlyMap<string, Item>
  onDecided: () => void
}

/** What buying would change, in numbers that the rules counted. Not buying is as good an answer as any. */
export function Verdict({ purchase: { item, considered, facts }, pieces, onDecided }: VerdictProps) {
  const [reason, setReason] = useState(considered.reason ?? '')
  const command = useCommand()
  const id = useId()
  const choose = (decision: Decision['decision']) =>
    void command.run(async () => {
      await decide({ itemId: item.id, decision, reason: reason.trim() || null })
      onDecided()
    })
  const buttons = [
    ['passed', 'Don’t buy it'],
    ['later', 'Decide later'],
    ['bought', 'I bought it'],
  ] as const
  return (
    <section className="verdict" aria-labelledby={`${id}-name`}>
      <div className="verdict-piece">
        <PiecePicture item={item} isNamed />
        <h2 id={`${id}-name`}>{item.name}</h2>
        {item.price !== null && <p className="soft">{item.price}</p>}
      </div>
      <div>
        <h3>{HEADLINES[facts.verdict]}</h3>
        <p className="lead">{facts.sentence}</p>
        <dl className="counted-facts">
          <Fact n={facts.unlocked} words="outfits it would go into" />
          <Fact n={facts.trulyNew} words="that nothing you own could do" />
          <Fact n={facts.outfitsWithout} words="outfits you have without it" />
        </dl>
        {facts.similar.length > 0 && (
          <>
            <h3>Nearly the same, and yours already</h3>
            <ul className="similar">
              {facts.similar.map(({ itemId, reason: why }) => {
                const twin = pieces.get(itemId)
                return (
                  twin && (
                    <li key={itemId}>
                      <PiecePicture item={twin} isNamed />
                      <span>
                        {twin.name}
                        <small className="soft">{why}</small>
                      </span>
                    </li>
                  )
                )
              })}
            </ul>
          </>
        )}
        <fieldset>
          <legend>What will it be?</legend>
          <div className="field">
            <label htmlFor={id}>Why, for later</label>
            <input
              id={id}
              value={reason}
              maxLength={300}
              autoComplete="off"
              onChange={(event) => setReason(event.currentTarget.value)}
            />
          </div>
          <p className="row">
            {buttons.map(([decision, words]) => (
              <button
                key={decision}
                type="button"
                className="mark-button"
                aria-pressed={considered.decision === decision}
                disabled={command.isBusy}
                onClick={() => choose(decision)}
              >
                {words}
              </button>
            ))}
          </p>
          <output className="soft">{considered.decision && DECIDED[considered.decision]}</output>
        </fieldset>
        <Problem text={command.problem} />
      </div>
    </section>
  )
}

function Fact({ n, words }: { n: number; words: string }) {
  return (
    <div>
      <dt>{words}</dt>
      <dd>{n}</dd>
    </div>
  )
}
