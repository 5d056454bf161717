//! Twice a text costs twice the work, whatever it repeats.
//!
//! The shapes are those that once took the square of their length, or forty times what plain text
//! takes, and their like. Steps are counted ([`crate::work`]), no clock is read; the mentions are put
//! where a model might see them, and every stage that reads a document as a whole runs over them.

use crate::decode::Readings;
use crate::document::{Label, Lang};
use crate::found::Found;
use crate::resolve::{self, GivenDate, Mentions};
use crate::{consistency, countries, dates, furniture, part, segment, work};

/// A text with its mentions.
#[derive(Default)]
struct Written {
    text: String,
    found: Vec<Found>,
}

impl Written {
    fn say(&mut self, words: &str) {
        self.text.push_str(words);
    }

    fn name(&mut self, label: Label, name: &str) {
        let start = self.text.len();
        self.say(name);
        let readings = Readings::only(label, 0.9);
        let found = Found::new(start..self.text.len(), label, readings);
        self.found.push(found);
    }

    /// The steps of every stage that reads the whole document.
    fn steps(&self, lang: Lang) -> u64 {
        work::of(|| {
            let text = &self.text;
            let sentences = part::bounded(text, segment::sentences(text));
            let mut found = dates::agree(text, &sentences, lang, self.found.clone());
            countries::agree(text, lang, &mut found);
            consistency::agree(text, lang, &mut found);
            furniture::find(text, sentences.iter().cloned());
            let mentions = Mentions {
                text,
                sentences: &sentences,
                lang,
                found: &found,
                left_out: &[],
            };
            resolve::resolve(&mentions, GivenDate::default(), None, None);
        })
    }
}

/// A word of its own for each number: `Aab`, `Aac`.
fn word(mut n: usize) -> String {
    let mut word = String::from("X");
    loop {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return word;
        }
    }
}

/// One letter for each number, in turn.
fn letter(n: usize) -> char {
    char::from(b'A' + (n % 26) as u8)
}

