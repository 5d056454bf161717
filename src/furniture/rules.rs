//! What furniture looks like.
//!
//! Five kinds of rule, all on text without case and accents: a line of [`BUTTONS`] and nothing else;
//! a unit that opens with one of its words and holds others ([`RULES`]); a line that announces other
//! articles ([`ANNOUNCE`]); breadcrumbs; a count of comments. What keeps articles about cookies,
//! newsletters or networks out: buttons must make up the whole line, the rules want the page speaking
//! to its reader, and neither takes quotation marks or a reporting verb.

use crate::fold::fold;
use crate::work;

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    Text,
    Furniture,
    /// Furniture, as the list below it is.
    HeadsList,
}

/// Judges a line without white space around it.
pub(super) fn line(line: &str) -> Verdict {
    let unit = Unit::new(line);
    match unit.announces(true) {
        Some(true) => return Verdict::HeadsList,
        Some(false) => return Verdict::Furniture,
        None => {}
    }
    let counted = unit.bare.trim_start_matches(|c: char| c.is_ascii_digit());
    let counts = counted.len() < unit.bare.len()
        && matches!(
            counted.trim(),
            "comment" | "comments" | "commentaire" | "commentaires"
        );
    let buttons = unit.buttons();
    if counts
        || buttons.is_some_and(|b| b.strong || b.action && b.count > 1)
        || is_breadcrumbs(line)
        || unit.matches_rule(true)
    {
        return Verdict::Furniture;
    }
    Verdict::Text
}

/// Judges a sentence; `follows` says that the sentence before it is furniture.
pub(super) fn sentence(sentence: &str, follows: bool) -> bool {
    let unit = Unit::new(sentence);
    // A single word is too little in running text: `« Publicité », dit-il. Publicité.`
    let buttons = unit
        .buttons()
        .is_some_and(|b| b.strong && b.words > 1 || b.action && b.count > 1);
    buttons
        || unit.announces(false).is_some()
        || unit.matches_rule(false)
        || follows && COMPANIONS.iter().any(|words| unit.bare.starts_with(words))
}

/// Whether a line is an item of a list.
pub(super) fn is_item(line: &str) -> bool {
    ["- ", "– ", "• ", "* ", "· ", "> "]
        .iter()
        .any(|bullet| line.starts_with(bullet))
}

/// What a phrase of [`BUTTONS`] proves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Weight {
    /// A line of it alone is furniture.
    Strong,
    /// Furniture beside another one.
    Action,
    /// Proves nothing, but may stand in such a line.
    Weak,
    /// Joins others, does not count.
    Filler,
}

use Weight::{Action, Filler, Strong, Weak};

