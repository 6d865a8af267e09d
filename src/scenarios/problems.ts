import type { z } from 'zod';
import { suggestionFor } from '../base/suggest.ts';
import { explanationOf } from './explanations.ts';
import { type Path, valueAt } from './path.ts';
import { pluginHint } from './plugin-names.ts';
import type { Refusal } from './schema/leaf.ts';
import { shown } from './shown.ts';

type Issue = z.core.$ZodIssue;

/** Something wrong at a place of the document, before it is known where that is in the file. */
export interface Finding extends Omit<Refusal, 'wrongKind'> {
  readonly path: Path;
  readonly message: string;
  /** It is about the last key of the path, which is not known; about a key that is not there; or about a value. */
  readonly about: 'unknown key' | 'missing key' | 'value';
}

/** What zod found, in our words. `document`: what it looked at. */
export function findingsOf(issues: readonly Issue[], document: unknown): Finding[] {
  return issues.flatMap((issue) => findingsOfIssue(issue, [], document));
}

function findingsOfIssue(issue: Issue, above: Path, document: unknown): Finding[] {
  const path = [...above, ...(issue.path as Path)];
  switch (issue.code) {
    case 'custom':
      return [findingOf(path, (issue.params ?? {}) as Refusal, document)];
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey([...path, key], issue.message, document));
    case 'invalid_union': {
      const branch = branchFor(issue.errors, valueAt(document, path));
      if (branch) return branch.flatMap((inner) => findingsOfIssue(inner, path, document));
    }
  }
  // The schemas' messages say what is allowed (schema/leaf.ts).
  return [findingOf(path, { allowed: issue.message }, document)];
}

function findingOf(path: Path, refusal: Refusal, document: unknown): Finding {
  const value = valueAt(document, path);
  const { message, allowed, hint, bare } = refusal;
  const explanation = explanationOf(path, document);
  if (explanation) return { path, message: explanation, about: 'value' };
  const missing = value === undefined;
  const isUnknown = message === undefined || message === value;
  return {
    path,
    message: message ?? (missing ? 'missing' : shown(value)),
    about: missing ? 'missing key' : 'value',
    ...(allowed && { allowed }),
    ...(bare && { bare }),
    ...hintOf(hint ?? wordMeant(value, allowed) ?? (isUnknown ? pluginHint(path, value) : undefined)),
  };
}

function unknownKey(path: Path, known: string, document: unknown): Finding {
  const explanation = explanationOf(path, document);
  if (explanation) return { path, message: explanation, about: 'value' };
  const key = String(path.at(-1));
  const meant = suggestionFor(key, known.split(', '));
  const isGlued = /^[\w-]+:/.test(key);
  const hint = hintOf(isGlued ? 'a blank belongs behind the colon' : meant && `did you mean ${meant}?`);
  return { path, message: 'unknown key', about: 'unknown key', allowed: known, ...hint };
}

const hintOf = (hint: string | undefined) => (hint ? { hint } : {});

/** The word of a list of words that a misspelt one was meant to be. */
function wordMeant(value: unknown, allowed: string | undefined): string | undefined {
  if (typeof value !== 'string' || !allowed || !/^[\w-]+(, [\w-]+)+$/.test(allowed)) return undefined;
  const words = allowed.split(', ');
  const meant =
    suggestionFor(value, words) ?? onlyOne(words.filter((word) => word.split('-').includes(value)));
  return meant && `did you mean ${meant}?`;
}

function onlyOne(words: readonly string[]): string | undefined {
  return words.length === 1 ? words[0] : undefined;
}

/** The branch of a union that takes values of this kind (mapping, list or scalar); what it found is what matters. */
function branchFor(branches: readonly (readonly Issue[])[], value: unknown): readonly Issue[] | undefined {
  if (value === undefined) return undefined;
  const isScalar = typeof value !== 'object' || value === null;
  return branches.find(
    (branch) => !branch.some((issue) => issue.path.length === 0 && refusesKind(issue, isScalar)),
  );
}

function refusesKind(issue: Issue, ofScalar: boolean): boolean {
  if (issue.code === 'invalid_type') {
    return !ofScalar || ['object', 'array', 'record'].includes(issue.expected);
  }
  if (ofScalar) return false;
  return (
    issue.code === 'invalid_value' ||
    (issue.code === 'custom' && (issue.params as Refusal).wrongKind === true)
  );
}

/** A misspelt key is both unknown and missing: one finding says so. */
export function joinTypos(findings: readonly Finding[]): Finding[] {
  const typos = findings.filter(({ about }) => about === 'unknown key');
  return findings.filter(({ about, path }) => {
    if (about !== 'missing key') return true;
    return !typos.some((typo) => isSpellingOf(path, typo));
  });
}

/** Whether the key that is missing is the one that an unknown key of the same mapping was meant to be. */
function isSpellingOf(missing: Path, { path, hint }: Finding): boolean {
  return (
    path.length === missing.length &&
    path.slice(0, -1).every((part, k) => part === missing[k]) &&
    hint === `did you mean ${missing.at(-1)}?`
  );
}
