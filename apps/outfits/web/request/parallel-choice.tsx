interface ParallelChoiceProps {
  isParallel: boolean
  setParallel: (isParallel: boolean) => void
}

export function ParallelChoice({ isParallel, setParallel }: ParallelChoiceProps) {
  return (
    <label className="line-pick">
      <input type="checkbox" checked={isParallel} onChange={() => setParallel(!isParallel)} />
      Make the three at once: sooner, for three calls of the model instead of one
    </label>
  )
}