/// Buttons and labels. Figures, prices and punctuation between them do not matter, nor does a space
/// that was lost (`Share onFacebookXWhatsApp`).
#[rustfmt::skip]
const BUTTONS: &[(Weight, &[&str])] = &[
    (Strong, &[
        // Advertising.
        "publicite", "advertisement", "la suite apres cette publicite", "la suite apres la publicite",
        "story continues below", "article continues below", "article continues after ad", "story continues below advertisement",
        "article continues below advertisement", "continue reading the main story", "contenu sponsorise", "sponsored content",
        // Consent.
        "nous respectons votre vie privee", "le respect de votre vie privee est notre priorite", "we value your privacy",
        "we care about your privacy", "your privacy is important to us", "votre vie privee nous importe",
        "tout accepter", "tout refuser", "continuer sans accepter", "accepter et fermer", "accepter et continuer",
        "accept all cookies", "reject all cookies", "gestion des cookies", "gerer les cookies", "gerer mes cookies",
        "parametrer les cookies", "parametres des cookies", "manage cookies", "cookie settings", "cookie preferences",
        // Share.
        "partager sur facebook", "partager sur twitter", "partager sur whatsapp", "partager sur linkedin",
        "partager sur x", "share on facebook", "share on twitter", "share on whatsapp", "share on linkedin", "share on x",
        "partager cet article", "partagez cet article", "partager l'article", "share this article", "share this story",
        "share this page", "copier le lien", "copy link", "vous avez aime cet article", "envoyer par e-mail", "envoyer a un ami",
        // Subscription.
        "article reserve aux abonnes", "cet article est reserve aux abonnes", "article reserve a nos abonnes",
        "contenu reserve aux abonnes", "reserve aux abonnes", "reserve a nos abonnes", "deja abonne", "deja abonnee",
        "already a subscriber", "already have an account", "already a member", "subscribe to continue reading",
        "subscribe to read", "log in to continue reading", "sign in to continue reading", "pour lire la suite",
        "abonnez-vous pour lire la suite", "this article is for subscribers only", "subscriber only",
        // Comments.
        "connectez-vous pour reagir", "connectez-vous pour commenter", "signaler un abus", "laisser un commentaire",
        "leave a comment", "reagissez a cet article", "soyez le premier a commenter", "soyez le premier a reagir",
        "be the first to comment", "view comments", "show comments", "voir les commentaires", "afficher les commentaires",
        "log in to comment", "sign in to comment", "votre adresse e-mail ne sera pas publiee",
        "your email address will not be published",
        // Navigation, prompts, footer.
        "skip to content", "skip to main content", "aller au contenu", "aller au contenu principal", "ignorer et aller au contenu",
        "s'abonner", "se connecter", "sign in", "log in", "subscribe now", "tous droits reserves", "all rights reserved",
        "tous droits de reproduction reserves", "mentions legales", "plan du site", "terms of use", "privacy policy",
        "politique de confidentialite", "retour en haut de page", "back to top",
        "activer les notifications", "activez les notifications", "enable notifications", "turn on notifications",
    ]),
    (Action, &[
        "partager", "partagez", "partagez-le", "partagez-la", "share", "tweeter", "tweet", "imprimer", "accept all", "reject all",
        "more options", "manage options", "parametrer", "personnaliser", "share on", "suivez-nous", "follow us", "subscribe",
        "subscribe from", "abonnez-vous", "inscrivez-vous", "connectez-vous", "register", "reply", "repondre", "signaler",
        "accessibilite", "cgu", "cgv", "terms and conditions",
    ]),
    (Weak, &[
        "facebook", "twitter", "x", "whatsapp", "telegram", "instagram", "youtube", "linkedin", "messenger", "pinterest", "tiktok",
        "bluesky", "threads", "reddit", "e-mail", "email", "mail", "courriel", "print", "save", "menu", "contact", "contacts",
        "newsletter", "newsletters", "accept", "reject", "accepter", "refuser", "report", "like", "likes", "j'aime", "commentaire",
        "commentaires", "comment", "comments", "terms", "privacy", "cookies", "accueil", "home", "search", "rechercher", "sms",
        "lien", "link", "app",
    ]),
    (Filler, &[
        "sur", "on", "via", "par", "by", "et", "and", "ou", "or", "a week", "a month", "a year", "par mois", "par semaine", "par an",
    ]),
];

/// What stands after a sentence of furniture only.
const COMPANIONS: &[&str] = &[
    "vous pouvez changer d'avis a tout moment",
    "vous pouvez retirer votre consentement",
    "vous pouvez modifier vos choix",
    "vous pouvez modifier vos preferences",
    "vous pouvez vous desinscrire a tout moment",
    "you can change your mind at any time",
    "you can change your choices",
    "you can change your preferences",
    "you can withdraw your consent",
    "you can unsubscribe at any time",
    "partagez-le",
    "partagez-la",
    "connectez-vous",
    "terms",
];

/// A unit that starts with one of `opens` (with anything, where there is none) and holds a word of
/// each group of `holds`.
struct Rule {
    lines_only: bool,
    longest: usize,
    opens: &'static [&'static str],
    holds: &'static [&'static [&'static str]],
}

const NETWORKS: &[&str] = &[
    "facebook",
    "twitter",
    "whatsapp",
    "telegram",
    "instagram",
    "youtube",
    "linkedin",
    "tiktok",
    "bluesky",
    "reseaux sociaux",
    "social media",
    "on x",
    "sur x",
];

