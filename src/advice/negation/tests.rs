//! Prompts that turn round, and those that only look like it.

use super::sentences::{Sentence, sentences};
use super::{may_negate, overlooked};
use crate::parse::markdown;

fn is_told(text: &str) -> bool {
    let nodes = markdown::nodes(text, 0);
    let read: Vec<Sentence> = sentences(&nodes, markdown::whole(&nodes, 0..nodes.len()));
    may_negate(text) && overlooked(&read).is_some()
}

#[test]
fn questions_that_turn_round_are_told() {
    for text in [
        "Laquelle de ces pratiques n'est pas conseillée ?",
        "Laquelle de ces pratiques n’est pas conseillée ?",
        "Parmi ces pratiques, laquelle n'est jamais sûre ?",
        "Quelle pratique ne protège pas un compte ?",
        "Au téléphone, quelle phrase ne dit-on pas ?",
        "Que ne faut-il pas écrire ?",
        "Qu'est-ce qui n'est pas un mot de passe ?",
        "Qui n'est pas concerné ?",
        "De quoi n'a-t-on pas besoin ?",
        "Quelle est la chose à ne pas faire ?",
        "Quelle est l'affirmation qui n'est pas vraie ?",
        "Cochez les phrases qui ne conviennent pas.",
        "Indiquez laquelle de ces pratiques n'est pas sûre.",
        "Un client appelle. Quelle réaction n'est pas adaptée ?",
        "Toutes ces actions sont utiles sauf une : laquelle ?",
        "Toutes ces actions sont utiles, sauf :",
        "Toutes sont vraies à l'exception d'une.",
        "Which of these is not a network?",
        "Which of these isn't advisable?",
        "Which one doesn’t protect an account?",
        "Which of these is not a network: the web, the post or the telephone",
        "A customer calls: what should you not say?",
        "What should you never say?",
        "What should you not do first?",
        "Who is not concerned?",
        "All of these are useful except one: which?",
        "All of the following are networks except:",
    ] {
        assert!(is_told(text), "{text}");
    }
}

#[test]
fn negations_that_are_emphasised_are_not() {
    for text in [
        "Laquelle de ces pratiques n'est **pas** conseillée ?",
        "Laquelle de ces pratiques *n'est pas* conseillée ?",
        "Laquelle de ces pratiques n'est PAS conseillée ?",
        "Toutes ces actions sont utiles SAUF une : laquelle ?",
        "Which of these is __not__ a network?",
        "Which of these is NOT a network?",
        "All of the following are networks EXCEPT:",
    ] {
        assert!(!is_told(text), "{text}");
    }
}

#[test]
fn negations_that_turn_nothing_round_are_not() {
    for text in [
        "Que faire quand un client ne répond pas ?",
        "Que faire si un client ne répond pas ?",
        "Que faire s'il ne répond pas ?",
        "Un client ne répond pas. Que faites-vous ?",
        "Un client ne répond pas : quelle est la bonne réaction ?",
        "Si un client ne répond pas, que faut-il faire ?",
        "Pourquoi ne faut-il pas ouvrir cette pièce jointe ?",
        "Pour quelle raison ne faut-il pas l'ouvrir ?",
        "Comment ne pas perdre ses données ?",
        "Quelle précaution prendre pour ne pas perdre ses données ?",
        "Quel est le risque de ne pas sauvegarder ?",
        "Quelles sont les choses à ne pas oublier ?",
        "Que ne faut-il surtout pas oublier ?",
        "Que ne faut-il pas surtout oublier ?",
        "Quel outil ne sert pas seulement à écrire ?",
        "Qui ne risque rien n'a rien : de qui est ce proverbe ?",
        "Que répondre à un client qui ne paie pas ?",
        "Que répondre à ceux qui ne viennent pas ?",
        "Quelle phrase signifie que le compte n'existe pas ?",
        "Quel est le sens de « je ne sais pas » ?",
        "Quelle est la réponse à « Pourquoi ne viens-tu pas ? »",
        "Combien de clients n'ont pas répondu ?",
        "Quelle part des clients n'a pas répondu ?",
        "Quelle réaction avoir face à un client n'ayant pas payé ?",
        "Quel réseau ne demande qu'une adresse ?",
        "C'est bien là, n'est-ce pas ?",
        "Quelles boutiques sont ouvertes tous les jours sauf le lundi ?",
        "Vrai ou faux : un mot de passe ne se partage pas.",
        "Nadia n'importe quel jour ne travaille pas.",
        "What should you do if a customer does not answer?",
        "What do you tell a customer who has not paid?",
        "What must you never forget?",
        "What must a business not forget to do?",
        "What is not only useful but required?",
        "Which tone is not too formal?",
        "What is not measured is not managed: who said it?",
        "Why should you not open it?",
        "Which is the best way not to lose data?",
        "What is the risk of not saving?",
        "A customer does not answer. What do you do?",
        "Which sentence means that the account does not exist?",
        "What does \"I do not know\" mean?",
        "Which shops are open every day except Sunday?",
        "Quelle commande affiche `ne pas` ?",
        "Quelle est la note ?",
        "",
    ] {
        assert!(!is_told(text), "{text}");
    }
}
