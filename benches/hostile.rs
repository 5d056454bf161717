//! Seconds per megabyte for fifty texts that somebody might write to slow griot down, beside plain
//! French news.
//!
//!     cargo bench --bench hostile                  # all, a few minutes
//!     cargo bench --bench hostile -- congo emoji   # those whose names hold one of the words
//!
//! It runs the tiny model on one thread: the less time the model takes, the more the rest shows.
//! Plain text is read again beside each shape, so that a machine whose speed drifts favours none.
//! Each shape is read at two lengths; its price is that of the longer one, and `growth` is how much
//! dearer a byte is there than in the shorter one (1.0: linear). `model` is the model's share of
//! the time: a byte of plain text is a third of a vocabulary piece, a full stop or a letter of a
//! rare script is a whole piece or more, and a line of one word is read between two pieces of its
//! own; only reading less would make that cheaper. Shapes over three times plain text are named at
//! the end.

use std::fmt::Write;
use std::time::Instant;

use griot::{Griot, Lang, Reader, Record, Source};
use mimalloc::MiMalloc;

// As in the command.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

/// Bytes of the shorter text; the longer one has four times as many.
const BYTES: usize = 16 * 1024;
/// How many plain bytes a hostile byte may cost.
const BOUND: f64 = 3.0;

/// A name, and what the text consists of, for each number in turn.
type Shape = (&'static str, fn(usize) -> String);

/// Letters for a number, different ones for each.
fn word(mut n: usize) -> String {
    let mut word = String::from("b");
    loop {
        word.push(char::from(b'a' + (n % 26) as u8));
        n /= 26;
        if n == 0 {
            return word;
        }
    }
}

/// As [`word`], with a capital.
fn name(n: usize) -> String {
    format!("M{}", word(n))
}

/// Noise from a number: the multiplier of Knuth's MMIX.
fn noise(n: usize) -> u64 {
    (n as u64 + 1)
        .wrapping_mul(6_364_136_223_846_793_005)
        .rotate_left(29)
}

/// One of some characters.
fn one_of(characters: &str, n: usize) -> char {
    let count = characters.chars().count();
    let at = noise(n) as usize % count;
    characters.chars().nth(at).unwrap_or(' ')
}

const BASE64: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const MIXED: &str = "aбγאبक中あ한ğđß";

const SHAPES: &[Shape] = &[
    // Names and what their values are made of.
    ("congo", |_| "Congo, ".into()),
    ("congo and georgia", |_| "Georgia and Congo ".into()),
    ("niger", |_| "Le Niger, ".into()),
    ("countries in a list", |n| {
        let countries = ["Mali", "Guinée", "Corée", "Jordan", "Samoa", "Tchad"];
        format!("{}, ", countries[n % countries.len()])
    }),
    ("shared capitals", |_| {
        "Georgetown, Victoria, San José, ".into()
    }),
    ("demonyms", |_| "les Congolais et les Coréens, ".into()),
    ("one person", |_| "Emmanuel Macron, ".into()),
    ("many people of one given name", |n| {
        format!("Jean {} ", name(n))
    }),
    ("many people of one surname", |n| {
        format!("{} Dupont et M. Dupont, ", name(n))
    }),
    ("double surnames", |n| format!("Jean Dupont-{}, ", name(n))),
    ("initials", |n| {
        format!("J.-P. {}. Dupont, ", one_of("ABCDEFGHIJ", n))
    }),
    ("titles", |_| {
        "Mme la ministre, M. le président, le général ".into()
    }),
    ("paris", |_| "Paris, ".into()),
    ("a person and her city", |n| match n {
        0 => "Jean Paris a quitté Lyon. ".into(),
        _ => "Paris, ".into(),
    }),
    ("organisations", |n| format!("la Banque {}, ", name(n))),
    ("short names", |n| format!("Rovers, {} Rovers, ", name(n))),
    ("definitions of acronyms", |n| {
        let letters: String = (0..4).map(|k| one_of("ABCDE", 4 * n + k)).collect();
        let words: Vec<String> = letters.chars().map(|c| format!("{c}ora")).collect();
        format!("{} ({letters}), ", words.join(" "))
    }),
    ("acronyms in brackets", |_| "l'ONU (ONU (UE (OTAN ".into()),
    ("the united nations", |_| "ONU, ".into()),
    // Dates.
    ("dates", |_| "le lundi 3 mars 2024, ".into()),
    ("weekdays", |_| "lundi mardi ".into()),
    ("ranges without end", |_| "du 3 au 4 mai au ".into()),
    ("edges of dates", |_| "fin du début de la mi-".into()),
    ("years", |n| format!("{} ", 1000 + n % 1100)),
    ("small numbers", |n| format!("{} ", n % 32)),
    // Letters without sense.
    ("digits", |n| (n % 10).to_string()),
    ("base64", |n| one_of(BASE64, n).to_string()),
    ("one long word", |_| "a".into()),
    ("a word of capitals", |_| "A".into()),
    ("words of one letter", |_| "a ".into()),
    ("long words", |n| {
        format!("{}{} ", "anticonstitutionnellement", word(n))
    }),
    ("no spaces", |_| "LeprésidentduMaliaquittéBamako".into()),
    ("all capitals", |_| {
        "LE PRÉSIDENT DU MALI A QUITTÉ BAMAKO. ".into()
    }),
    ("addresses", |n| {
        format!("https://www.exemple.fr/{}?id={n} ", word(n))
    }),
    ("mixed scripts", |n| one_of(MIXED, n).to_string()),
    ("chinese", |n| {
        char::from_u32(0x4e00 + noise(n) as u32 % 5000).map_or_else(String::new, String::from)
    }),
    ("right to left", |_| "رئيس مالي ".into()),
    ("mathematical letters", |_| "𝐌𝐚𝐥𝐢 ".into()),
    // Characters that unfold, join or vanish.
    ("u+fdfa", |_| "\u{fdfa}".into()),
    ("squared words", |_| "㍿㌀".into()),
    ("ligatures", |_| "ﬃﬄ".into()),
    ("marks", |_| "\u{301}".into()),
    ("marks on letters", |_| "e\u{301}\u{323}".into()),
    ("emoji joined", |_| "👩\u{200d}👩\u{200d}👧".into()),
    ("joiners", |_| "a\u{200d}".into()),
    ("soft hyphens", |_| "\u{ad}".into()),
    ("control characters", |n| {
        char::from((n % 8) as u8).to_string()
    }),
    // Marks, lines, pages.
    ("brackets", |_| "(".into()),
    ("closing brackets", |_| "Mali )".into()),
    ("quotes", |_| "« \" ".into()),
    ("stops", |_| ". ".into()),
    ("questions", |_| "?!".into()),
    ("new lines", |_| "\n".into()),
    ("tabs", |_| "\t".into()),
    ("short lines", |_| "a\n".into()),
    ("furniture", |_| {
        "Partager sur Facebook\nLire aussi : le Mali vote\n".into()
    }),
    ("buttons", |_| "partager x sur e-mail ".into()),
    ("cookies", |_| {
        "Nous utilisons des cookies avec nos partenaires. ".into()
    }),
];

/// At least this many bytes of a shape.
fn written(piece: fn(usize) -> String, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut n = 0;
    while text.len() < bytes {
        let _ = write!(text, "{}", piece(n));
        n += 1;
    }
    text
}

/// Plain French news, repeated up to this many bytes.
fn plain(bytes: usize) -> String {
    let articles: Vec<Record> = Reader::new(["corpus/news.jsonl"])
        .map(|record| record.expect("the sample corpus is well formed"))
        .filter(|record| record.lang() == Some(Lang::Fr))
        .collect();
    let mut text = String::with_capacity(bytes);
    for article in articles.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(&article.text);
        text.push('\n');
    }
    text
}

