import { GraphQLJSON } from 'graphql-scalars';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { Field, Float, InputType, Int } from 'type-graphql';
import { ApiType } from '../../platform/graphql/api-type.ts';
import type { ZoneGeometry } from './zone.entity.ts';
import { IdScalar } from '../../platform/graphql/scalars.ts';

@ApiType('Neighbourhood', 'neighbourhoods', 'A part of the town as people name it.')
export class NeighbourhoodType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;

  @Field(() => String, { description: 'Name in Italian.' })
  name!: string;
}

@ApiType('Zone', 'neighbourhoods', 'The finest place that is ever shown of a person or a request.')
export class ZoneType {
  @Field(() => IdScalar, { description: 'Stable identifier.' })
  id!: string;
}

@ApiType('GeoPoint', 'neighbourhoods', 'A point on the earth, in degrees (WGS 84).')
export class GeoPointType {
  @Field(() => Float, { description: 'Northwards.' })
  latitude!: number;

  @Field(() => Float, { description: 'Eastwards.' })
  longitude!: number;
}

@InputType({ description: 'A zone to add or change.' })
export class ZoneInput {
  @Field(() => IdScalar, { description: 'The neighbourhood it lies in.' })
  neighbourhoodId!: string;

  @Field(() => String, { description: 'Name in Italian, at most 120 characters.' })
  @IsNotEmpty()
  @MaxLength(120, { context: { max: 120 } })
  name!: string;

  @Field(() => GraphQLJSON, {
    nullable: true,
    description: 'Names in other languages by interface language, such as {"ar": "…"}.',
  })
  names?: Record<string, string> | null;

  @Field(() => GraphQLJSON, { nullable: true, description: 'A GeoJSON Polygon or MultiPolygon (WGS 84).' })
  geometry?: ZoneGeometry | null;
}

@ApiType('ZoneImport', 'neighbourhoods', 'What an import of zones did.')
export class ZoneImportType {
  @Field(() => Int, { description: 'Zones that are new.' })
  added!: number;

  @Field(() => Int, { description: 'Zones that were there and changed.' })
  changed!: number;

  @Field(() => [String], { description: 'Features that were left out, by name or position.' })
  skipped!: string[];
}
