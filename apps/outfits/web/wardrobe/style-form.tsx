import { useState, type SubmitEvent } from 'react'
import { FEELING_WORDS, type Profile, STYLE_WORDS, type StyleWords } from '../../shared/index.ts'
import { Problem } from '../problem.tsx'
import { useCommand } from '../use-command.ts'
import { TextField } from './fields.tsx'
import { putProfile } from './wardrobe-api.ts'

const QUESTIONS: readonly (readonly [keyof StyleWords, string, string])[] = [
  ['current', 'How I dress now', 'One word, such as relaxed or classic.'],
  ['aspirational', 'How I would like to dress', 'One word, such as polished or bold.'],
  ['feeling', 'How it should feel', 'One word, such as confident or calm.'],
]

/** Three words and a number: what every outfit is made towards. */
export function StyleForm({ profile, onChanged }: { profile: Profile; onChanged: () => void }) {
  const { run, isBusy, problem } = useCommand()
  const [words, setWords] = useState(profile.styleWords)
  const [days, setDays] = useState(String(profile.repeatWindowDays))
  const [slips, setSlips] = useState<{ [field: string]: string }>({})
  const [said, setSaid] = useState('')

  const send = (event: SubmitEvent) => {
    event.preventDefault()
    setSaid('')
    const found: typeof slips = {}
    for (const [field] of QUESTIONS) if (words[field].trim() === '') found[field] = 'Say it in one word.'
    const repeatWindowDays = Number(days)
    if (
      days.trim() === '' ||
      !Number.isInteger(repeatWindowDays) ||
      repeatWindowDays < 0 ||
      repeatWindowDays > 90
    )
      found['days'] = 'A whole number from 0 to 90.'
    setSlips(found)
    if (Object.keys(found).length > 0) return
    void run(async () => {
      const stored = await putProfile({ styleWords: words, repeatWindowDays })
      setWords(stored.styleWords)
      setSaid('Kept.')
      onChanged()
    })
  }

  return (
    <form className="style-form" onSubmit={send} noValidate>
      {QUESTIONS.map(([field, label, hint]) => (
        <TextField
          key={field}
          label={label}
          hint={hint}
          list={field === 'feeling' ? 'feeling-words' : 'style-words'}
          maxLength={30}
          value={words[field]}
          problem={slips[field]}
          onText={(word) => setWords({ ...words, [field]: word })}
        />
      ))}
      <TextField
        label="Days until the same look may come back"
        hint="0: it may come back at any time."
        type="number"
        min={0}
        max={90}
        value={days}
        problem={slips['days']}
        onText={setDays}
      />
      <datalist id="style-words">
        {STYLE_WORDS.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </datalist>
      <datalist id="feeling-words">
        {FEELING_WORDS.map((word) => (
          <option key={word}>{word}</option>
        ))}
      </datalist>
      <Problem text={problem} />
      <p className="row">
        <button type="submit" className="button" disabled={isBusy}>
          {isBusy ? 'One moment…' : 'Keep this'}
        </button>
        <output className="soft">{said}</output>
      </p>
    </form>
  )
}
