import { expect, test } from 'vitest';
import { redisAddress } from '../../src/execution/redis/address.ts';

test('the address is what --redis says, else LAGGARD_REDIS; the password comes from the environment', () => {
  const environment = { LAGGARD_REDIS: 'redis://:se%2Fcret@far:6380/2', LAGGARD_REDIS_PASSWORD: undefined };
  expect(redisAddress(undefined, environment)).toEqual({
    options: { host: 'far', port: 6380, db: 2, password: 'se/cret' },
    shown: 'redis://far:6380/2',
  });
  expect(redisAddress('redis://127.0.0.1', { ...environment, LAGGARD_REDIS_PASSWORD: 'x' })).toEqual({
    options: { host: '127.0.0.1', port: 6379, db: 0, password: 'x' },
    shown: 'redis://127.0.0.1:6379',
  });
  expect(redisAddress('unix:///a%20b/redis.sock', {})).toEqual({
    options: { path: '/a b/redis.sock' },
    shown: 'unix:///a b/redis.sock',
  });
  expect(redisAddress('rediss://[::1]:7000', {})).toMatchObject({
    options: { host: '::1', port: 7000, tls: {} },
  });
});

test.each([
  ['redis://:secret@here', {}, /a password on the command line.*LAGGARD_REDIS_PASSWORD/],
  ['http://here', {}, /http:\/\/here is not the address of a Redis.*redis:\/\/HOST:PORT/],
  ['redis://here/x', {}, /\/x is not a database/],
  ['redis://h:99999', {}, /not the address of a Redis/],
  ['redis://h:0', {}, /not the address of a Redis/],
  ['redis://h/1/2', {}, /\/1\/2 is not a database/],
  ['redis://h?db=3', {}, /\? and \/ are written %25/],
  ['unix://relative/redis.sock', {}, /not the address of a Redis.*unix:\/\/\/PATH/],
  ['unix:///a%00b', {}, /not the address of a Redis/],
  [undefined, { LAGGARD_REDIS: '%zz' }, /LAGGARD_REDIS is not the address.*%25/],
  [undefined, { LAGGARD_REDIS: 'redis://:secret%zz@here' }, /LAGGARD_REDIS is not the address/],
  [undefined, { LAGGARD_REDIS: 'redis://:secret#1@here' }, /LAGGARD_REDIS is not the address/],
  [undefined, { LAGGARD_REDIS: 'secret' }, /LAGGARD_REDIS is not the address/],
  [undefined, {}, /no Redis is named/],
])('%s, %j is refused, and no secret is repeated', (given, environment, message) => {
  expect(() => redisAddress(given, environment)).toThrow(message);
  expect(() => redisAddress(given, environment)).not.toThrow(/secret/);
});