#[rustfmt::skip]
const RULES: &[Rule] = &[
    // Consent: cookies, the page that sets them, and its reader or the purpose.
    Rule { lines_only: false, longest: 600, opens: &[], holds: &[
        &["cookie", "traceurs"],
        &[
            "nous utilisons des", "utilise des cookies", "utilisons des cookies", "utiliser des cookies", "deposer des cookies",
            "nos partenaires", "partenaires et nous", "nos cookies", "we use cookies", "uses cookies", "our partners",
            "partners and we", "we and our", "we, and the", "leave cookies on your", "store cookies on your", "use cookies and",
        ],
        &[
            "vous ", "votre ", "vos ", "your ", "audience", "publicites personnalisees", "personalise", "personalize",
            "analyse traffic", "analyze traffic",
        ],
    ] },
    Rule { lines_only: false, longest: 300, opens: &["en poursuivant votre navigation", "by continuing to use this", "by continuing to browse",
        "acceptez les cookies pour", "veuillez accepter les cookies"], holds: &[] },
    Rule { lines_only: false, longest: 200, opens: &["votre navigateur est obsolete", "votre navigateur n'est", "your browser is out of date",
        "your browser is not supported", "your browser does not support", "votre navigateur ne supporte"], holds: &[] },
    // Newsletters.
    Rule { lines_only: false, longest: 250, opens: &[
        "recevez la ", "recevez notre ", "recevez nos ", "recevez chaque ", "recevez tous les ", "sign up to ", "sign up for ", "sign up here", "subscribe to ", "get our ", "get the latest ", "receive our ",
    ], holds: &[&["newsletter", "infolettre", "lettre d'information", "in your inbox", "to your inbox", "par e-mail", "morning briefing", "nos alertes"]] },
    Rule { lines_only: false, longest: 250, opens: &["inscrivez-vous a ", "abonnez-vous a "], holds: &[&["newsletter", "infolettre", "lettre d'information"]] },
    // Networks, channels and programs.
    Rule { lines_only: false, longest: 200, opens: &[
        "suivez-nous sur", "suivez nous sur", "retrouvez-nous sur", "rejoignez-nous sur", "rejoignez notre", "follow us on",
        "like us on", "find us on", "join us on", "join our",
    ], holds: &[NETWORKS] },
    Rule { lines_only: false, longest: 200, opens: &[
        "telechargez notre appli", "telecharger notre appli", "download our app", "download our free app", "get our app",
        "telechargez l'appli gratuite", "installez notre appli",
    ], holds: &[] },
    // Subscription walls.
    Rule { lines_only: false, longest: 200, opens: &["il vous reste"], holds: &[&["de cet article a lire", "de l'article a lire"]] },
    Rule { lines_only: false, longest: 200, opens: &["you have"], holds: &[&["free articles left", "free article left", "free articles remaining"]] },
    Rule { lines_only: false, longest: 200, opens: &[
        "cet article est reserve a", "la suite de cet article est reservee", "la suite est reservee", "this article is for subscribers",
        "this article is reserved for", "pour lire la suite de cet article",
        "pour lire l'integralite de cet article",
    ], holds: &[] },
    Rule { lines_only: false, longest: 200, opens: &["to continue reading", "to read the full"], holds: &[&["subscri", "sign in", "log in", "account"]] },
    // Comments.
    Rule { lines_only: false, longest: 200, opens: &["comments are subject to our", "les commentaires sont soumis a", "les commentaires sont moderes"], holds: &[] },
    Rule { lines_only: false, longest: 200, opens: &["vous devez etre connecte", "you must be logged in", "you need to be logged in"], holds: &[&["comment", "reagir"]] },
    // Footers and credits.
    Rule { lines_only: true, longest: 300, opens: &["©", "(c) 20", "copyright ©", "copyright (c)"], holds: &[] },
    Rule { lines_only: true, longest: 200, opens: &["copyright "], holds: &[&["tous droits reserves", "all rights reserved"]] },
    Rule { lines_only: false, longest: 200, opens: &["tous droits reserves", "all rights reserved", "toute reproduction interdite", "reproduction interdite"], holds: &[] },
    Rule { lines_only: true, longest: 100, opens: &[
        "credit photo :", "credits photo :", "credit photos :", "credits photos :", "credit photo:", "credits photo:", "credits photos:",
        "photo credit:", "photo credits:", "image credit:", "image credits:", "picture credit:", "credit image :",
    ], holds: &[] },
];

