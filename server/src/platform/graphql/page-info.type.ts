import { Field } from 'type-graphql';
import { ApiType } from './api-type.ts';

@ApiType('PageInfo', 'platform', 'Where a page of a list ends.')
export class PageInfoType {
  @Field(() => Boolean, { description: 'Whether there is more.' })
  hasNextPage!: boolean;

  @Field(() => String, { nullable: true, description: 'Pass it on to get what follows.' })
  endCursor!: string | null;
}
