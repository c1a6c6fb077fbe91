import { reading, type EventStreamProbe } from './probe.js';

/** How lines become events. [HTML: 9.2.6 Interpreting an event stream] */
export const fieldProbes: readonly EventStreamProbe[] = [
  reading('comments are nothing', ': one\n:two\n\n:\ndata: a\n: three\ndata: b\n\n'),
  reading('lines of data are joined', 'data: a\ndata:\ndata: b\ndata\n\n'),
  reading('empty data is an event', 'data\n\ndata:\n\ndata: \n\ndata\ndata\n\n'),
  reading('empty lines of data are joined like others', 'data:\ndata:\n\ndata\ndata\ndata\n\n'),
  reading('one space after the colon goes', 'data:a\n\ndata: a\n\ndata:  a \n\ndata:\ta\n\n'),
  reading('spaces around a name make another name', ' data: a\n\ndata : b\n\ndata: c\n\n'),
  reading('colons after the first are data', 'data: a: b\n\ndata::\n\n:data: a\n\n'),
  reading('a colon alone is a comment', ':\n\ndata: a\n:\ndata: b\n\n'),
  reading('names know upper and lower case', 'Data: a\nDATA: b\nda ta: c\ndata: d\n\n'),
  reading('unknown fields are nothing', 'foo: bar\nfoo\ndatax: y\nevents: tick\ndata: d\n\n'),
  reading('a line without a colon is a field without a value', 'event: tick\nevent\ndata: a\n\n'),
  reading(
    'events have names',
    'event: tick\ndata: a\n\ndata: b\nevent:tick\n\nevent: tock\nevent: tick\ndata: c\n\n',
  ),
  reading('a name is for one event', 'event: tick\ndata: a\n\ndata: b\n\n'),
  reading('a name without data is gone afterwards', 'event: tick\n\ndata: a\n\n'),
  reading('an empty name is the default name', 'event: tick\nevent:\ndata: a\n\n'),
  reading('a name keeps its spaces', 'event: tick \ndata: a\n\nevent:  tick\ndata: b\n\n'),
  reading('the default name may be said', 'event: message\ndata: a\n\nevent: Message\ndata: b\n\n'),
  reading('names nobody listens to are nothing', 'event: other\ndata: a\n\ndata: b\n\n'),
  reading(
    'names of the platform are names like others',
    'event: error\ndata: a\n\nevent: open\ndata: b\n\ndata: c\n\n',
  ),
  reading('fields come in any order', 'data: a\nid: 1\ndata: b\nevent: tick\n\n'),
  reading('retry is no event', 'retry: 5\n\nretry: 5\nevent: tick\n\ndata: a\nretry: 1\n\n'),
  reading('a retry that is no number is nothing', 'retry: 1x\ndata: a\n\nretry: -5\ndata: b\n\n'),
  reading('data that looks like JSON stays text', 'data: {"a":1}\n\ndata: 1\n\ndata: [1,\n\n'),

  reading('an id is for all later events', 'id: 1\ndata: a\n\ndata: b\n\nid: 2\ndata: c\n\n'),
  reading('an empty id forgets', 'id: 1\ndata: a\n\nid\ndata: b\n\nid: 2\n\nid:\ndata: c\n\n'),
  reading('an id may have any letters', 'id: é🎬 :x\ndata: a\n\n'),
  reading('an id keeps spaces but the first', 'id:  1 \ndata: a\n\nid:2\ndata: b\n\n'),
  reading(
    'an id with a null is nothing',
    'id: 1\ndata: a\n\nid: 2\0\ndata: b\n\nid: \0\ndata: c\n\n',
  ),
  reading('the last of two ids counts', 'id: 1\nid: 2\ndata: a\n\nid: 3\nid: 4\0\ndata: b\n\n'),
  reading('an id after the data counts', 'data: a\nid: 1\n\ndata: b\n\n'),
  reading(
    'an id without data counts',
    'data: a\n\nid: 1\n\ndata: b\n\nid: 2\n\n: c\n\ndata: d\n\n',
  ),
  reading('an id with empty data counts', 'id: 1\ndata\n\ndata: a\n\nid: 2\ndata:\n\ndata: b\n\n'),
  reading('an id with a name but no data counts', 'event: tick\nid: 1\n\ndata: a\n\n'),
  reading('an id outlives blocks without one', 'id: 1\n\n: c\n\nretry: 1\n\ndata: a\n\n', 1),
  reading('unknown fields that begin like id are no ids', 'id: 1\n\nids: 2\nid2: 3\n\ndata: a\n\n'),
];
