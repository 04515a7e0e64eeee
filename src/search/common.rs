//! The words that say nothing of a text, folded. They are found in headings and questions
//! alone: half of all that is written is made of them.

/// Those of a language, by its BCP 47 tag; none where they are not known.
pub fn words(lang: &str) -> &'static str {
    match lang.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "fr" => FRENCH,
        "en" => ENGLISH,
        _ => "",
    }
}

const FRENCH: &str = "a afin ai ainsi alors apres as au aucun aucune aujourd aura auront aussi autre autres aux avaient avait avant avec \
    avez avoir avons ayant c ca car ce ceci cela celle celles celui ces cet cette ceux chacun chaque chez ci comme comment d dans de \
    depuis des dit doit doivent donc dont du elle elles en encore entre es est et etaient etait etant etc ete etes etre eu eux \
    fait faut fois font hui ici il ils j je jusqu l la laquelle le lequel les lesquelles lesquels leur leurs lors lorsqu lorsque lui \
    m ma mais me meme memes mes moi moins mon n ne ni nos notre nous on ont ou par parce pas pendant peu peut peuvent plus plutot \
    pour pourquoi puis puisqu puisque qu quand que quel quelle quelles quelque quelques quels qui quoi quoiqu rien s sa sans se sera seront ses \
    si soi soient sois soit sommes son sont sous suis sur t ta te tes toi ton tous tout toute toutes tres tu un une va vers voici \
    voila vos votre vous y";

const ENGLISH: &str = "a about after all also an and any are as at be because been before being both but by can could d did do does \
    doing don each else few for from had has have having he her here hers him his how i if in into is isn it its itself just ll m \
    may me might more most must my no nor not of off on once one only or other our ours out over own re s same shall she should so \
    some such t than that the their theirs them then there these they this those though to too under until up us ve very was we \
    were what when where which while who whom whose why will with would you your yours";
