/** An exact fraction in lowest terms; the denominator is positive. */
export interface Rational {
  over: bigint;
  under: bigint;
}

export function rational(over: bigint, under = 1n): Rational {
  if (under === 0n) throw new RangeError('Division by zero');
  const sign = under < 0n ? -1n : 1n;
  const common = greatestDivisor(over < 0n ? -over : over, under * sign);
  return { over: (sign * over) / common, under: (sign * under) / common };
}

export const plus = (a: Rational, b: Rational) => rational(a.over * b.under + b.over * a.under, a.under * b.under);
export const minus = (a: Rational, b: Rational) => rational(a.over * b.under - b.over * a.under, a.under * b.under);
export const times = (a: Rational, factor: bigint) => rational(a.over * factor, a.under);
export const dividedBy = (a: Rational, divisor: bigint) => rational(a.over, a.under * divisor);

/** Below 0 where a is less, 0 where they are equal, above 0 where a is more. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.over * b.under - b.over * a.under;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  while (b > 0n) [a, b] = [b, a % b];
  return a > 0n ? a : 1n;
}
