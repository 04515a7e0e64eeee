//! A course of any size, the same at every run: French lessons of about 700 words, twenty a
//! module, each with headings, lists, a table, links to other lessons and a question.

use std::fs;
use std::io::Result;
use std::path::{Path, PathBuf};

const LESSONS_A_MODULE: usize = 20;

/// What sentences and headings are drawn from.
const WHO: &str = "l'équipe|chaque stagiaire|la formatrice|le tuteur|une entreprise de trois personnes|la cliente|l'artisan|\
    le groupe|la personne chargée de l'accueil|un collègue absent la veille|le centre de formation|\
    votre interlocuteur";
const DOES: &str = "vérifie|prépare|note|compare|explique|relit|partage|corrige|présente|mesure|reformule|met à jour";
const WHAT: &str = "la fiche de suivi|les trois étapes de la méthode|le compte rendu de la séance|l'objectif du mois|\
    la liste des réponses reçues|les chiffres de l'année précédente|le plan d'action|un exemple vécu|\
    la grille d'évaluation|les écarts constatés|la demande telle qu'elle a été dite|le calendrier commun";
const HOW: &str = "avant de commencer|dès la première séance|sans interrompre l'activité|à voix haute, puis par écrit|\
    en s'appuyant sur le schéma|à la fin de la journée|même lorsque le délai est court|avec ses propres mots|\
    selon les règles énoncées plus haut|en laissant une trace datée";
const LINK: &str = "Ensuite,|Cependant,|En général,|Là encore,|À l'inverse,|C'est pourquoi|Parfois,|Enfin,";
const HEADING: &str = "Préparer la séance|Repérer les étapes clés|Éviter les erreurs fréquentes|Mesurer le résultat|\
    Répartir les rôles|Trouver l'information|Garder une trace|Échanger à chaud";

/// Who is to build it. The texts are the same; the settings are each one's own.
#[derive(Clone, Copy)]
pub(crate) enum For {
    Pupitre,
    Hugo,
}

/// Writes a course of `lessons` lessons into `content`.
pub(crate) fn write(content: &Path, lessons: usize, builder: For) -> Result<()> {
    fs::create_dir_all(content)?;
    let (name, settings) = match builder {
        For::Pupitre => ("course.yaml", "id: mesure\ntitle: \"Un cours à mesurer\"\nlang: fr\n"),
        For::Hugo => ("_index.md", "---\ntitle: \"Un cours à mesurer\"\n---\n"),
    };
    fs::write(content.join(name), settings)?;
    for i in 0..lessons {
        let path = path(content, i);
        if let Some(module) = path.parent().filter(|_| i.is_multiple_of(LESSONS_A_MODULE)) {
            fs::create_dir(module)?;
            if let For::Hugo = builder {
                let number = i / LESSONS_A_MODULE + 1;
                fs::write(module.join("_index.md"), format!("---\ntitle: Module {number}\nweight: {number}\n---\n"))?;
            }
        }
        // Pupitre goes by the names of the files.
        let order = match builder {
            For::Pupitre => String::new(),
            For::Hugo => format!("weight: {}\n", i + 1),
        };
        fs::write(path, lesson(i, lessons, &order))?;
    }
    Ok(())
}

/// Where lesson `i` stands.
pub(crate) fn path(content: &Path, i: usize) -> PathBuf {
    content.join(name(i))
}

fn name(i: usize) -> String {
    format!("module-{:05}/lecon-{:06}.md", i / LESSONS_A_MODULE + 1, i + 1)
}

fn lesson(i: usize, lessons: usize, order: &str) -> String {
    let mut r = Random::new(i);
    let link = |label: &str, to: usize| format!("[{label}](../{})", name(to));
    let mut text = format!("---\ntitle: \"Leçon {} : {}\"\nduration: \"20 min\"\n{order}---\n\n", i + 1, r.of(HEADING));
    text += &paragraph(&mut r);
    for part in 1..=5 {
        text += &format!("## {part}. {}\n\n", r.of(HEADING));
        for _ in 0..=r.below(2) {
            text += &paragraph(&mut r);
        }
        match part {
            2 => (0..4).for_each(|_| text += &format!("- {}\n", sentence(&mut r))),
            3 => text += &format!("> [!NOTE]\n> {}\n", sentence(&mut r)),
            4 => {
                text += "| Étape | Qui | Durée |\n| --- | --- | ---: |\n";
                for step in 1..=5 {
                    text += &format!("| {step}. {} | {} | {} min |\n", r.of(WHAT), r.of(WHO), r.below(80) + 5);
                }
            }
            _ => text += &format!("```text\nétape {part} : {} fois sur {}\n```\n", r.below(20), r.below(80) + 20),
        }
        text.push('\n');
    }
    let before = link("la leçon précédente", i.saturating_sub(1));
    let after = link("la suivante", (i + 1).min(lessons - 1));
    let other = link("ce rappel", r.below(lessons));
    text += &format!("Revoyez {before}, poursuivez avec {after}, ou comparez avec {other}.\n\n");
    text += &format!("## Question : Que faut-il retenir de {} ? (2 points)\n\n", r.of(WHAT));
    text += "> Indice : relisez la première partie.\n\n";
    let right = r.below(4);
    for option in 0..4 {
        let mark = if option == right { 'x' } else { ' ' };
        text += &format!("- [{mark}] Réponse {} : {}\n  > {}\n", option + 1, sentence(&mut r), sentence(&mut r));
    }
    text + "\n> Explication : " + &sentence(&mut r) + "\n"
}

fn paragraph(r: &mut Random) -> String {
    let sentences: Vec<String> = (0..r.below(2) + 2).map(|_| sentence(r)).collect();
    sentences.join(" ") + "\n\n"
}

fn sentence(r: &mut Random) -> String {
    let said = format!("{} {} {} {}", r.of(WHO), r.of(DOES), r.of(WHAT), r.of(HOW));
    let said = match r.below(6) {
        0 => format!("{} {said}", r.of(LINK)),
        1 => format!("{said}, puis {} **{}**", r.of(DOES), r.of(WHAT)),
        2 => format!("{said} : *{}* suffit", r.of(WHAT)),
        _ => said,
    };
    let mut letters = said.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str() + "."
}

/// A small generator of numbers that look drawn (`SplitMix64`).
struct Random(u64);

impl Random {
    fn new(seed: usize) -> Self {
        Self(seed as u64)
    }

    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    /// One of the words, which bars part.
    fn of(&mut self, words: &'static str) -> &'static str {
        let at = self.below(words.split('|').count());
        words.split('|').nth(at).unwrap_or_default()
    }
}
