export { answerJson, paced, tokens, type Script, type ScriptStep } from './model-script.ts'
export {
  imagesOf,
  startScriptedModel,
  textOf,
  type CompletionBody,
  type RecordedRequest,
  type ScriptedModel,
  type ScriptedModelOptions,
} from './scripted-model.ts'
