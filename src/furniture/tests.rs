//! What is furniture and, more than that, what is not.

use std::ops::Range;

use super::{find, holds};
use crate::normalise::normalise;
use crate::segment;

/// The furniture of a text as it would stand on a page.
fn furniture(page: &str) -> Vec<String> {
    let text = normalise(page).text;
    let ranges = find(&text, segment::sentences(&text));
    ranges.into_iter().map(|r| text[r].to_owned()).collect()
}

#[track_caller]
fn all_furniture(lines: &[&str]) {
    for line in lines {
        assert_eq!(furniture(line), [normalise(line).text.trim()], "{line}");
    }
}

#[track_caller]
fn no_furniture(texts: &[&str]) {
    for text in texts {
        assert_eq!(furniture(text), [""; 0], "{text}");
    }
}

#[test]
fn banners_and_walls_are_furniture() {
    all_furniture(&[
        "Nous respectons votre vie privée",
        "Avec votre accord, nos partenaires et nous utilisons des cookies pour mesurer l’audience.",
        "Ce site utilise des cookies pour améliorer votre expérience.",
        "We use cookies to improve your experience.",
        "[Tout accepter] [Continuer sans accepter] [Paramétrer]",
        "ACCEPT ALL | REJECT | MORE OPTIONS",
        "Article réservé aux abonnés",
        "Cet article est réservé aux abonnés.",
        "Already a subscriber? Sign in",
        "Il vous reste 73 % de cet article à lire.",
        "You have 2 free articles left this month.",
    ]);
}

#[test]
fn prompts_are_furniture() {
    all_furniture(&[
        "Partager sur Facebook",
        "Partager : Facebook  X  WhatsApp  E-mail  Imprimer",
        "Share onFacebookXWhatsAppCopy link",
        "Share this article",
        "Suivez-nous surTelegram et ne manquez aucune alerte !",
        "Inscrivez-vous à notre newsletter pour recevoir l'essentiel de l'actualité.",
        "Sign up to our Morning Brief newsletter, in your inbox every weekday",
        "Téléchargez notre application",
        "Activer les notifications",
        "7 comments",
        "1 commentaire - Connectez-vous pour réagir - Signaler un abus",
        "Comments are subject to our community rules",
    ]);
}

#[test]
fn links_labels_and_footers_are_furniture() {
    all_furniture(&[
        ">>> Lire aussi : Burkina Faso : à Dori, le marché au bétail reprend des couleurs",
        "À lire aussi Au Niger, la saison des pluies commence tôt",
        "READ MORE: 'I swapped London for a lighthouse in Wales'",
        "Related: Storm over the Sahel",
        ">> EN IMAGES. La crue vue du ciel",
        "Les plus lus : 1. Horoscope 2. Mots croisés",
        "PUBLICITÉ",
        "Advertisement",
        "Article continues after advertisement",
        "La suite après cette publicité",
        "© 2024 Delta Infos. Tous droits réservés. Mentions légales | Contact",
        "Copyright 2026 Mercury Ltd. All rights reserved.",
        "(c) 2024 Delta Infos",
        "Crédit photo : Awa Traoré / Delta Infos",
        "Accueil > Monde > Afrique",
        "Hérault › Lodévois › Faits divers",
        "MENU   S'ABONNER   Se connecter",
    ]);
}

#[test]
fn a_list_under_its_heading_is_furniture_to_its_end() {
    let page =
        "Il est parti.\nA lire également\n- Coton : cinq chiffres\n- Le cacao\nIl est revenu.";
    assert_eq!(
        furniture(page),
        ["A lire également", "- Coton : cinq chiffres", "- Le cacao"]
    );
}

#[test]
fn a_glued_page_loses_its_banner_only() {
    let page = "We value your privacy. We and our partners use cookies on your device. You can \
                change your mind at any time. The president of Mali left Bamako on Monday.";
    let found = furniture(page);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found.iter().all(|piece| !piece.contains("Mali")));
}

#[test]
fn a_banner_that_wraps_over_lines_is_furniture() {
    let page = "Avec votre accord, nos 214 partenaires et nous utilisons des cookies\n\
                pour mesurer l'audience de ce site.\n\nLe Mali vote.";
    assert_eq!(furniture(page).len(), 1);
}