/// What announces other articles: then a title (`Lire aussi : ...`) or a list of them.
const ANNOUNCE: &[(&str, Announce)] = &[
    ("lire aussi", Announce::Bare),
    ("a lire aussi", Announce::Bare),
    ("lire egalement", Announce::Bare),
    ("a lire egalement", Announce::Bare),
    ("read also", Announce::Bare),
    ("also read", Announce::Bare),
    ("a voir aussi", Announce::Marked),
    ("voir aussi", Announce::Marked),
    ("ecouter aussi", Announce::Marked),
    ("a lire", Announce::Marked),
    ("sur le meme sujet", Announce::Marked),
    ("nos autres articles", Announce::Marked),
    ("read more", Announce::Marked),
    ("see also", Announce::Marked),
    ("related", Announce::Marked),
    ("related articles", Announce::Marked),
    ("related stories", Announce::Marked),
    ("more on this story", Announce::Marked),
    ("les plus lus", Announce::Ranked),
    ("articles les plus lus", Announce::Ranked),
    ("most read", Announce::Ranked),
    ("most popular", Announce::Ranked),
    ("en images", Announce::Pointed),
    ("en video", Announce::Pointed),
    ("video", Announce::Pointed),
    ("in pictures", Announce::Pointed),
    ("watch", Announce::Pointed),
];

/// How the title is told from a sentence that goes on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Announce {
    /// A colon or the like, or a title in a line of its own: capital first, no full stop.
    Bare,
    /// A colon or the like.
    Marked,
    /// A colon or the like, or a figure.
    Ranked,
    /// A colon or the like, and `>>` before it.
    Pointed,
}

/// A line or a sentence, and its folded form.
struct Unit<'a> {
    given: &'a str,
    folded: String,
    /// The folded form without bullets, arrows and brackets before it and punctuation behind.
    bare: String,
    /// Somebody is quoted or reported: an article, whatever the words.
    reported: bool,
}

/// The page's buttons that make up a unit.
struct Buttons {
    count: usize,
    words: usize,
    action: bool,
    strong: bool,
}

impl<'a> Unit<'a> {
    fn new(given: &'a str) -> Self {
        work::step(given.len());
        let mut folded = String::with_capacity(given.len());
        for word in given.split_whitespace() {
            if !folded.is_empty() {
                folded.push(' ');
            }
            folded.push_str(&fold(word));
        }
        let bare = folded
            .trim_start_matches(is_ornament)
            .trim_end_matches(|c: char| is_ornament(c) || matches!(c, '.' | '!' | '?' | ':'))
            .to_owned();
        let reported =
            bare.contains(['"', '«', '»']) || REPORTING.iter().any(|verb| folded.contains(verb));
        Self {
            given,
            folded,
            bare,
            reported,
        }
    }

    /// The buttons, if the unit holds nothing else.
    fn buttons(&self) -> Option<Buttons> {
        if self.reported {
            return None;
        }
        let mut found = Buttons {
            count: 0,
            words: 0,
            action: false,
            strong: false,
        };
        let mut rest = self.bare.as_str();
        loop {
            rest = rest.trim_start_matches(|c: char| !c.is_alphabetic());
            work::step(1);
            if rest.is_empty() {
                return Some(found);
            }
            let phrases = BUTTONS
                .iter()
                .flat_map(|(weight, list)| list.iter().map(move |phrase| (phrase, *weight)));
            let (phrase, weight) = phrases
                .filter(|(phrase, _)| rest.starts_with(**phrase))
                .max_by_key(|(phrase, _)| phrase.len())?;
            rest = &rest[phrase.len()..];
            found.count += usize::from(weight != Filler);
            found.words += phrase.split(' ').count();
            found.action |= matches!(weight, Action | Strong);
            found.strong |= weight == Strong;
        }
    }