type Shape = (&'static str, usize, fn(&mut Written, usize));

/// Shapes with a number of repetitions, at which the faulty code took more than its share.
const SHAPES: &[Shape] = &[
    ("a contested country over and over", 120, |text, _| {
        text.name(Label::Country, "Congo");
        text.say(", ");
    }),
    ("two contested countries", 60, |text, _| {
        text.name(Label::Country, "Georgia");
        text.say(" and ");
        text.name(Label::Country, "Congo");
        text.say(" ");
    }),
    ("a country that is a river", 120, |text, _| {
        text.name(Label::Country, "Niger");
        text.say(" ");
    }),
    ("a capital that shares its name", 120, |text, _| {
        text.name(Label::Loc, "Georgetown");
        text.say(" ");
    }),
    ("a country that is a given name", 120, |text, _| {
        text.name(Label::Country, "Jordan");
        text.say(" ");
    }),
    (
        "contested countries behind a wall of articles",
        120,
        |text, _| {
            text.say("la la la la ");
            text.name(Label::Country, "Congo");
            text.say(" et la la la ");
        },
    ),
    ("the surname of a person, glued", 500, |text, n| {
        if n == 0 {
            text.name(Label::Person, "Jean Paris");
            text.say(" quitte Lyon");
        }
        text.say(",");
        text.name(Label::Loc, "Paris");
    }),
    ("both halves of a name with an `and`", 500, |text, _| {
        text.name(Label::Country, "Antigua");
        text.say(" and ");
        text.name(Label::Country, "Barbuda");
        text.say(" ");
    }),
    ("contested demonyms", 500, |text, _| {
        text.say("Les Congolais et les Coréens. ");
    }),
    ("double surnames of one person", 500, |text, n| {
        if n == 0 {
            text.name(Label::Person, "Jean Dupont");
            text.say(", ");
        }
        text.name(Label::Person, &format!("Jean Dupont-{}", word(n)));
        text.say(", ");
    }),
    ("many people of one surname", 500, |text, n| {
        text.name(Label::Person, &format!("{} Dupont", word(n)));
        text.say(" et ");
        text.name(Label::Person, "Dupont");
        text.say(". ");
    }),
    ("middle initials", 500, |text, n| {
        let middle = format!("{}. {}. {}", letter(n), letter(n / 26), word(n));
        text.name(Label::Person, &format!("Jean {middle} Dupont"));
        text.say(", ");
    }),
    ("a name of many pieces", 500, |text, n| {
        let name = format!("{}-{}", word(n), "Ab-".repeat(40));
        text.name(Label::Person, &format!("{name} {name}"));
        text.say(", ");
    }),
    ("short names in an endless headline", 500, |text, n| {
        text.name(Label::Org, "Rovers");
        text.say(", ");
        text.name(Label::Org, &format!("{} Rovers", word(n)));
        text.say(", ");
    }),
    (
        "acronyms that the text spells out in two ways",
        400,
        |text, n| {
            let acronym = format!("{}{}{}", letter(n), letter(n / 26), letter(n / 676));
            for end in ["eno", "ipa"] {
                let words: Vec<String> = acronym.chars().map(|c| format!("{c}{end}")).collect();
                text.name(Label::Org, &acronym);
                text.say(" (");
                text.name(Label::Org, &words.join(" "));
                text.say("). ");
            }
        },
    ),
    ("one acronym for many names", 500, |text, n| {
        let long = format!("A{0} B{0} C{0} D{0}", word(n).to_lowercase());
        text.name(Label::Org, &long);
        text.say(". ");
        let dash = |bit: usize| if n >> bit & 1 == 1 { "-" } else { "" };
        let short = format!("A{}B{}C{}D", dash(0), dash(1), dash(2));
        text.name(Label::Org, &short);
        text.say(". ");
    }),
    ("organisations joined as two things", 500, |text, n| {
        text.name(Label::Org, "Orange");
        text.say(" et ");
        text.name(Label::Org, &format!("Orange {}", word(n)));
        text.say(" et ");
    }),
    ("open brackets", 500, |text, n| {
        text.name(Label::Org, &format!("{}A", letter(n)));
        text.say(" (");
    }),
    ("dates without end", 500, |text, _| {
        text.name(Label::Date, "lundi");
        text.say(" 3 mars au 4 mai et ");
    }),
    ("edges of dates", 500, |text, _| {
        text.say("fin du début de la mi-");
    }),
    ("figures", 500, |text, _| text.say("1 2 1990-1991 à ")),
    ("lines of a page", 500, |text, _| {
        text.say("Partager sur Facebook\nLire aussi : le Mali\n\n");
    }),
    ("stops", 2000, |text, _| text.say(". ) ")),
    ("spaces", 2000, |text, _| text.say(" \n ")),
    ("quotes", 2000, |text, _| text.say("« \" » ! ")),
    ("places far from one another", 500, |text, n| {
        text.name(Label::Org, &word(n));
        text.say(" mot mot mot mot mot mot mot mot mot mot mot mot ");
    }),
];

fn written(piece: fn(&mut Written, usize), count: usize) -> Written {
    let mut text = Written::default();
    for n in 0..count {
        piece(&mut text, n);
    }
    text
}

#[test]
fn twice_a_hostile_text_is_about_twice_the_work() {
    let mut wrong = Vec::new();
    for (name, count, piece) in SHAPES {
        for lang in [Lang::Fr, Lang::En] {
            // The tables are read before the first count.
            written(*piece, 2).steps(lang);
            let once = written(*piece, *count).steps(lang);
            let twice = written(*piece, 2 * count).steps(lang);
            if 2 * twice > 5 * once {
                wrong.push(format!("{name} in {lang:?}: {once} steps, then {twice}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn no_shape_costs_many_steps_a_byte() {
    const MOST: u64 = 600;
    let mut wrong = Vec::new();
    for (name, count, piece) in SHAPES {
        for lang in [Lang::Fr, Lang::En] {
            written(*piece, 2).steps(lang);
            let text = written(*piece, 8 * count);
            let steps = text.steps(lang) / text.text.len() as u64;
            if steps > MOST {
                wrong.push(format!("{name} in {lang:?}: {steps} steps a byte"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