#[test]
fn an_article_about_cookies_is_none() {
    no_furniture(&[
        "La Cnil a condamné Google pour ses cookies, déposés sans l'accord des internautes.",
        "« Nous utilisons des cookies pour mesurer l'audience », a reconnu le patron de Delta Infos.",
        "« Tout va bien. Nous utilisons des cookies pour améliorer votre expérience. Rien de plus. »",
        "\"We use cookies to improve your experience,\" the firm told the regulator.",
        "We use cookies to sweeten your tea, said Ms Begić-Lowe, who runs a café.",
        "Nous utilisons des cookies maison pour le goûter.",
        "Accepter les cookies ou payer : le dilemme des lecteurs",
        "Les cookies disparaîtront de Chrome en 2025.",
        "Our partners in Niamey will not wait, and your vote counts.",
    ]);
}

#[test]
fn an_article_about_networks_and_newsletters_is_none() {
    no_furniture(&[
        "Partager cet article sur Facebook lui a coûté son poste.",
        "Facebook, WhatsApp et Instagram étaient en panne lundi.",
        "Facebook",
        "Sa newsletter compte 40 000 abonnés.",
        "The newsletter was sent to 4,000 subscribers on Monday.",
        "Sign up for the army, the posters said.",
        "Inscrivez-vous avant le 5 mai par e-mail à la mairie de Brévandes.",
        "Join our fight, the union urged Amazon workers.",
        "Follow us on the long road to Bamako.",
        "Suivez-nous sur les routes du Tour.",
    ]);
}

#[test]
fn an_article_with_the_words_of_links_and_labels_is_none() {
    no_furniture(&[
        "Lire aussi longtemps fatigue les yeux.",
        "Lire aussi Proust, conseille la ministre.",
        "Read more Shakespeare, the minister told pupils.",
        "Related companies paid 3 million euros to the fund.",
        "La publicité pour le tabac est interdite depuis 1991.",
        "Le mot est lâché. Publicité. Le maire en veut partout.",
        "Le terrain est réservé aux abonnés du club depuis janvier.",
        "La loi sur le copyright de 2019 divise les Vingt-Sept.",
        "Les photos de l'agence font le tour du monde.",
        "Paris > Lyon > Nice : le classement",
        "Le Monde / AFP",
        "Most read in silence, and nobody left.",
        "Video games sold well in December.",
        "Watch your step, the guide says.",
        "To continue reading the classics, pupils need time.",
        "Accueil des réfugiés : ce que prévoit la loi",
        "Comments by the minister angered Niger.",
        "Il vous reste trois jours pour voter.",
        "Share prices fell on Monday.",
        "Mali",
        "- Le Mali",
        "",
    ]);
}

#[test]
fn ranges_hold_what_starts_in_them() {
    let ranges: [Range<usize>; 2] = [2..5, 8..9];
    let held: Vec<usize> = (0..10).filter(|&n| holds(&ranges, &(n..n + 1))).collect();
    assert_eq!(held, [2, 3, 4, 8]);
}

/// Every line that matches was read: none belongs to an article.
#[test]
fn the_sample_corpus_has_this_furniture() {
    let corpus = include_str!("../../corpus/news.jsonl");
    let mut counts = Vec::new();
    for line in corpus.lines() {
        let record: serde_json::Value = serde_json::from_str(line).expect("a record");
        let text = record["text"].as_str().expect("a text");
        let found = furniture(text);
        if !found.is_empty() {
            counts.push((
                record["id"].as_str().expect("an id").to_owned(),
                found.len(),
            ));
        }
    }
    let counts: Vec<(&str, usize)> = counts.iter().map(|(id, n)| (id.as_str(), *n)).collect();
    assert_eq!(
        counts,
        [("page-niono", 15), ("page-crue", 13), ("page-tram", 18)]
    );
}

/// It was taken for a line of buttons and networks.
#[test]
fn what_several_say_is_no_furniture() {
    no_furniture(&["Rejoignez notre chaîne YouTube, selon les organisateurs, et tout ira bien."]);
}
