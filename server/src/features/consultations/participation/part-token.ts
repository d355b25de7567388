import { Arg } from 'type-graphql';

/** What the holder of a code, or a helper, was given to be known by; members need none. */
export const PartToken = (): ParameterDecorator =>
  Arg('token', () => String, {
    nullable: true,
    description:
      'What `useCode` or `startHelping` gave. Whoever is signed in needs none; a code’s says nothing where members take part.',
  }) as ParameterDecorator;
