import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/ids.ts';
import type { Locale } from '../../platform/locales.ts';
import { Member } from '../members/index.ts';

const ThreadSchema = defineEntity({
  name: 'Thread',
  tableName: 'thread',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    /** The match the sides talk about; its feature knows more. */
    matchId: p.uuid().nullable(),
    closedAt: p.datetime().nullable(),
    createdAt: p.datetime(),
    participants: () => p.oneToMany(ThreadParticipant).mappedBy('thread'),
  },
});

/** A private talk between the sides of a match. Closed threads can be read, not written. */
export class Thread extends ThreadSchema.class {}
ThreadSchema.setClass(Thread);

const ThreadParticipantSchema = defineEntity({
  name: 'ThreadParticipant',
  tableName: 'thread_participant',
  properties: {
    thread: () => p.manyToOne(Thread).ref().primary(),
    member: () => p.manyToOne(Member).ref().primary(),
    readAt: p.datetime(),
  },
});

/** A side of a thread and how far it has read. */
export class ThreadParticipant extends ThreadParticipantSchema.class {}
ThreadParticipantSchema.setClass(ThreadParticipant);

const MessageSchema = defineEntity({
  name: 'Message',
  tableName: 'message',
  properties: {
    id: p.uuid().primary().onCreate(newId),
    thread: () => p.manyToOne(Thread).ref(),
    author: () => p.manyToOne(Member).ref(),
    text: p.text(),
    language: p.text().$type<Locale>(),
    sentAt: p.datetime(),
    /** Set while moderators hide it from everybody but the author. */
    hiddenAt: p.datetime().nullable(),
  },
});

/** A message, in the language its author had the interface in. */
export class Message extends MessageSchema.class {}
MessageSchema.setClass(Message);
