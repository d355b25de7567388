/** The value among the choices, or nothing. */
export const oneOfThese = <Choice extends string>(choices: readonly Choice[], value: unknown): Choice | undefined =>
  choices.find((choice) => choice === value);
