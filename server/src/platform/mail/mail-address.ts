/**
 * Whether it is one mail address and nothing else: without the signs by which mail programs read a list, a name or a comment,
 * so that nobody writes the address of somebody else in many ways.
 */
export const isMailAddress = (text: string): boolean =>
  text.length <= 254 && /^[^\s@,;:<>"()[\]\\]{1,64}@[^\s@,;:<>"()[\]\\]+\.[^\s@,;:<>"()[\]\\]+$/.test(text);