/// Seconds per megabyte: the better of two readings.
fn price(griot: &Griot, text: &str) -> f64 {
    let best = (0..2)
        .map(|_| {
            let started = Instant::now();
            griot.extract(text).expect("no text is refused");
            started.elapsed().as_secs_f64()
        })
        .fold(f64::INFINITY, f64::min);
    best / text.len() as f64 * 1e6
}

/// Seconds in the model, and in all, since the pipeline was built.
fn spent(griot: &Griot) -> (f64, f64) {
    let times = griot.stage_times();
    let all = times.prepare + times.infer + times.finish;
    (times.infer.as_secs_f64(), all.as_secs_f64())
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    let griot = Griot::builder()
        .model("tiny")
        .threads(1)
        .lang(Lang::Fr)
        .build()
        .expect("the model is part of this build");
    let plain = plain(2 * BYTES);
    println!(
        "{:32} {:>7}  {:>6}  {:>6}  {:>6}",
        "", "s/MB", "plain", "growth", "model"
    );
    let mut bases = Vec::new();
    let mut over = Vec::new();
    for &(shape, piece) in SHAPES {
        if !wanted.is_empty() && !wanted.iter().any(|part| shape.contains(part.as_str())) {
            continue;
        }
        let base = price(&griot, &plain);
        bases.push(base);
        let short = price(&griot, &written(piece, BYTES));
        let before = spent(&griot);
        let long = price(&griot, &written(piece, 4 * BYTES));
        let after = spent(&griot);
        let share = 100.0 * (after.0 - before.0) / (after.1 - before.1);
        let (ratio, growth) = (long / base, long / short);
        println!("{shape:32} {long:7.2}  {ratio:6.2}  {growth:6.2}  {share:4.0} %");
        if ratio > BOUND {
            over.push(format!(
                "{shape} ({ratio:.1}, the model's share {share:.0} %)"
            ));
        }
    }
    bases.sort_by(f64::total_cmp);
    if let Some(middle) = bases.get(bases.len() / 2) {
        println!(
            "{:32} {middle:7.2}  {:6.2}",
            "plain French news, median", 1.0
        );
    }
    match over.as_slice() {
        [] => println!("\nnone over {BOUND} times plain text"),
        _ => println!("\nover {BOUND} times plain text: {}", over.join(", ")),
    }
}
