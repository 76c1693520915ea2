import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCounterparts } from '../../../src/retrieval/counterparts.js';

describe('what a follow-up mentions', () => {
  it.each([
    ['And E502?', 'What does error E501 mean?', 'What does error E502 mean?'],
    ['e503', 'what does e501 mean', 'what does e503 mean'],
    ['the GX-800?', 'How many ports does the GX-200 have?', 'How many ports does the GX-800 have?'],
    ['W120?', 'How do I fix E501?', 'How do I fix W120?'],
    ['And NO-12?', 'What does OK-7 mean?', 'What does NO-12 mean?'],
    ['And for 2.1?', 'What is new in version 2.0?', 'What is new in version 2.1?'],
    ['And 500?', 'What does status 404 mean?', 'What does status 500 mean?'],
    ['And section 7?', 'What does section 4 of the lease say?', 'What does section 7 of the lease say?'],
    ['And the 100 mm one?', 'How much is the 80 mm brass hinge?', 'How much is the 100 mm brass hinge?'],
    ['How much is the 100 mm?', 'How much is the 80 mm brass hinge?', 'How much is the 100 mm brass hinge?'],
    ['100mm?', 'How much is the 80 mm brass hinge?', 'How much is the 100 mm brass hinge?'],
    ['How much for 50 users?', 'How much is it for 10 users?', 'How much is it for 50 users?'],
    ['And with 20%?', 'What is left of 100 euros with 10% off?', 'What is left of 100 euros with 20% off?'],
    ['And in 2023?', 'How many came in 2021?', 'How many came in 2023?'],
    ['The 3rd?', 'What is the 2nd prize?', 'What is the 3rd prize?'],
    ['And in June?', 'When may visitors come in May?', 'When may visitors come in June?'],
    ['on sundays?', 'Is it open on Mondays?', 'Is it open on sundays?'],
    ['And Team?', 'What is the price of the Pro plan?', 'What is the price of the Team plan?'],
    [
      'and for Enterprise?',
      'What is the price of the Pro plan?',
      'What is the price of the Enterprise plan?',
    ],
    ['What about the one in Bern?', 'Who leads the Zurich office?', 'Who leads the Bern office?'],
    ['What about Team?', 'Is SSO in the Pro plan?', 'Is SSO in the Team plan?'],
    ['And in France?', 'What does Alibaba invest in Germany?', 'What does Alibaba invest in France?'],
    ['And Baidu?', 'What does Alibaba invest in Germany?', 'What does Baidu invest in Germany?'],
    ['And in Bern?', 'When does the shop in Paris open?', 'When does the shop in Bern open?'],
    ['What about Linux?', 'How do I install Citewell on Windows?', 'How do I install Citewell on Linux?'],
    ['And the API?', 'Is the SDK free?', 'Is the API free?'],
    ['and cache_ttl?', 'What is the default of max_size?', 'What is the default of cache_ttl?'],
    ['And READ_LIMIT?', 'What does HTTP_PORT do?', 'What does READ_LIMIT do?'],
    ['--read-limit?', 'what does --reader do', 'what does --read-limit do'],
    ['And readLimit?', 'What does refuseBelow mean?', 'What does readLimit mean?'],
    ['And 2020?', 'How many ships came after 2010?', 'How many ships came after 2020?'],
    ['And before 2020?', 'How many ships came before 2010?', 'How many ships came before 2020?'],
    ['And in June?', 'Is it open in May, and how long in May?', 'Is it open in June, and how long in June?'],
  ])('"%s" after "%s" takes the place of what is alike: "%s"', (question, previous, expected) => {
    expect(withCounterparts(question, previous)).toEqual({ question: expected, whole: true });
  });

  it.each([
    ['How much does the 100 mm one weigh?', 'How much is the 80 mm hinge?', 'How much is the 100 mm hinge?'],
    ['When does it close in July?', 'When does it open in June?', 'When does it open in July?'],
  ])('"%s" after "%s" asks something else of it', (question, previous, expected) => {
    expect(withCounterparts(question, previous)).toEqual({ question: expected, whole: false });
  });

  it.each([
    ['And in Germany?', 'How much is Alibaba investing?'],
    ['When does the shop open in June?', 'When do the shop and the museum open in May?'],
    ['And E503?', 'What is the difference between E501 and E502?'],
    ['Is it larger than the GX-400?', 'How many ports does the GX-200 have?'],
    ['And without E501?', 'Does it start with E502?'],
    ['And 100 grams?', 'How much is the 80 mm hinge?'],
    ['On Mondays too?', 'When does the museum open?'],
    ['And its weight?', 'How much is the 80 mm hinge?'],
    ['What does E611 mean?', 'What does E501 say?'],
    ['Europa Clipper mission cost', 'Who wrote the poem for Voyager?'],
    ['When was Baidu founded?', 'How much is Alibaba investing?'],
    ['Why E502?', 'What does E501 mean?'],
    ['And cache_ttl?', 'What does E501 mean?'],
    ['And with VAT?', 'What does Pro cost?'],
    ['And VAT?', 'What does Pro cost?'],
    ['And for Windows?', 'How do I install Citewell?'],
    ['What about Linux?', 'How do I install Citewell?'],
    ['And for Germany?', 'What does Pro cost?'],
    ['And for Anna?', 'When does the shop in Paris open?'],
    ['And with Docker?', 'How do I upgrade Postgres?'],
    ['What about the API?', 'Does Enterprise include support?'],
    ['And before 2020?', 'How many ships came after 2010?'],
    ['And over 100 mm?', 'How much is the 80 mm hinge?'],
    ['And until June?', 'Is it open in May?'],
    ['And from E502?', 'Does E501 lead to a restart?'],
    ['', 'What does E501 mean?'],
    ['And may I smoke?', 'Is it open in June?'],
  ])('"%s" after "%s" has no counterpart', (question, previous) => {
    expect(withCounterparts(question, previous)).toBeUndefined();
  });

  const code = fc.stringMatching(/^[A-Z]{1,3}-?[0-9]{2,4}$/);
  it('is any code for any other', () => {
    fc.assert(
      fc.property(code, code, (one, other) => {
        const swapped = withCounterparts(`And ${other}?`, `What does ${one} mean for me?`);
        expect(swapped).toEqual({ question: `What does ${other} mean for me?`, whole: true });
      }),
    );
  });

  it('is looked for in any text, however odd', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (question, previous) => {
        const swapped = withCounterparts(question, previous);
        expect(swapped === undefined || swapped.question.length > 0).toBe(true);
      }),
    );
  });
});
