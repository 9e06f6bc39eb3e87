import * as v from 'valibot';

const MUST_BE_AN_OBJECT = 'This must be an object.';

const NotAnObjectSchema = v.never(MUST_BE_AN_OBJECT);
const UnknownFieldSchema = v.never('There is no such field.');

/**
 * A strict object that names every fault: valibot's own stops at the first unknown field, and takes an array for an
 * object. To the types, and to a conversion to JSON Schema, it is a `strictObject`.
 */
export function closedObject<const Entries extends v.ObjectEntries>(entries: Entries) {
  const schema = v.strictObject(entries, wording);
  type Run = (typeof schema)['~run'];

  /** For this input: each field that it should not have becomes an entry that admits no value. */
  const schemaFor = (input: unknown) => {
    if (Array.isArray(input)) return NotAnObjectSchema;
    const unknown = Object.keys(Object(input)).filter((key) => !Object.hasOwn(entries, key));
    const refusals = Object.fromEntries(unknown.map((key) => [key, UnknownFieldSchema]));
    return v.strictObject({ ...entries, ...refusals }, wording);
  };
  const run: Run = (dataset, config) =>
    (schemaFor(dataset.value) as { '~run': Run })['~run'](dataset, config);

  return Object.assign(schema, { '~run': run });
}

function wording(issue: v.StrictObjectIssue): string {
  return issue.path ? 'This field is missing.' : MUST_BE_AN_OBJECT;
}