    fn matches_rule(&self, is_line: bool) -> bool {
        !self.reported
            && RULES.iter().any(|rule| {
                (is_line || !rule.lines_only)
                    // What only its words prove is judged sentence by sentence, so that a glued
                    // line keeps its article.
                    && !(is_line && rule.opens.is_empty())
                    && self.folded.len() <= rule.longest
                    && (rule.opens.is_empty()
                        // No word boundary: `Suivez-nous surTelegram`.
                        || rule.opens.iter().any(|words| self.bare.starts_with(words)))
                    && rule
                        .holds
                        .iter()
                        .all(|group| group.iter().any(|word| self.folded.contains(word)))
            })
    }

    /// Whether the unit announces other articles, and then whether only that.
    fn announces(&self, is_line: bool) -> Option<bool> {
        if self.folded.len() > 200 {
            return None;
        }
        let pointed = self.folded.starts_with(">>");
        let start = self.folded.trim_start_matches(is_ornament);
        ANNOUNCE.iter().find_map(|&(phrase, how)| {
            let rest = start.strip_prefix(phrase)?;
            if how == Announce::Pointed && !pointed {
                return None;
            }
            let next = rest.trim_start();
            let spaced = rest.len() > next.len();
            if next.trim_end_matches(is_mark).is_empty() {
                // In running text the words alone prove nothing.
                return is_line.then_some(true);
            }
            let marked = next.starts_with([':', '.', '>', '|', '–', '—'])
                || spaced && next.starts_with("- ")
                || how == Announce::Ranked && next.starts_with(|c: char| c.is_ascii_digit());
            let titled = how == Announce::Bare
                && is_line
                && spaced
                && !self.folded.ends_with('.')
                && self.capital_after(phrase);
            (marked || titled).then_some(false)
        })
    }

    /// Whether the word after the phrase has a capital in the text as it was given.
    fn capital_after(&self, phrase: &str) -> bool {
        self.given
            .trim_start_matches(is_ornament)
            .split_whitespace()
            .nth(phrase.split(' ').count())
            .is_some_and(|word| word.starts_with(char::is_uppercase))
    }
}

/// Verbs and phrases that report what somebody said or wrote.
const REPORTING: &[&str] = &[
    " said",
    " says",
    " told ",
    " wrote",
    "according to",
    " a dit",
    ", dit ",
    " dit-",
    "-t-il",
    "-t-elle",
    "explique l",
    "declare l",
    "affirme l",
    "annonce l",
    "selon le ",
    "selon la ",
    "selon l'",
];

fn is_ornament(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '>' | '›'
                | '»'
                | '-'
                | '–'
                | '—'
                | '•'
                | '*'
                | '|'
                | '·'
                | '['
                | ']'
                | '('
                | ')'
                | '→'
                | '►'
                | '▶'
                | '▸'
                | '#'
                | '+'
        )
}

fn is_mark(c: char) -> bool {
    is_ornament(c) || matches!(c, ':' | '.' | '…')
}

/// `Accueil > Monde > Afrique`, `Hérault › Lodévois › Faits divers`: short names without a sentence.
fn is_breadcrumbs(line: &str) -> bool {
    let parts = |mark: char| line.split(mark).map(str::trim);
    let short = |part: &str| {
        !part.is_empty()
            && part.chars().count() <= 40
            && !part.contains(['.', '!', '?', ';', '"', '«', '‹'])
    };
    let home = |mark: char| {
        matches!(
            parts(mark).next().map(fold).as_deref(),
            Some("accueil" | "home")
        ) && parts(mark).count() > 1
    };
    let path = |mark: char| parts(mark).all(short);
    path('›') && (home('›') || parts('›').count() > 2)
        || ['>', '»', '/']
            .into_iter()
            .any(|mark| home(mark) && path(mark))
}
