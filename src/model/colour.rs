//! The accent colour of a training centre, fitted to both schemes.

/// A colour that is legible on paper and one that is on slate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accent {
    /// In the light scheme, as `#rrggbb`.
    pub light: String,
    /// In the dark scheme.
    pub dark: String,
}

type Rgb = [f64; 3];

/// The grounds of each scheme of the default theme, `--paper` and `--tint` in its tokens.css.
const PAPER: [Rgb; 2] = [[251.0, 250.0, 245.0], [242.0, 240.0, 232.0]];
const SLATE: [Rgb; 2] = [[29.0, 37.0, 39.0], [42.0, 52.0, 55.0]];
/// How much of the accent the callouts of the theme mix into `--paper`.
const CALLOUT: f64 = 0.07;
/// WCAG 2.2, success criterion 1.4.3.
const CONTRAST: f64 = 4.5;

/// Reads `#rgb` or `#rrggbb`. The colour is kept for the light scheme, and lightened for the dark
/// one until it is legible there. The error is its contrast on paper, where that is too low;
/// `None` where it is no colour.
pub fn accent(text: &str) -> Option<Result<Accent, f64>> {
    let colour = parse(text.trim())?;
    let on_paper = lowest(colour, PAPER);
    if on_paper < CONTRAST {
        return Some(Err(on_paper));
    }
    let mut lightened = (0..=20).map(|step| mix(colour, WHITE, f64::from(step) / 20.0).map(f64::round));
    let dark = lightened.find(|colour| lowest(*colour, SLATE) >= CONTRAST)?;
    Some(Ok(Accent { light: hex(colour), dark: hex(dark) }))
}

fn parse(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    let pairs: Vec<String> = match digits.len() {
        3 => digits.chars().map(|c| format!("{c}{c}")).collect(),
        6 => (0..3).map(|i| digits.get(2 * i..2 * i + 2).map(ToOwned::to_owned)).collect::<Option<_>>()?,
        _ => return None,
    };
    let mut rgb = [0.0; 3];
    for (channel, pair) in rgb.iter_mut().zip(pairs) {
        *channel = f64::from(u8::from_str_radix(&pair, 16).ok()?);
    }
    Some(rgb)
}

const WHITE: Rgb = [255.0; 3];

fn mix(colour: Rgb, other: Rgb, share: f64) -> Rgb {
    std::array::from_fn(|i| colour[i] + (other[i] - colour[i]) * share)
}

/// The contrast of `colour` where it is lowest.
fn lowest(colour: Rgb, [paper, tint]: [Rgb; 2]) -> f64 {
    let callout = mix(paper, colour, CALLOUT);
    [paper, tint, callout].into_iter().map(|ground| contrast(colour, ground)).fold(f64::INFINITY, f64::min)
}

#[expect(clippy::cast_sign_loss, reason = "channels lie between 0 and 255")]
fn hex(colour: Rgb) -> String {
    let [r, g, b] = colour.map(|channel| channel.round() as u8);
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// Contrast ratio (WCAG 2.2, definition of "contrast ratio").
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

fn luminance(colour: Rgb) -> f64 {
    let linear = colour.map(|channel| {
        let channel = channel / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
}
